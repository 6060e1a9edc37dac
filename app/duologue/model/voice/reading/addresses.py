"""Addresses of pages and mail, names of files, versions, phone numbers: what is read sign by sign."""

import re

from duologue.model.voice.reading.borders import Rule, behind, rule, spelled
from duologue.model.voice.reading.figures import Figures
from duologue.model.voice.reading.language import Voicing

LONGEST_PATH = 40
"""Most characters of the path of an address that is read; of a longer one only the host is."""
_END = r"(?=[.,;:!?)\]]*(?:\s|$))"
_DOMAINS = (
    "com|org|net|edu|gov|int|info|io|ai|app|dev|me|tv|eu|uk|us|ca|au|nz|ie|de|at|ch|es|fr|it|pt|nl|be|pl|se|"
    "no|dk|fi|mx|ar|br|jp"
)
_ENDINGS = (
    "py|js|ts|md|txt|pdf|docx?|xlsx?|pptx?|csv|tsv|json|ya?ml|toml|html?|css|xml|zip|tar|gz|png|jpe?g|gif|"
    "svg|mp3|mp4|wav|onnx|exe|deb|sh|bat|log|ini|cfg|rs|go|java|cpp|sql|env|lock"
)
_SPELLED = re.compile(
    r"(?i:uk|us|tv|js|ts|md|py|io|ai|eu|css|csv|tsv|html?|xml|pdf|sql|mp[34]|svg|nz|ch|fr|de|mx|br|jp|pt|nl|pl|dk|rs|"
    r"sh|ca|au|gz|png)"
)


class Addresses:
    """Reads addresses in the words of one language."""

    def __init__(self, voicing: Voicing) -> None:
        self._words, self._figures = voicing.words, voicing.figures
        self._named = {
            ".": self._words.dot, "/": self._words.slash, "@": self._words.at, "-": self._words.dash,
            "_": self._words.underscore, "+": self._words.plus, ":": "", "~": "",
        }  # fmt: skip

    def rules(self) -> tuple[Rule, ...]:
        """Mail, pages, files, paths, names with an at sign and addresses of machines."""
        host = rf"(?:[\w-]+\.)+(?:{_DOMAINS})(?![\w-])"
        return (
            rule(r"(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", lambda found: self._signs(found[1]), needs="@"),
            rule(r"(?:https?|ftp)://(?:www\.)?([^\s/?#]*[^\s/?#.,;:!?)])(\S*?)" + _END, self._page, needs="://"),
            rule(rf"(?<![\w@.])(?:www\.)?({host})((?:[/?#]\S*?)?){_END}", self._page, needs="."),
            rule(rf"(?<![\w/.])[\w./~-]*\w\.(?:{_ENDINGS})(?!\w|\.\w)", lambda found: self._signs(found[0]), needs="."),
            rule(r"(?<![\w.])(?:~|\.{1,2})?(?:/[\w.-]+){2,}/?(?<!\.)", lambda found: self._signs(found[0]), needs="/"),
            rule(r"(?<![\w.])@(?=[A-Za-z_])", f"{self._words.at} ", needs="@"),
            rule(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?::(\d+))?(?![\w.]*\d)", self._machine, needs="."),
        )

    def rows_of_digits(self) -> tuple[Rule, ...]:
        """Phone numbers as they are written in many countries, versions, and figures too long to be a number."""
        gap = "[ .-]"
        return (
            rule(
                rf"(?<![\w.-])(?:\+?\d{{1,3}}{gap})?(?:\(\d{{3}}\){gap}?|\d{{3}}{gap})\d{{3}}{gap}\d{{4}}(?![\w-])",
                self.phone,
            ),
            rule(rf"(?<![\w.])\+\d{{1,3}}(?:{gap}?\(?\d{{1,4}}\)?){{2,6}}(?!\d)", self.phone),
            rule(rf"(?<![\w.-])(?<!\d )0\d{{1,4}}[ /-]{{1,3}}\d{{3,}}(?:{gap}\d{{2,}})*(?!\w)", self.phone),
            rule(r"(?<![\w.,])[vV]?(\d+(?:\.\d+){2,})(?![\w]|\.\d)", self.version, needs="."),
            rule(r"(?<![\w.,])[vV](\d+\.\d+)(?![\w]|\.\d)", self.version, needs="."),
            rule(r"(?<![\w.+-])\d{16,}(?!\w)|(?<![\w.,+-])(?<!\d )0\d+(?![\w.,:/]*\d)", self.phone),
        )

    def phone(self, found: re.Match[str]) -> str:
        """Each digit for itself, with a breath between groups."""
        plus = f"{self._words.plus} " if found[0].startswith("+") else ""
        groups = [self._figures.digits(group) for group in re.findall(r"\d+", found[0])]
        return plus + ", ".join(groups)

    def version(self, found: re.Match[str]) -> str | None:
        """Each part as a number; None for one number in groups of thousands."""
        if "." in self._figures.groups and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", found[1]):
            return None
        point = self._figures.points["."]
        return f" {point} ".join(self._figures.whole(int(part)) for part in found[1].split("."))

    def _machine(self, found: re.Match[str]) -> str:
        spoken = f" {self._words.dot} ".join(self._figures.digits(part) for part in found[1].split("."))
        return spoken + (f", {self._figures.digits(found[2])}" if found[2] else "")

    def _page(self, found: re.Match[str]) -> str:
        path = re.sub(r"[?#].*", "", found[2]).rstrip("/")
        return self._signs(found[1] + (path if len(path) <= LONGEST_PATH and "%" not in path else ""))

    def _signs(self, address: str) -> str:
        parts = re.findall(r"[^\W_]+|\W|_", address)
        return " ".join(self._part(part) for part in parts)

    def _part(self, part: str) -> str:
        if part in self._named:
            return self._named[part]
        if _SPELLED.fullmatch(part):
            return spelled(part)
        return re.sub(r"(?<=\D)(?=\d)|(?<=\d)(?=\D)", " ", part)


def codes(cues: str, figures: Figures) -> Rule:
    """Figures behind any of these words are read digit by digit. cues: a pattern without groups."""
    return rule(
        rf"\b({cues}) (\d{{3,}})(?![\w.,:/-]*\d)(?!\w| ?%)", lambda found: behind(found[1], figures.digits(found[2]))
    )


def versions(names: str, figures: Figures) -> Rule:
    """Two numbers with a point, behind any of these words, are no decimal. names: a pattern without groups."""

    def read(found: re.Match[str]) -> str:
        first, second = (figures.whole(int(part)) for part in found[2].split("."))
        return behind(found[1], f"{first} {figures.points['.']} {second}")

    return rule(rf"\b({names}) (\d+\.\d+)(?!\w|\.\d)", read)
