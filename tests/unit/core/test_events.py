"""The vocabulary of events: frozen, timed, named once, and split between timeline and window."""

import dataclasses
import typing

import pytest

from duologue.core.events import TIMELINE_TYPES, Event, Failure, SpeechKind

CLASSES = typing.get_args(Event)
WINDOW_ONLY = frozenset(
    {
        "saying",
        "written",
        "broken_off",
        "meter",
        "outlined",
        "echo",
        "hearing",
        "decided",
        "wrote",
        "notice",
        "notice_withdrawn",
        "typed",
        "pressed",
        "silenced",
        "muted",
        "consent_asked",
        "consent_over",
        "rang",
        "ring_ended",
        "settings_wanted",
        "tool_progress",
        "source_text",
        "settings",
    }
)


def test_each_event_has_a_type_of_its_own():
    types = [cls.TYPE for cls in CLASSES]
    assert len(set(types)) == len(types)


def test_timeline_and_window_share_the_events_between_them():
    assert {cls.TYPE for cls in CLASSES} == TIMELINE_TYPES | WINDOW_ONLY
    assert not TIMELINE_TYPES & WINDOW_ONLY


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_event_begins_with_its_session_time(cls):
    assert dataclasses.fields(cls)[0].name == "t"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_no_event_can_be_changed(cls):
    event = cls(*range(len(dataclasses.fields(cls))))
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.t = 1.0
    assert not hasattr(event, "__dict__")


def test_events_with_equal_fields_are_equal():
    assert Failure(1.0, "voice", "gone") == Failure(1.0, "voice", "gone")


def test_speech_kinds_are_those_of_the_replay_contract():
    assert set(SpeechKind) == {"response", "backchannel", "interjection", "relay", "translation"}
