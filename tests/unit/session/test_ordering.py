"""Events come in order of time, and what the user did moves no other event."""

from duologue.core.events import Event, Floor, Typed
from duologue.session.ordering import OrderedEvents
from duologue.session.stream import EventStream


def floor(t: float) -> Floor:
    return Floor(t, "idle", 0.9)


def test_what_the_user_did_is_sent_before_the_first_event_that_is_no_earlier() -> None:
    sent: list[Event] = []
    events = OrderedEvents(sent.append, None)
    events.note(Typed(0.9, "one"))
    events.note(Typed(0.3, "two"))
    events.emit(floor(0.5))
    events.emit(floor(0.85))
    events.emit(floor(0.9))
    assert sent == [Typed(0.3, "two"), floor(0.5), floor(0.85), Typed(0.9, "one"), floor(0.9)]


def test_at_the_end_of_a_micro_turn_everything_is_sent() -> None:
    sent: list[Event] = []
    events = OrderedEvents(sent.append, None)
    events.note(Typed(0.9, "one"))
    events.send_noted(0.8)
    assert sent == []
    events.send_noted(1.0)
    assert sent == [Typed(0.9, "one")]
    assert events.last_t == 0.9


def test_no_event_is_earlier_than_the_one_before_or_later_than_the_end() -> None:
    sent: list[Event] = []
    events = OrderedEvents(sent.append, 2.0)
    for t in (1.0, 0.5, 3.0):
        events.emit(floor(t))
    events.note(Typed(0.2, "late"))
    events.emit(floor(3.0))
    assert [event.t for event in sent] == [1.0, 1.0, 2.0, 2.0, 2.0]


def test_everybody_who_follows_is_told_in_the_same_order() -> None:
    told: list[tuple[str, Event]] = []
    stream = EventStream(lambda event: told.append(("first", event)))
    stream.send(floor(0.1))
    stream.follow(lambda event: told.append(("second", event)))
    stream.send(floor(0.2))
    assert told == [("first", floor(0.1)), ("first", floor(0.2)), ("second", floor(0.2))]
