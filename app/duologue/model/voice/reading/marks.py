"""What is written to be seen and not to be heard: Markdown, HTML, tables, emoji, marks that cannot be printed."""

import html
import re
import unicodedata

import regex  # type: ignore[import-untyped]

from duologue.model.voice.reading.borders import BORDER, INNER, Rule, any_of, apply, rule

_EMOJI = regex.compile(
    r"(?![©®™↔])\p{Extended_Pictographic}|"
    r"[\p{Regional_Indicator}\p{Emoji_Modifier}\U000E0020-\U000E007F\uFE0E\uFE0F\u20E3\u200D]"
)
_STYLED = re.compile("[\U0001d400-\U0001d7ff\u2080-\u2089\uff01-\uff5e\ufb00-\ufb06]")
_HIDDEN = regex.compile(rf"(?![{INNER} ])[\p{{C}}\p{{Z}}]")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*(?: \"[^\"]*\")?\)"
_SEPARATOR = re.compile(r"[|:\- ]*-[|:\- ]*\|[|:\- ]*|[|:\- ]*\|[|:\- ]*-[|:\- ]*")


def _kept(found: re.Match[str]) -> str:
    """The first group as it is, with its borders."""
    return found[1].replace(" ", BORDER)


_FENCES = rule(r"(?<![^ ])(?:```+|~~~+)[\w+#-]*(?=$| )|```+", "")
_BLOCKS: tuple[Rule, ...] = (
    rule(r"^ *(?:> ?)+", ""),
    rule(r"^(?:[*_-]{3,}|=+|(?:[*_-] ){2,}[*_-])$", ""),
    rule(r"^ *#{1,6} ", ""),
    rule(r" #+$", ""),
    rule(r"(?<= )--+(?= )", "–"),
    rule(r"^ *[-*+•‣◦▪–—] (?=.*\w)", ""),
    rule(r"^ *\[[ xX]?\] ", ""),
    rule(r"</?[A-Za-z][^<>]*>|<!--.*?-->", lambda found: "," if found[0].lower().startswith("<br") else ""),
    rule(r"<((?:https?://|mailto:)?[^\s<>]+[.@][^\s<>]+)>", _kept),
)
_COMMANDS = {
    "times": "×", "cdot": "×", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "to": "→", "rightarrow": "→", "infty": "∞", "sum": "∑", "int": "∫", "pi": "π",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "theta": "θ", "lambda": "λ", "mu": "μ", "sigma": "σ",
    "omega": "ω", "Delta": "Δ", "sqrt": "√",
}  # fmt: skip
_FORMULAS: tuple[Rule, ...] = (
    rule(r"\$\$?([^$\d\s][^$]*[=^\\+_{][^$]*)\$\$?", _kept),
    rule(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", lambda found: f"{found[1]}/{found[2]}"),
    rule(r"\\(?:text|mathrm|mathbf)\{([^{}]*)\}", _kept),
    rule(rf"\\({any_of(_COMMANDS)})(?![A-Za-z])", lambda found: _COMMANDS[found[1]]),
    rule(r"\\[()\[\]]|\$\$", ""),
)
_SPANS: tuple[Rule, ...] = (
    rule(rf"!?\[([^\[\]]*)\]{_TARGET}", _kept),
    rule(r"(?<=\w)\[\^?\d+(?:, ?\d+)*\]|\[\^?\d+(?:, ?\d+)*\](?=[ .,;:!?]|$)", ""),
    rule(r"\[([^\[\]]+)\]\[\w*\]", _kept),
    rule(r"\*{2,}|~~|\|\|(?=\S[^|]*\|\|)", ""),
    rule(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])", ""),
    rule(r"(?<![\w/])_+(?=\w)|(?<=[\w.,!?:])_+(?![\w/])", ""),
    rule(r"`", ""),
    rule(r"\\([*_#`\[\]|~>+.!-])", _kept),
    rule(r"(?<![^ ])[:;=8]'?-?[()DPpO/|](?![^ ])", ""),
)
_CODE = re.compile(r"`+([^`]+)`+")
_CODE_RULES: tuple[Rule, ...] = (
    rule(r"(?<=\w)\(\)", ""),
    rule(r"(?<=[a-z])(?=[A-Z])", " "),
    rule(r"(?<=\w)_+(?=\w)", " "),
)


def without_marks(text: str) -> str:
    """The text of words that are separated by single spaces, without what a person would not read."""
    text = _HIDDEN.sub("", _EMOJI.sub("", text))
    if not text.isascii():
        text = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if "`" in text or "~~~" in text:
        text = apply((_FENCES,), text)
        text = _CODE.sub(lambda found: apply(_CODE_RULES, found[1]), text)
    if "|" in text:
        text = _table_row(text)
    if "\\" in text or "$" in text:
        text = apply(_FORMULAS, text)
    text = apply(_SPANS, apply(_BLOCKS, text))
    return _ENTITY.sub(_unescaped, text) if "&" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """The sign of an entity; white space parts what is spoken for one word."""
    return re.sub(r"\s", INNER, html.unescape(found[0]))


def _table_row(text: str) -> str:
    """A row of a table with a comma between its cells; the row of lines below the head is not read."""
    if _SEPARATOR.fullmatch(text):
        return " " * text.count(" ")
    if not (text.startswith("|") or text.count(" | ") > 1):
        return text
    edges = apply((rule(r"^\| ?", ""), rule(r" ?\|$", "")), text)
    return apply((rule(r" ?\| ?", lambda found: f",{BORDER}" if found[0].startswith(" ") else ", "),), edges)
