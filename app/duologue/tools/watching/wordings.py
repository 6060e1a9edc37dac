"""What words about watching mean: many ways to ask for the same, read by what they name and not by their order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duologue.core.events import Json

REPETITIONS, POSTURE, HANDS, PERSON = "repetitions", "posture", "hands", "person"
_EXERCISES = (
    ("squat", r"squats?|squads?|squatting|knee bends?"),
    ("push_up", r"push ?ups?|press ?ups?|pushing up"),
    ("jumping_jack", r"jumping jacks?|star jumps?|jacks"),
    ("sit_up", r"sit ?ups?|crunch(?:es)?|crunches"),
    ("lunge", r"lunges?|lunging"),
    ("curl", r"(?:bi(?:ceps?)? |arm |hammer |dumbbell |dumb bell )?curls?"),
    (
        "arm_raise",
        r"(?:arm|hand|lateral|side|front|shoulder|overhead) (?:raise|lift|raising|lifting)s?"
        r"|(?:raise|raises|lift|lifts|put|puts|raising|lifting|throw|hold|stick|stretch) (?:up )?"
        r"(?:my |a |one |the |both |both my |his |her )?(?:left |right )?(?:hand|arm)s?(?: up)?|hands? up|arms? up",
    ),
)
_OTHER_MOVES = (
    r"reps?|repetitions?|burpees?|step ups?|jumps?|toe touches|leg raises?|knee (?:raises?|lifts?|ups)|high knees"
    r"|pull ?ups?|chin ?ups?|dips|twists?|side bends?|swings?|thrusters?|deadlifts?|presses|rows|kicks|steps|stretches"
    r"|movements?|exercises?|moves"
)
_EXERCISE = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _EXERCISES))
_MOVE = re.compile(rf"\b(?:{_OTHER_MOVES})\b")
_COUNTS = re.compile(
    r"\b(?:count|counting|tally|keep (?:a )?(?:count|track|score|tally)|track|number|call out|keep counting)\b"
)
_ALOUD = re.compile(r"\b(?:every|each) time i\b|\bhow (?:often|many times) i\b|\bwhenever i\b|\btimes i\b")
_TELLS = re.compile(
    r"\b(?:tell|let me know|warn|alert|notify|remind|nudge|inform|ping|say|shout|beep|give me a|watch|monitor|check"
    r"|keep an eye|look out|correct|call me out|scold|poke|complain|announce|greet|speak up"
    r"|mention|point out|stop me)\b"
)
_WHEN = re.compile(r"\b(?:when|whenever|if|once|as soon as|every time|each time|the moment|in case|until|for)\b")
_POSTURE = re.compile(
    r"\b(?:slouch\w*|slump\w*|hunch\w*|stoop\w*|posture|crouch over|round(?:ed|ing)? (?:my )?(?:back|shoulders)"
    r"|(?:sit|sitting|sat) (?:up )?(?:straight|upright|properly|badly|crooked|well|right|tall|up)"
    r"|back(?: \w+){0,2} (?:bent|bends|curved|curves|crooked|rounded|round|straight)|bent back|bad back"
    r"|sink(?:ing)? (?:down|in|into)|shoulders (?:drop|slump|sag))\b"
)
_SOMEBODY = (
    r"(?:some ?one|some ?body|any ?one|any ?body|people|visitors?|guests?|person|man|woman|child|kids?|boss|colleague"
    r"|wife|husband|mom|mum|dad|mother|father|friend|roommate|partner|delivery \w+|they|he|she|who)"
)
_COMES = (
    r"(?:comes?|coming|enters?|entering|walks? (?:in|into|by|up|past|through)|walking in|arrives?|arriving|appears?"
    r"|shows? up|turns? up|steps? (?:in|into)|gets? (?:in|here)|joins?|approaches|is (?:here|there|at the door|in)"
    r"|pops? in|is behind me|stands? behind me)"
)
_GOES = (
    r"(?:leaves?|leaving|left|goes(?: away| out)?|going(?: away| out)?|is gone|walks? (?:out|off|away)|walking (?:out"
    r"|away)|exits?|disappears?|steps? (?:out|away)|gets? up and goes|departs?)"
)
_COMING = re.compile(rf"\b{_SOMEBODY}\b(?: \w+){{0,3}}? {_COMES}\b")
_GOING = re.compile(rf"\b{_SOMEBODY}\b(?: \w+){{0,3}}? {_GOES}\b")
_BEGINS = r"(?:begin|start|get going|get started|go|am starting|am beginning|take off|move|start moving|begin moving)"
_ENDS = r"(?:finish|stop|end|am done|am finished|quit|have finished|stop moving|complete it|rest|pause|finish up)"
_SAID = r"(?:please )?(?:can you |could you )?(?:say|shout|call|yell|call out)(?: the word)? (?P<{0}>[\w' ]+?)"
_AT = r"(?:when|once|as soon as|whenever|the moment|if)"
_BEGIN_AND_END = re.compile(
    rf"\b{_SAID.format('say')} {_AT} i {_BEGINS}\b.*?\band (?:then )?(?:{_SAID.format('then')}) {_AT} i {_ENDS}\b"
)
_BEGIN = re.compile(rf"\b{_SAID.format('say')} {_AT} i {_BEGINS}\b")
_END = re.compile(rf"\b{_SAID.format('then')} {_AT} i {_ENDS}\b")
_TELL_BEGIN = re.compile(rf"\b(?:tell me|let me know|notice|note) {_AT} i {_BEGINS}\b(?! (?:to )?say)")
_TELL_END = re.compile(
    rf"\b(?:tell me|let me know) {_AT} i {_ENDS}\b|\b{_AT} i {_BEGINS} and {_AT} i {_ENDS}\b|"
    rf"\b(?:begin|start) and (?:{_AT} i )?{_ENDS}\b"
)
_HAND = re.compile(
    r"\b(?:raise|raises|lift|put|wave|waves|hold) (?:up )?(?:my |a |one |the )?(?:left |right )?(?:hand|arm)s?"
    r"|\bi wave\b|\bmy (?:left |right )?(?:hand|arm)s? (?:is|are|goes|go) up\b"
)
_SPEECH = re.compile(r"\b(?:say|says|mention|use|word|words|sentence|um|uh|timer|minutes?|seconds?|list)\b")
_LEADS = re.compile(r"^(?:okay|ok|hey|um|uh|so|well|please|and|also|now|then|right|alright|oh|just) ")


def plain(words: Sequence[str]) -> str:
    """Words without case and marks, contractions written out where it matters, hyphens as spaces."""
    text = " ".join(words).casefold().replace("’", "'").replace("-", " ")
    text = re.sub(r"[^\w' ]+", " ", text)
    text = re.sub(r"\b(i|we|you|they)'?m\b", r"\1 am", text)
    text = re.sub(r"\b(who|what|that|there|he|she|it|somebody|someone|anybody|anyone)'s\b", r"\1 is", text)
    text = re.sub(r"\b(i|you|we|they)'ve\b", r"\1 have", text)
    text = re.sub(r"\b(\w+)'re\b", r"\1 are", text)
    text = " ".join(text.split())
    while (shorter := _LEADS.sub("", text)) != text:
        text = shorter
    return text


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be watched. sure: the words mean it whatever else they seem to mean."""

    arguments: Mapping[str, Json] = field(default_factory=dict)
    sure: bool = False


def exercise_in(text: str) -> str:
    """The exercise that plain words name, "" for none."""
    match = _EXERCISE.search(text)
    return match.lastgroup or "" if match else ""


def read_wish(words: Sequence[str]) -> Wish | None:
    """What is to be watched, from the words of a turn; None where they do not say."""
    text = plain(words)
    return _begin_and_end(text) or _person(text) or _posture(text) or _repetitions(text) or _hands(text)


def _begin_and_end(text: str) -> Wish | None:
    if exercise_in(text) and _COUNTS.search(text):
        return None
    if match := _BEGIN_AND_END.search(text):
        return Wish({"for": REPETITIONS, "say": match["say"].strip(), "then": match["then"].strip()}, sure=True)
    begin, end = _BEGIN.search(text), _END.search(text)
    if begin or end:
        said = {"say": begin["say"].strip()} if begin else {}
        return Wish({"for": REPETITIONS, **said, **({"then": end["then"].strip()} if end else {})}, sure=True)
    begins, ends = _TELL_BEGIN.search(text), _TELL_END.search(text)
    if begins or ends:
        told = {"say": "you've started"} if begins else {}
        return Wish({"for": REPETITIONS, **told, **({"then": "you've stopped"} if ends else {})}, sure=True)
    return None


def _person(text: str) -> Wish | None:
    if not _TELLS.search(text) or not _WHEN.search(text):
        return None
    comes, goes = _COMING.search(text), _GOING.search(text)
    if not comes and not goes:
        return None
    event = "both" if comes and goes else "leaves" if goes else ""
    return Wish({"for": PERSON} | ({"event": event} if event else {}), sure=True)


def _posture(text: str) -> Wish | None:
    if not _POSTURE.search(text) or not _TELLS.search(text):
        return None
    return Wish({"for": POSTURE}, sure=True)


def _repetitions(text: str) -> Wish | None:
    if re.match(r"(?:how many|what|which|did|do you|stop|don't|cancel|end|quit|no more)\b", text):
        return None
    counts, exercise = _COUNTS.search(text), exercise_in(text)
    if not counts or (_SPEECH.search(text) and not exercise):
        return None
    if exercise:
        return Wish({"for": REPETITIONS, "exercise": exercise}, sure=True)
    move = _MOVE.search(text) or (_ALOUD.search(text) and re.search(r"\bi \w+", text))
    return Wish({"for": REPETITIONS}, sure=True) if move else None


def _hands(text: str) -> Wish | None:
    if _HAND.search(text) and _TELLS.search(text) and _WHEN.search(text):
        return Wish({"for": HANDS}, sure=True)
    return None


_QUESTIONS: Mapping[str, re.Pattern[str]] = {
    "eyes.fingers": re.compile(
        r"\bhow many fingers\b|\bcount my fingers\b|\bnumber of fingers\b|\bwhat number am i (?:showing|holding)\b"
        r"|\bfingers (?:am i|do i|are) (?:hold|show|up)"
    ),
    "eyes.people": re.compile(
        r"\bhow many (?:people|persons|of us|faces|humans)\b(?! (?:live|work|speak|died|use|play))"
        r"|\bis (?:there )?(?:any ?(?:one|body)|some ?(?:one|body)|a person)(?: else)? "
        r"(?:in (?:the|this|my) (?:room|picture|view)|behind me|with me|in front)"
        r"|\bcan you see (?:any ?(?:one|body)|some ?(?:one|body)|people)\b|\bdo you see (?:any ?(?:one|body)|people)\b"
        r"|\bam i (?:alone|the only one)\b|\bwho (?:is|else is) (?:here|there|in (?:the|this|my) (?:room|picture))\b"
    ),
    "eyes.posture": re.compile(
        r"^(?:am i|was i|do i) (?:\w+ )?(?:slouch|slump|hunch|sit|sat)|\bhow (?:is|are) my (?:posture|back|shoulders)\b"
        r"|\bhow am i sitting\b|\bis my (?:posture|back) \w+|\bam i sitting\b|\bwhat(?: is|'s) my posture\b"
    ),
    "eyes.read": re.compile(
        r"\bread (?!(?:out |aloud |me |to me )*the (?:page|text|article|book)\b(?! (?:here|in my|that i|i am|on this)))"
        r"(?:out |aloud |me |to me |out loud |off )*(?:what|this|that|the|these|my|it)?(?: is| it| this| that)*"
        r"(?: \w+)?(?: \w+)? ?(?:label|sign|text|page|letters?|writing|package|packet|bottle|box|paper|card|note ?book|"
        r"screen|book|ticket|receipt|menu|poster|cover|tag|sticker|says?|here|written|stands?)\b"
        r"|^(?:can you |could you |please )*read (?:this|that)(?: for me| to me| out| aloud| please)*$"
        r"|\bwhat (?:does|do|is|'s)(?: it| this| that| the \w+| my \w+| these| written)+ (?:say|read|written|here)\b"
        r"|\bwhat (?:is|stands|does it say)(?: written)? (?:on|here)\b(?: (?:on|in))? ?"
        r"(?:this|that|the (?:label|sign|package|bottle|box|paper|card|page|tag))?"
        r"|\bcan you read (?:this|that|it|the|what)\b"
    ),
    "eyes.look": re.compile(
        r"\bwhat (?:am i|are we|is he|is she|are they) (?:doing|holding|wearing|showing|pointing|up to|looking at)\b"
        r"|\bwhat (?:do|can) you see\b|\bwhat (?:are you|do you) (?:seeing|looking at)\b"
        r"|\bcan you see (?:what|this|that|my|it|the)\b|\bdo you see (?:what|this|that|my|it)\b"
        r"|\bdescribe (?:what you see|the (?:picture|scene|room|image)|me|this|what is in)\b"
        r"|\blook at (?:this|that|me|my|what|it)\b|\bwhat is (?:this|that|it)(?: thing| object)?"
        r"(?: here| in my hands?| that i (?:am holding|hold|have))$|\bwhat is in (?:my hands?|the picture|front of)\b"
        r"|\bwhat (?:have i got|do i have) in my hands?\b|\bwhat do i look like\b|\bhow do i look\b"
        r"|\b(?:tell me|say) what you (?:can )?see\b|\bwhat colou?r is (?:my|this|that)\b"
        r"|\bis this (?:\w+ )?the right (?:one|plug|cable|side|way)\b|\bwatch what i am doing\b"
        r"|\bwhat is (?:happening|going on) (?:here|in the (?:picture|room)|behind me|in front.*)$"
    ),
}
"""Questions about what is seen, by the tool that answers them; the first that fits."""
_AFTER_FINGERS = re.compile(
    r"^(?=.*\b(?:how many|now|this time)\b)(?:and |now |so |then |what about |how about )*(?:how many)?"
    r"(?: ?(?:now|how|no|know|are (?:it|they|there|these)"
    r"|is (?:it|that|this)|am i (?:holding|showing)(?: you)?|do you see|can you see|this time|here|up|left))*$"
)
"""What comes after a question about fingers, also as it is often heard."""
_SO_FAR = re.compile(
    r"\bhow many(?: \w+){0,3}? (?:so far|by now|until now|already|up to now|was that|is that|were that"
    r"|did i (?:do|make|manage|get)|have i (?:done|made|managed|got|did)|are we at|am i at|do i have|have you counted"
    r"|did you count|left)\b"
    r"|\bhow many(?: now| so far)?$|\bwhat(?: is|'s)? (?:the|my|your) (?:count|number|score|total|tally)\b"
    r"|\b(?:what|which) (?:number|count|rep) (?:am i|are we|is that|was that|is it)\b|\bwhere (?:are we|am i)$"
    r"|\bhow far (?:am i|are we|did i get)\b|\bhow many was (?:that|it)\b|\bcount so far\b"
)
_AGAIN = re.compile(
    r"^(?:let us |let's |can you |could you |will you |i want to |i would like to )?(?:please )?(?:start|begin|restart|"
    r"reset|count)(?: \w+){0,3}? (?:over|again|anew|afresh|from (?:zero|one|the (?:top|start|beginning)|scratch|new)|"
    r"fresh|to zero)\b|^(?:restart|reset)(?: (?:the|my|your) (?:count|counter|counting))?$"
    r"|^(?:back to|from) (?:zero|one|the (?:top|start|beginning))\b|^start the count"
    r"|\bset (?:the )?(?:count|counter) (?:back )?to zero\b"
)
_CALIBRATE = re.compile(
    r"\bcalibrat\w*\b|\bthis is (?:how i sit|my (?:upright|good|normal|straight))\b"
    r"|\bi am sitting (?:straight|upright) now\b"
)
_STOP = re.compile(
    r"\b(?:stop|quit|end|cancel|no more|finish|enough|don't|do not|no longer|can stop|switch off|turn off|never mind)\b"
    r".*\b(?:count\w*|watch\w*|posture|slouch\w*|monitor\w*|looking|reps?|repetitions?|tracking)\b"
    rf"|\bstop (?:the )?(?:{'|'.join(words for _, words in _EXERCISES)})\b"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands as words are read. counting: repetitions are counted. watching: anything is watched. fingers: fingers
    were asked about just now."""

    counting: bool = False
    watching: bool = False
    fingers: bool = False


_ELSE = re.compile(
    r"\b(?:timers?|alarm|minutes?|hours?|o'clock|shopping|list|notes?|weather|search|google|translate|convert|percent"
    r"|dot (?:com|org|net|edu|de|eu|io|uk)|www|https?|web ?sites?|web ?pages?|articles?|internet"
    r"|times table|joke|coin|dice|remind me (?:at|in|on|tomorrow|today))\b"
)
"""Words of which one says that something else is asked for as well."""


def meant_tool(words: Sequence[str], moment: Moment) -> str:
    """The tool of the eyes that the words of a turn mean for sure, "" for none of them."""
    text = plain(words)
    if _ELSE.search(text):
        return ""
    about = (
        (moment.watching, _CALIBRATE, "watch.calibrate"),
        (moment.watching, _STOP, "watch.stop"),
        (moment.counting, _SO_FAR, "watch.show"),
        (moment.counting, _AGAIN, "watch.restart"),
        (moment.fingers, _AFTER_FINGERS, "eyes.fingers"),
    )
    stands = next((name for there, asked, name in about if there and asked.search(text)), "")
    wish = None if stands else read_wish(words)
    if wish is not None and wish.sure:
        return "watch.start"
    return stands or next((name for name, asked in _QUESTIONS.items() if asked.search(text)), "")


def stopped(words: Sequence[str]) -> str:
    """What of the watching is to end, from the words of a turn; "" for the newest."""
    text = plain(words)
    if _POSTURE.search(text):
        return POSTURE
    if _COUNTS.search(text) or exercise_in(text) or re.search(r"\breps?\b|\brepetitions?\b", text):
        return REPETITIONS
    return PERSON if re.search(r"\b(?:door|people|person|visitors?|somebody|someone)\b", text) else ""
