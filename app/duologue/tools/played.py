"""What words ask for captions, or for a translation, of what the computer plays: read by what they name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duologue.core.languages import BOTH, COMPUTER, MICROPHONE
from duologue.tools.readers import LANGUAGES
from duologue.tools.watching.wordings import plain

_LANGUAGE = rf"(?:{'|'.join(LANGUAGES)})"
_MACHINE = r"(?:computer|laptop|pc|machine|desktop|mac|speakers?|headphones?|headset|browser|system|player)"
_SHOW = (
    r"(?:film|movie|video|clip|show|episode|series|documentary|podcast|stream|broadcast|news|lecture|webinar|talk|call"
    r"|phone call|video call|zoom|zoom call|teams call|conference|interview|song|lyrics|audio|radio|tv|television"
    r"|people (?:on|in) the (?:call|film|movie|video))"
)
_OF_IT = r"(?:the|this|my|your|for|of)"
_PLAYED = re.compile(
    rf"\b(?:what(?:ever)?|everything|all) (?:that )?(?:{_OF_IT} {_MACHINE}|you) "
    r"(?:plays?|is playing|are playing|says?|is saying|puts out)\b"
    r"|\bwhat(?:ever)? (?:is|comes?|is coming|is being)(?: played| playing| out| said)+ "
    rf"(?:on|from|by|of|over|through) {_OF_IT} {_MACHINE}\b"
    rf"|\b{_OF_IT} {_MACHINE}(?:'s)?(?: sounds?| audio| output)?(?: instead| too| as well)?$"
    r"|\b(?:computer|system|desktop) (?:audio|sound|sounds|output)\b"
    rf"|\b(?:the|this|that|my|our|a|of|for) (?:(?:{_LANGUAGE}|whole|rest of the|current|zoom|video) )?{_SHOW}\b"
)
_ASKED = r"^(?:can you |could you |would you |will you |please |start |begin )*"
_CAPTIONS = re.compile(
    rf"{_ASKED}(?:(?:turn|switch|put) on |show(?: me)? |give(?: me)? |i (?:want|need|would like) |make |with "
    r"|display )*"
    r"(?:the |some |live |english |closed )*"
    r"(?:captions?|captioning|subtitles?|subtitling|transcribe|transcribing|write down)\b"
)
_TRANSLATES = re.compile(rf"{_ASKED}(?:live )?(?:translate|translating|interpret|interpreting|a? ?translation of)\b")
_INTO = re.compile(rf"\b(?:into|to|in) (?P<language>{_LANGUAGE})\b")
_FROM = re.compile(rf"\bfrom (?P<language>{_LANGUAGE})\b|\b(?P<show>{_LANGUAGE}) {_SHOW}\b")
_BOTH = re.compile(r"\b(?:and|both|too|as well|also) (?:me|us|what i say|my words)\b|\bme and\b|\bwhat i say and\b")
_BACK = re.compile(
    r"^(?:please |now )*(?:translate|listen to|caption) (?:only |just )?"
    r"(?:me|the microphone|my voice|what i say|my words)(?: again| only| alone| instead| now)+$"
    r"|^(?:stop|don't) (?:listening to|translate|translating|caption|captioning) "
    rf"(?:what )?{_OF_IT} {_MACHINE}(?: plays| says)?(?: any ?more)?$"
)
_OFF = re.compile(
    r"^(?:please |okay |now )*(?:stop|end|no more|turn off|switch off|hide|quit|close|without)(?: the| showing| live)* "
    r"(?:captions?|captioning|subtitles?|subtitling|transcribing)\b"
    r"|^(?:turn |switch )?(?:the )?(?:captions|subtitles) off\b"
)


@dataclass(frozen=True, slots=True)
class PlayedWish:
    """heard: whose words, as the setting has it. captions: they are not translated. into, of: languages that were
    named, ISO 639-1, "" for none."""

    heard: str
    captions: bool = False
    into: str = ""
    of: str = ""

    @property
    def arguments(self) -> Mapping[str, str]:
        """As the tool takes them."""
        given = {"heard": self.heard, "how": "captions" if self.captions else "translated"}
        named = {"target": self.into, "source": self.of}
        return given | {name: language for name, language in named.items() if language}


def read_played(words: Sequence[str], *, running: bool) -> PlayedWish | None:
    """What is wished for with the words of a turn; None where they do not say. running: something is translated."""
    text = plain(words)
    if running and _BACK.search(text):
        return PlayedWish(MICROPHONE)
    captions = _CAPTIONS.search(text) is not None
    if not (captions or _TRANSLATES.search(text)) or not _PLAYED.search(text):
        return None
    into, of = _INTO.search(text), _FROM.search(text)
    target = LANGUAGES[into["language"]] if into else ""
    source = LANGUAGES[of["language"] or of["show"]] if of else ""
    translated = bool(target) and target != source and not (captions and not source and target == "en")
    heard = BOTH if _BOTH.search(text) else COMPUTER
    if captions and not translated:
        return PlayedWish(heard, captions=True, of=source or target)
    return PlayedWish(heard, into=target, of=source)


def ends_captions(words: Sequence[str]) -> bool:
    """Whether words end captions."""
    return _OFF.search(plain(words)) is not None
