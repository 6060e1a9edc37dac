"""The grammar of what people say about time, and how a text is read by it: all of it, or not at all."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from lark import Lark
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer
from lark.lexer import Token as LarkToken

from duologue.tools.reading import Kind, Token, tokenise
from duologue.tools.spoken.lengths import SenselessError
from duologue.tools.spoken.pieces import Again, AgainAfter, Ahead, Length, Piece, Vague
from duologue.tools.spoken.readings import Readings
from duologue.tools.spoken.terms import FILLERS, Term, terms

MAX_TERMS = 24
"""Terminals of the longest phrase that is tried as a whole."""
_GRAMMAR = r"""
when: piece                                     -> first
    | when piece                                -> more
    | when COMMA piece                          -> more_after

?piece: clock | part_of_day | day | on_day | ahead | again | bound | exception | vague
      | ZONE                                    -> zone
      | NEXT UNIT                               -> next_period

clock: leading face                                 -> clock
     | face
     | leading face HALFDAY                         -> half_day
     | face HALFDAY                             -> half_day
leading: AT | FOR | AT AT
?face: NUMBER                                   -> hour
    | NUMBER NUMBER                             -> hour_minute
    | NUMBER OH NUMBER                          -> hour_minute_after
    | NUMBER OCLOCK                             -> hour
    | TIME                                      -> digits
    | NOON                                      -> noon
    | HALF PAST NUMBER o_clock                  -> half_past
    | HALF NUMBER                               -> half_past_short
    | QUARTER PAST NUMBER o_clock               -> quarter_past
    | QUARTER TO NUMBER o_clock                 -> quarter_to
    | A QUARTER PAST NUMBER o_clock             -> quarter_past_a
    | A QUARTER TO NUMBER o_clock               -> quarter_to_a
    | NUMBER PAST NUMBER o_clock                -> minutes_past
    | NUMBER TO NUMBER o_clock                  -> minutes_to
    | length PAST NUMBER                        -> length_past
    | length TO NUMBER                          -> length_to
o_clock: OCLOCK |

part_of_day: DAYPART                            -> in_part
           | PART                               -> in_mere_part

on_day: ON day                                  -> same
      | FOR day                                 -> same
      | ON FOR day                              -> same
?day: DAY                                       -> value
    | DATE                                      -> iso
    | weekdays
    | NEXT WDAY                                 -> weekday
    | THIS WDAY                                 -> weekday
    | THE NEXT WDAY                             -> weekday_the
    | THE THIS WDAY                             -> weekday_the
    | ord OF MONTH year                         -> date
    | THE ord OF MONTH year                     -> date_the
    | ord MONTH year                            -> date_short
    | THE ord MONTH year                        -> date_the_short
    | NUMBER MONTH year                         -> number_date
    | NUMBER OF MONTH year                      -> number_of_date
    | MONTH ord year                            -> month_date
    | MONTH THE ord year                        -> month_the_date
    | MONTH NUMBER year                         -> month_number
    | THE ord                                   -> day_of_month_the
    | ord                                       -> day_of_month
    | THE ord OFMONTH                           -> day_of_month_the
    | ord OFMONTH                               -> day_of_month
    | nth OF MONTH                              -> nth_of
    | nth IN MONTH                              -> nth_of
    | nth OFMONTH                               -> nth
    | LASTDAY                                   -> value
    | FEAST                                     -> value
nth: ord WDAY | THE ord WDAY | LAST WDAY | THE LAST WDAY
weekdays: WDAY                                  -> on_weekday
        | WDAYS                                 -> on_weekdays
        | weekdays AND WDAY                     -> and_weekday
        | weekdays AND WDAYS                    -> and_weekdays
        | weekdays COMMA WDAY                   -> and_weekday
        | weekdays COMMA WDAYS                  -> and_weekdays
        | weekdays COMMA AND WDAY               -> and_weekday
        | weekdays COMMA AND WDAYS              -> and_weekdays
ord: ORD | THIRD
year: NUMBER                                    -> year
    | COMMA NUMBER                              -> year
    | NUMBER NUMBER                             -> year_pair
    |                                           -> no_year

ahead: IN length                                -> in_length
     | PAST length                              -> in_length
     | length FROMNOW                           -> length_from_now
     | IN length FROMNOW                        -> in_length_from_now
     | length FROM day                          -> length_from
     | length BEFORE day                        -> length_before
     | length PAST day                          -> length_after
     | WDAY AFTERNEXT                           -> weekday_after_next
     | THE WDAY AFTERNEXT                       -> weekday_after_next
     | ON WDAY AFTERNEXT                        -> weekday_after_next
     | ON THE WDAY AFTERNEXT                    -> weekday_after_next
     | length                                   -> mere_length
     | LENGTH                                   -> length_in_digits

again: EVERY UNIT                               -> every_unit
     | EVERY OTHER UNIT                         -> every_other_unit
     | EVERY ORD UNIT                           -> every_nth_unit
     | EVERY THIRD UNIT                         -> every_nth_unit
     | EVERY UNIT AND frac                      -> every_unit_and
     | EVERY length                             -> every_length
     | EVERY weekdays                           -> every_weekdays
     | EVERY OTHER WDAY                         -> every_other_weekday
     | EVERY OTHER WDAY OFMONTH                 -> every_other_of_month
     | EVERY WORKDAYS                           -> every_workday
     | EVERY PART                               -> every_part
     | EVERY WDAY PART                          -> every_weekday_part
     | EVERY ord OFMONTH                        -> every_day_of_month
     | EVERY nth OFMONTH                        -> every_nth
     | EVERY MONTH ord                          -> every_date
     | EVERY ord OF MONTH                       -> every_date_of
     | EVERY MONTH NUMBER                       -> every_date_number
     | EVERY FEAST                              -> every_feast
     | THE ord OF EVERY UNIT                    -> ord_of_every
     | ord OF EVERY UNIT                        -> ord_of_every_short
     | nth OF EVERY UNIT                        -> nth_of_every
     | ON again                                 -> same
     | ADVERB                                   -> adverb
     | HOURLY                                   -> hourly
     | WORKDAYS                                 -> workdays
     | IN THE PARTS                             -> in_the_parts
     | ONCE A UNIT                              -> once_a
     | ONCE EVERY UNIT                          -> once_a
     | WDAY TO WDAY                             -> weekday_range
     | WDAY THROUGH WDAY                        -> weekday_range
     | FROM WDAY TO WDAY                        -> weekday_range_from

exception: EXCEPT weekdays                     -> exception
         | EXCEPT ON weekdays                   -> exception
         | EXCEPT WORKDAYS                      -> except_workdays
         | EXCEPT ON WORKDAYS                   -> except_workdays

bound: UNTIL day                                -> bound
     | UNTIL ON day                             -> bound_on

vague: TWICE A UNIT | TWICE EVERY UNIT | NUMBER TIMES A UNIT | length TIMES A UNIT
     | EVERY ord WDAY | range | IN range | range FROMNOW | EVERY range | IN FEW

amount: count
      | A COUPLE                                -> dozen
      | COUPLE                                  -> dozen_bare
measure: measured
       | measured AND frac                      -> measure_and
       | measured NUMBER                        -> measure_tail
       | measured AND NUMBER                    -> measure_tail
measured: amount_of                             -> first
        | measured amount_of                    -> more
        | measured AND amount_of                -> more_after
        | measured COMMA amount_of              -> more_after
amount_of: A OF_UNIT                            -> one_of
         | count OF_UNIT                        -> counted_of
         | frac OF A OF_UNIT                    -> counted_of
         | frac A OF_UNIT                       -> counted_of
         | A COUPLE OF OF_UNIT                  -> couple_of_units
         | A COUPLE OF_UNIT                     -> couple_of_units
         | COUPLE OF OF_UNIT                    -> couple_of_units
         | COUPLE OF_UNIT                       -> couple_of_units
duration: length | range | LENGTH               -> digits_length
range: length TO length | NUMBER TO length | length OR length | NUMBER OR length | A FEW unit | FEW unit
     | A WHILE | WHILE | NUMBER OR NUMBER OR length | BETWEEN NUMBER AND length
?length: parts
       | parts AND frac                         -> and_frac
       | parts PLUS parts                       -> plus
       | parts MINUS parts                      -> minus
       | parts NUMBER                           -> tail
       | parts AND NUMBER                       -> tail_after
?parts: part
      | parts part                              -> join
      | parts AND part                          -> join_after
      | parts COMMA part                        -> join_after
      | parts COMMA AND part                    -> join_and
part: A unit                                    -> one
    | count unit                                -> counted
    | frac OF A unit                            -> frac_of
    | frac A unit                               -> frac_a
    | A COUPLE OF unit                          -> couple
    | COUPLE OF unit                            -> couple_of
    | A COUPLE unit                             -> couple_a
    | COUPLE unit                               -> couple_bare
unit: UNIT
count: NUMBER                                   -> number
     | frac
     | NUMBER AND frac                          -> number_and
     | NUMBER SLASH NUMBER                      -> over
     | NUMBER NUMBER SLASH NUMBER               -> mixed
frac: HALF                                      -> fraction
    | QUARTER                                   -> fraction
    | A HALF                                    -> fraction_a
    | A QUARTER                                 -> fraction_a
    | A THIRD                                   -> third
    | NUMBER QUARTER                            -> fractions
    | NUMBER THIRD                              -> thirds
    | NUMBER HALF                               -> fractions
    | NUMBER SHARE                              -> shares
%declare A ADVERB AFTERNEXT AGO AND AT BEFORE BETWEEN COMMA COUPLE DATE DAY DAYPART EVERY EXCEPT FEAST FEW FOR FROM
%declare FROMNOW HALF HALFDAY HOURLY IN LAST LASTDAY LENGTH MINUS MONTH NEXT NOON NOW NUMBER OCLOCK OF OFMONTH OF_UNIT
%declare OH ON ONCE OR ORD OTHER PART PARTS PAST PLEASE PLUS QUARTER SHARE SLASH THE THIRD THIS THROUGH TIME TIMES TO
%declare TWICE UNIT UNTIL WDAY WDAYS WHILE WORKDAYS ZONE
"""


class _Terms(Lexer):
    """Hands on terminals that are known already."""

    def __init__(self, _: object) -> None:
        """Without a vocabulary: terms() has it."""

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[LarkToken]:
        """The terminals, which are handed in where others hand in a text."""
        return cast(Iterator[LarkToken], lexer_state)


@functools.cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR,
        parser="lalr",
        start=["when", "duration", "amount", "measure"],
        lexer=_Terms,
        transformer=Readings(),
        maybe_placeholders=False,
    )


_END = LarkToken("$END", "")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase about time in a text. first, last: its tokens, both included. weak: it means time only where a time is
    looked for, as a bare number does."""

    first: int
    last: int
    pieces: tuple[Piece, ...]
    weak: bool


def read_length(tokens: Sequence[Token]) -> Length | None:
    """The length of time that tokens are, None if they are none or more than one."""
    value = _whole(tokens, "duration")
    return value if isinstance(value, Length) else None


def read_duration(text: str) -> float | None:
    """The one length of time in a text in seconds, None if there is none: "the ten minute one" -> 600.0."""
    found = [phrase.pieces for phrase in phrases(tokenise(text)) if not phrase.weak]
    lengths = [piece.length for pieces in found for piece in pieces if isinstance(piece, Ahead) and piece.day is None]
    return float(lengths[0].seconds) if len(lengths) == 1 and not lengths[0].months else None


def read_number(text: str) -> Fraction | None:
    """The number that a text is, None if it is none: "twenty five", "a" -> 1, "minus 40", "two and a half"."""
    tokens = [token for token in tokenise(text) if token.text not in FILLERS]
    negative = bool(tokens) and tokens[0].text in ("-", "minus", "negative")
    tokens = tokens[negative:]
    if [token.text for token in tokens] in (["a"], ["an"]):
        return Fraction(-1 if negative else 1)
    value = _whole(tokens, "amount")
    return value * (-1 if negative else 1) if isinstance(value, Fraction) else None


def read_when(tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """The pieces of a phrase about time that tokens are, none if they are none or more than that."""
    value = _whole(tokens, "when")
    return value if isinstance(value, tuple) else ()


def _whole(tokens: Sequence[Token], start: str) -> Any:
    """What tokens mean by a rule, None for nothing. Marks count where they help, "on Monday, Tuesday and Friday"."""
    for marks in ("/-,", "/-"):
        found = terms([token for token in tokens if token.kind is not Kind.MARK or token.text in marks])
        if not found or None in found or len(found) > MAX_TERMS:
            return None
        try:
            return _parser().parse((term.token for term in found if term), start=start)
        except (UnexpectedInput, SenselessError):
            continue
    return None


# ---- phrases in a text -----------------------------------------------------------------------------------------------


def phrases(tokens: Sequence[Token]) -> list[Phrase]:
    """The phrases about time in a text, each as long as can be, in order.

    What stands beside one, belongs to it and could not be read makes it vague: a part never stands for the whole.
    """
    found = terms(tokens)
    spans: list[tuple[int, int, tuple[Piece, ...]]] = []
    at = 0
    while at < len(found):
        term = found[at]
        read = None if term is None or term.token.type in _NEVER_FIRST else longest(found, at)
        if read is None:
            at += 1
            continue
        spans.append((at, *read))
        at = read[0] + 1
    return [_phrase(found, spans, n) for n in range(len(spans))]


def longest(found: Sequence[Term | None], start: int, rule: str = "when") -> tuple[int, Any] | None:
    """The last terminal and the meaning of the longest phrase of a rule that begins at a place."""
    parser: Any = _parser().parse_interactive(start=rule)
    ends: list[tuple[int, Any]] = []
    for at in range(start, min(len(found), start + MAX_TERMS)):
        term = found[at]
        if term is None:
            break
        try:
            parser.feed_token(term.token)
        except (UnexpectedInput, SenselessError):
            break
        cut = term.token.type == "NUMBER" and at + 1 < len(found) and _is(found[at + 1], "UNIT", "OF_UNIT")
        if _END.type in parser.choices() and not cut:
            ends.append((at, parser.copy(deepcopy_values=False)))
    for at, ended in reversed(ends):
        try:
            return at, ended.feed_token(_END)
        except (UnexpectedInput, SenselessError):
            continue
    return None


def _phrase(found: Sequence[Term | None], spans: Sequence[tuple[int, int, tuple[Piece, ...]]], n: int) -> Phrase:
    first, last, pieces = spans[n]
    read = {at for begin, end, _ in spans for at in range(begin, end + 1)}
    unread = any(_telling(found, at, read) for at in (first - 1, last + 1))
    if unread or _counts_on(found, last + 1, read) or _bounded(found, last + 1, pieces):
        pieces = (Vague(),)
    here = [term for term in found[first : last + 1] if term is not None]
    weak = all(term.token.type in _WEAK or (term.token.type == "AT" and not term.token.value) for term in here)
    return Phrase(here[0].first, here[-1].last, pieces, weak)


def _is(term: Term | None, *kinds: str) -> bool:
    return term is not None and term.token.type in kinds


def _telling(found: Sequence[Term | None], at: int, read: set[int]) -> bool:
    """Whether a terminal at a place says something about time or amounts and was not read."""
    term = found[at] if 0 <= at < len(found) else None
    return term is not None and at not in read and term.token.type in _TELLING


def _bounded(found: Sequence[Term | None], at: int, pieces: Sequence[Piece]) -> bool:
    """Whether hours between which it comes again stand behind what was read: "every hour from nine to five"."""
    again = any(isinstance(piece, Again | AgainAfter) for piece in pieces)
    return again and at < len(found) and _is(found[at], "FROM", "BETWEEN")


def _counts_on(found: Sequence[Term | None], at: int, read: set[int]) -> bool:
    """Whether "and 90" stands at the end, behind what was read."""
    joins = found[at] if at < len(found) else None
    if joins is None or joins.token.type not in ("AND", "OR", "TO"):
        return False
    return _telling(found, at + 1, read) and (at + 2 >= len(found) or found[at + 2] is not None)


_NEVER_FIRST = frozenset(("AND", "COMMA", "OF", "OR", "TO", "HALFDAY", "UNIT"))
_WEAK = frozenset(("NUMBER", "ORD", "THIRD", "THE", "PART", "OH", "AND", "A", "COMMA", "SLASH", "TO", "FOR", "HALF"))
"""Terminals that alone say nothing about time unless a time is looked for."""
_TELLING = frozenset(
    (
        "NUMBER",
        "UNIT",
        "HALF",
        "QUARTER",
        "SHARE",
        "FEW",
        "COUPLE",
        "HALFDAY",
        "OTHER",
        "EVERY",
        "UNTIL",
        "AGO",
        "AFTERNEXT",
        "EXCEPT",
        "MINUS",
        "PLUS",
        "TIMES",
    )
)
"""Terminals that change what stands beside them."""
