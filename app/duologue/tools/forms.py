"""A form that another program wants the user to fill in: field by field by voice, or all of it in the window. Sans I/O.

By voice what is needed is asked for, then read back before it goes. What a form begins with stays where nothing else is
said. The reader of answers is exact: what cannot be the value of a field is no answer to it.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from duologue.core.display_text import plain_line, shortened
from duologue.core.events import Json
from duologue.core.sheets import FormField, FormKind
from duologue.tools.naming import closeness, plain_words
from duologue.tools.spoken.grammar import read_number
from duologue.tools.wording import join_words, sentence

MOST_WORDS = 60
"""Words of an answer to a field; who says more says something else."""
LONGEST_READ = 120
"""Characters of a value that are read back."""
MOST_NAMED = 6
"""Options of a field that are read out; of more, their number."""
Check = Callable[[dict[str, Json]], str]
"""What is wrong with the values of a form, "" if nothing."""
_YES_NO = {"yes": True, "yeah": True, "yep": True, "true": True, "no": False, "nope": False, "false": False}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_SPELLED = ((" at ", "@"), (" dot ", "."), (" dash ", "-"), (" underscore ", "_"))


class Taken(StrEnum):
    """What words were to a form."""

    NOTHING = "nothing"
    """No answer: they are for somebody else."""
    MORE = "more"
    """Something is asked next."""
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name in the values. spelled: signs in it may be said as words, as of an address of a mailbox."""

    name: str
    form: FormField
    spelled: bool = False


class Form:
    """One form. heading: who asks and what for, as it is said and shown. send: what stands on the button that sends it.

    begins: values that fields have from the beginning. check: what the whole has to be, beside what its fields are.
    yes: reads an answer to "shall I", True or False; None if it is none.
    """

    def __init__(
        self,
        heading: str,
        fields: tuple[Field, ...],
        *,
        yes: Callable[[str], bool | None],
        check: Check = lambda _: "",
        begins: Mapping[str, Json] | None = None,
        send: str = "Send",
    ) -> None:
        self.heading, self.fields, self.send = heading, fields, send
        self.values: dict[str, Json] = dict(begins or {})
        self.problem = ""
        self._yes, self._check = yes, check
        self._said: set[str] = set()

    @property
    def question(self) -> str:
        """What is said: the whole of it at first, then only what is asked next."""
        field = self._next()
        told = [] if self._said or self.problem else [sentence(self.heading)]
        told += [sentence(self.problem)] if self.problem else []
        if field is not None:
            return " ".join([*told, _asking(field.form)])
        given = [f"{each.form.label}: {_read(each.form, self.values[each.name])}" for each in self._given()]
        more = " There is more to fill in in the window." if self._left_open() and self.fields else ""
        return " ".join([*told, *(sentence(shortened(each, LONGEST_READ)) for each in given)]) + f"{more} Shall I?"

    @property
    def shown(self) -> tuple[FormField, ...]:
        """The fields as they stand."""
        return tuple(field.form.holding(self.values.get(field.name)) for field in self.fields)

    def take(self, text: str) -> Taken:
        """Takes words of the user for the answer to what was asked, if they can be one."""
        words = text.split()
        if not words or len(words) > MOST_WORDS:
            return Taken.NOTHING
        field, yes = self._next(), self._yes(text)
        if field is None:
            if yes is None:
                return Taken.NOTHING
            return self._finish() if yes else Taken.REFUSED
        if yes is False and field.form.kind is not FormKind.YES_NO:
            return Taken.REFUSED
        value = _value(field, text)
        if value is None:
            return Taken.NOTHING
        self.values[field.name] = value
        self._said.add(field.name)
        self.problem = self._check(self.values) if self._next() is None else ""
        if self.problem:
            self.values.pop(field.name)
        return Taken.MORE

    def fill(self, entered: Mapping[int, Json]) -> Taken:
        """Takes what was entered in the window, by the number of the field."""
        values: dict[str, Json] = {}
        for at, field in enumerate(self.fields):
            value = entered_value(field.form, entered.get(at))
            if value is not None:
                values[field.name] = value
            elif field.form.kind in (FormKind.NUMBER, FormKind.WHOLE) and str(entered.get(at) or "").strip():
                self.problem = f"{field.form.label} must be a {'whole ' * (field.form.kind is FormKind.WHOLE)}number."
                return Taken.MORE
        self.values = values
        lacking = next((field for field in self._needed() if field.name not in values), None)
        if lacking is not None:
            self.problem = f"{lacking.form.label} is needed."
            return Taken.MORE
        return self._finish()

    def _finish(self) -> Taken:
        self.problem = self._check(self.values)
        return Taken.MORE if self.problem else Taken.DONE

    def _needed(self) -> list[Field]:
        return [field for field in self.fields if field.form.required]

    def _next(self) -> Field | None:
        """The field that is asked for next."""
        return next((field for field in self._needed() if field.name not in self.values), None)

    def _given(self) -> list[Field]:
        return [field for field in self.fields if field.name in self.values]

    def _left_open(self) -> bool:
        return any(field.name not in self.values for field in self.fields)


def _asking(field: FormField) -> str:
    label = field.label.rstrip(".:?! ")
    match field.kind:
        case FormKind.YES_NO:
            return f"{label}: yes or no?"
        case FormKind.ONE | FormKind.SOME:
            named = [name for _, name in field.options]
            if len(named) > MOST_NAMED:
                return f"{label}? There are {len(named)} to choose from, in the window."
            return f"{label}: {join_words(named).replace(' and ', ' or ')}?"
        case _:
            about = field.about.rstrip(".:?! ")
            return (
                f"{label}? {sentence(about)}".rstrip()
                if about and about.casefold() != label.casefold()
                else f"{label}?"
            )


def _read(field: FormField, value: Json) -> str:
    """A value as it is read back."""
    names = dict(field.options)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return join_words([names.get(str(each), str(each)) for each in value]) or "none"
    return plain_line(names.get(str(value), str(value)))


def _value(field: Field, text: str) -> Json:
    """The value that words are, None if they are none."""
    said = " ".join(text.split()).strip(' .,;:!"“”')
    match field.form.kind:
        case FormKind.NUMBER | FormKind.WHOLE:
            return _number(said, whole=field.form.kind is FormKind.WHOLE)
        case FormKind.YES_NO:
            return _YES_NO.get(said.casefold())
        case FormKind.ONE:
            return _option(field.form, said)
        case FormKind.SOME:
            found = [_option(field.form, part) for part in said.replace(" and ", ",").split(",") if part.strip()]
            return None if None in found or not found else found
    asks = text.rstrip().endswith("?")
    return None if asks else spell(said) if field.spelled else said


def _number(said: str, *, whole: bool) -> Json:
    number = read_number(said)
    if number is None or (whole and number.denominator != 1):
        return None
    return int(number) if number.denominator == 1 else float(number)


def _option(field: FormField, said: str) -> str | None:
    """The option that words name, by its name or its place."""
    best = max(
        field.options, key=lambda option: max(closeness(said, option[1]), closeness(said, option[0])), default=None
    )
    if best is not None and max(closeness(said, best[1]), closeness(said, best[0])):
        return best[0]
    words = plain_words(said)
    place = next((at for at, word in enumerate(ORDINALS) if word in words), None)
    return field.options[place][0] if place is not None and place < len(field.options) else None


def spell(said: str) -> str:
    """ "ada at example dot org" -> "ada@example.org"."""
    spelled = f" {said} "
    for word, sign in _SPELLED:
        spelled = spelled.replace(word, sign)
    return spelled.strip() if "@" in spelled or "." in spelled else said


def entered_value(field: FormField, entered: Json) -> Json:
    """What was entered in the window as the value of a field, None for nothing."""
    if field.kind is FormKind.YES_NO:
        return entered if isinstance(entered, bool) else None
    if field.kind in (FormKind.ONE, FormKind.SOME):
        known = {value for value, _ in field.options}
        chosen = [each for each in entered if each in known] if isinstance(entered, list) else []
        return (chosen if field.kind is FormKind.SOME else chosen[0]) if chosen else None
    text = str(entered).strip() if entered is not None else ""
    if field.kind is FormKind.TEXT:
        return text or None
    return _entered_number(text, whole=field.kind is FormKind.WHOLE)


def _entered_number(text: str, *, whole: bool) -> Json:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(number) or (whole and not number.is_integer()):
        return None
    return int(number) if whole else number
