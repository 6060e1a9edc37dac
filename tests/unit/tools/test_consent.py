"""Consent: nothing acts without a yes, and nothing is taken for a yes that is none."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.microturn import Utterance
from duologue.tools.base import CANCELLED_ERROR, Alarm, Answer, Argument, Reads, Request, Tool, ToolError, ToolOutcome
from duologue.tools.canned import read_canned
from duologue.tools.consent import (
    ANSWER_WITHIN_S,
    DENIED_SAY,
    MOST_QUESTIONS,
    REFUSED_SAY,
    UNANSWERED_SAY,
    Consent,
    ConsentReply,
    ConsentSettled,
    ConsentWanted,
    Policy,
    read_reply,
)
from duologue.tools.registry import Toolbox
from helpers.playbook import heard

NOW = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)
_TEXT = Argument("text", Reads.PHRASE, "what to say")
_TO = Argument("to", Reads.TEXT, "to whom")


class Mail:
    """A tool that acts, and remembers what it did."""

    def __init__(self, name: str = "mail.send", **options: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        self.tool = Tool(
            name, "sends a mail", self._send, (_TO, _TEXT), title="Send a mail", **{"acts": True} | options
        )

    def _send(self, request: Request) -> Answer:
        self.sent.append(dict(request.arguments))
        return Answer({"sent": True}, "Sent.")


HELLO = {"to": "Anna", "text": "I'll be late"}
Item = ToolOutcome | Alarm | ConsentWanted | ConsentSettled


def box(*mails: Mail, canned: Any = None, **options: Any) -> Toolbox:
    entries = read_canned(canned or {}, "case", frozenset(mail.tool.name for mail in mails))
    return Toolbox(NOW, entries, tuple(mail.tool for mail in mails), Consent(**options))


def only(items: list[Item]) -> Item:
    (item,) = items
    return item


def answer(toolbox: Toolbox, text: str, start_s: float, t: float, *, final: bool = True) -> bool:
    utterance = heard(text, start_s, f"at {start_s}", final=final)
    return toolbox.hear((utterance,), t) == {utterance.id}


def test_what_acts_is_asked_about_in_plain_words_and_runs_after_a_yes() -> None:
    mail = Mail()
    toolbox = box(mail)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    wanted = only(toolbox.due(1.0))
    assert isinstance(wanted, ConsentWanted)
    assert (wanted.id, wanted.t, wanted.name) == ("c1", 1.0, "mail.send")
    assert wanted.question == "May I use Send a mail? To: Anna. Text: I'll be late."
    assert wanted.details == (("to", "Anna"), ("text", "I'll be late"))
    assert mail.sent == []
    assert toolbox.waiting(1.0) == {"c1"}
    assert toolbox.decide("c1", ConsentReply.ALLOW, 3.0)
    settled, outcome = toolbox.due(3.0)
    assert settled == ConsentSettled("c1", 3.0, allowed=True)
    assert isinstance(outcome, ToolOutcome)
    assert (outcome.ok, outcome.t, outcome.say) == (True, 3.0, "Sent.")
    assert mail.sent == [HELLO]
    assert not toolbox.decide("c1", ConsentReply.ALLOW, 4.0)


def test_a_no_is_the_end_of_it() -> None:
    mail = Mail()
    toolbox = box(mail)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    toolbox.due(1.0)
    toolbox.decide("c1", ConsentReply.DENY, 2.0)
    _, outcome = toolbox.due(2.0)
    assert isinstance(outcome, ToolOutcome)
    assert (outcome.ok, outcome.error, outcome.say) == (False, "You did not allow mail.send.", REFUSED_SAY)
    assert mail.sent == []


def test_no_answer_counts_as_no() -> None:
    mail = Mail()
    toolbox = box(mail)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    assert len(toolbox.due(1.0 + ANSWER_WITHIN_S - 0.1)) == 1
    settled, outcome = toolbox.due(60.0)
    assert settled == ConsentSettled("c1", 1.0 + ANSWER_WITHIN_S, late=True)
    assert isinstance(outcome, ToolOutcome)
    assert (outcome.ok, outcome.t, outcome.say) == (False, 1.0 + ANSWER_WITHIN_S, UNANSWERED_SAY)
    assert not toolbox.decide("c1", ConsentReply.ALLOW, 61.0)
    assert mail.sent == []


def test_always_is_remembered_and_told() -> None:
    mail, told = Mail(), list[str]()
    toolbox = box(mail, on_always=told.append)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    toolbox.due(1.0)
    toolbox.decide("c1", ConsentReply.ALWAYS, 2.0)
    toolbox.call("c2", "mail.send", HELLO, 3.0)
    assert [type(item) for item in toolbox.due(3.0)] == [ConsentSettled, ToolOutcome, ToolOutcome]
    assert told == ["mail.send"]
    assert len(mail.sent) == 2


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ({"policy": "allow"}, [ToolOutcome]),
        ({"policy": "ask", "always": ["mail.send"]}, [ToolOutcome]),
        ({"policy": "ask"}, [ConsentWanted]),
        ({"policy": "deny"}, [ToolOutcome]),
        ({"policy": "deny", "always": ["mail.send"]}, [ToolOutcome]),
    ],
)
def test_the_settings_decide_what_is_asked(options: dict[str, Any], kinds: list[type]) -> None:
    mail = Mail()
    toolbox = box(mail, **options)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    items = toolbox.due(1.0)
    assert [type(item) for item in items] == kinds
    if options["policy"] == "deny":
        assert isinstance(items[0], ToolOutcome)
        assert (items[0].ok, items[0].say) == (False, DENIED_SAY)
    assert bool(mail.sent) == (kinds == [ToolOutcome] and options["policy"] != "deny")


def test_what_goes_online_is_asked_about_unless_its_result_is_given() -> None:
    search = Mail("web.look", acts=False, online=True)
    toolbox = box(search)
    toolbox.call("c1", "web.look", HELLO, 0.0)
    wanted = only(toolbox.due(0.0))
    assert isinstance(wanted, ConsentWanted)
    assert wanted.heading == "May I go online for Send a mail?"
    given_result = box(search, canned={"web.look": [{"result": 1}]})
    given_result.call("c1", "web.look", HELLO, 0.0)
    assert isinstance(only(given_result.due(0.0)), ToolOutcome)
    acting = Mail()
    canned = box(acting, canned={"mail.send": [{"result": 1, "delay": 1.0}]})
    canned.call("c1", "mail.send", HELLO, 0.0)
    assert isinstance(only(canned.due(0.0)), ConsentWanted)
    canned.decide("c1", ConsentReply.ALLOW, 2.0)
    assert [type(item) for item in canned.due(2.9)] == [ConsentSettled]
    assert isinstance(only(canned.due(3.0)), ToolOutcome)
    assert acting.sent == []


def test_questions_are_asked_one_after_the_other() -> None:
    mail, other = Mail(), Mail("mail.delete")
    toolbox = box(mail, other)
    for id_, name in (("c1", "mail.send"), ("c2", "mail.delete"), ("c3", "mail.send")):
        toolbox.call(id_, name, HELLO, 1.0)
    assert [item.id for item in toolbox.due(1.0)] == ["c1"]
    assert not toolbox.decide("c2", ConsentReply.ALLOW, 2.0), "it has not been asked yet"
    toolbox.decide("c1", ConsentReply.ALWAYS, 5.0)
    items = toolbox.due(5.0)
    assert [(item.id, item.t, type(item)) for item in items] == [
        ("c1", 5.0, ConsentSettled), ("c2", 5.0, ConsentWanted), ("c1", 5.0, ToolOutcome),
    ]  # fmt: skip
    toolbox.decide("c2", ConsentReply.DENY, 6.0)
    assert [item.id for item in toolbox.due(6.0) if isinstance(item, ToolOutcome)] == ["c2", "c3"]
    assert (len(mail.sent), len(other.sent)) == (2, 0)


def test_there_is_an_end_of_questions() -> None:
    toolbox = box(Mail())
    for number in range(MOST_QUESTIONS + 1):
        toolbox.call(f"c{number}", "mail.send", HELLO, 1.0)
    outcomes = [item for item in toolbox.due(1.0) if isinstance(item, ToolOutcome)]
    assert [outcome.id for outcome in outcomes] == [f"c{MOST_QUESTIONS}"]


def test_a_call_that_waits_for_an_answer_can_be_cancelled() -> None:
    mail = Mail()
    toolbox = box(mail)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    toolbox.call("c2", "mail.send", HELLO, 1.0)
    toolbox.due(1.0)
    toolbox.cancel("c1", 2.0)
    settled, wanted, cancelled = toolbox.due(2.0)
    assert isinstance(cancelled, ToolOutcome)
    assert (settled, cancelled.error, cancelled.say) == (ConsentSettled("c1", 2.0), CANCELLED_ERROR, "")
    assert wanted.id == "c2"
    asyncio.run(toolbox.close())
    assert toolbox.due(99.0) == []
    assert mail.sent == []


def test_a_spoken_answer_counts_from_when_the_voice_began_to_ask() -> None:
    mail = Mail()
    toolbox = box(mail)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    toolbox.due(1.0)
    assert not answer(toolbox, "yes", 1.5, 2.0), "nobody has been asked aloud"
    toolbox.voiced("c1", 3.0)
    assert not answer(toolbox, "yes", 2.9, 3.4), "it began before the question"
    assert not answer(toolbox, "yes", 3.5, 4.0, final=False), "it may go on"
    assert not answer(toolbox, "yes and no", 4.5, 6.0), "it is unclear"
    assert mail.sent == []
    assert answer(toolbox, "Yes, please.", 6.5, 7.0)
    assert mail.sent == [HELLO]
    assert not answer(toolbox, "yes", 8.0, 8.5), "nothing is asked any more"


def test_a_typed_answer_counts_as_soon_as_the_question_is_shown() -> None:
    mail = Mail()
    toolbox = box(mail)
    assert not toolbox.typed("yes", 0.5)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    assert not toolbox.typed("what is that", 1.5)
    assert toolbox.typed("go ahead", 2.0)
    assert mail.sent == [HELLO]


def test_an_answer_counts_for_the_question_that_is_open() -> None:
    mail, other = Mail(), Mail("mail.delete")
    toolbox = box(mail, other)
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    toolbox.call("c2", "mail.delete", HELLO, 1.0)
    toolbox.due(1.0)
    toolbox.voiced("c2", 1.0)
    assert not answer(toolbox, "yes", 1.5, 2.0), "the second question has not been asked"
    toolbox.voiced("c1", 2.0)
    assert answer(toolbox, "no", 2.5, 3.0)
    assert not answer(toolbox, "yes", 3.5, 4.0), "the second question has not been said"
    assert (mail.sent, other.sent) == ([], [])


def test_questions_are_plain_and_bounded_whatever_the_arguments_hold() -> None:
    asked = Tool("x.y", "does it", lambda _: Answer(None), acts=True, title="Do\nit\x1b[2J " + "very " * 40)
    consent = Consent()
    nested: Any = {"deep": {"deeper": {"deepest": {"too deep": 1}}}, "on": True, "none": None, "all": [1, 2]}
    values = {"a\u202eb": "line\none\x07" * 300, "nested": nested} | {f"n{i}": i for i in range(100)}
    consent.ask(asked, Request("c1", values, 0.0, 0.0, 0.0))
    (wanted,), _ = consent.due(0.0)
    assert wanted.question.isprintable()
    assert len(wanted.question) < 800
    assert wanted.question.endswith("And 46 more.")
    assert len(wanted.details) == 50
    shown = dict(wanted.details)
    assert shown["nested on"] == "yes"
    assert shown["nested none"] == "nothing"
    assert shown["nested all"] == "1, 2"
    assert shown["nested deep deeper deepest"] == "{'too deep': 1}"
    assert all(len(value) <= 300 and value.isprintable() for value in shown.values())


ALLOWED = (
    "yes", "Yes.", "yeah sure", "Um, okay, go ahead.", "do it", "please do", "of course", "Yes, yes, yes!",
)  # fmt: skip
DENIED = (
    "no", "No, don’t.", "don't do it", "not now", "of course not", "no thank you", "never", "please don't",
    "undo", "undo that please", "no, take it back",
)  # fmt: skip
FOR_GOOD = (
    "always", "yes, always", "always allow this", "yes and don't ask again", "sure, from now on",
)  # fmt: skip
NO_ANSWER = (
    "", "um", "yes no", "no go ahead", "don't ask again", "from now on", "no, always", "yesterday",
    "yes what time is it", "I know", "not always", "no problem", "do", "mm-hm", "right", "stop", "wait", "yes " * 13,
    "is it okay to do that", "did you do it",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        *((text, ConsentReply.ALLOW) for text in ALLOWED),
        *((text, ConsentReply.DENY) for text in DENIED),
        *((text, ConsentReply.ALWAYS) for text in FOR_GOOD),
        *((text, None) for text in NO_ANSWER),
    ],
)
def test_only_a_plain_answer_is_one(text: str, reply: ConsentReply | None) -> None:
    assert read_reply(text) is reply


@given(st.text(max_size=40))
def test_any_words_are_read_without_fail(text: str) -> None:
    assert read_reply(text) in (None, *ConsentReply)


@given(st.lists(st.sampled_from(["no", "don't", "never", "not now"]), min_size=1, max_size=3), st.text(max_size=20))
def test_what_begins_with_a_no_never_allows(denials: list[str], rest: str) -> None:
    assert read_reply(" ".join([*denials, "|", rest])) not in (ConsentReply.ALLOW, ConsentReply.ALWAYS)


def test_without_words_there_is_no_answer() -> None:
    toolbox = box(Mail())
    toolbox.call("c1", "mail.send", HELLO, 1.0)
    toolbox.due(1.0)
    toolbox.voiced("c1", 1.0)
    assert toolbox.hear((Utterance("u1", (), True),), 2.0) == frozenset()


def test_a_policy_that_changes_meanwhile_holds() -> None:
    mail, consent = Mail(), Consent()
    toolbox = Toolbox(NOW, None, (mail.tool,), consent)
    for id_ in ("c1", "c2"):
        toolbox.call(id_, "mail.send", HELLO, 1.0)
    toolbox.due(1.0)
    consent.policy = Policy.DENY
    toolbox.decide("c1", ConsentReply.DENY, 2.0)
    outcomes = [item for item in toolbox.due(2.0) if isinstance(item, ToolOutcome)]
    assert [(outcome.id, outcome.say) for outcome in outcomes] == [("c1", REFUSED_SAY), ("c2", DENIED_SAY)]
    with pytest.raises(ToolError):
        consent.asks(mail.tool, Request("c1", HELLO, 1.0, 1.0, 1.0), canned=False)


# ---- in plain words --------------------------------------------------------------------------------------------------

QUESTIONS = [
    ("weather.now", {"place": "Oslo"}, "Look up the weather in Oslo online?"),
    ("weather.now", {"place": "new york"}, "Look up the weather in new york online?"),
    ("weather.now", {}, "Look up the weather online?"),
    ("weather.now", {"place": "Os\x1b[2J\nlo"}, "Look up the weather in Os[2J lo online?"),
    ("web.search", {"query": "train times to Bergen"}, "Search the web for “train times to Bergen”?"),
    ("web.search", {"query": "what is 2+2"}, "Search the web for “what is 2+2”?"),
    ("web.search", {"query": "x" * 500}, f"Search the web for “{'x' * 119}…”?"),
    ("web.read", {"url": "https://www.wikipedia.org/wiki/Oslo"}, "Read the page at wikipedia.org?"),
    ("web.read", {"url": "example.com"}, "Read the page at example.com?"),
    ("web.read", {"url": "http://192.168.0.7:8080/a"}, "Read the page at 192.168.0.7?"),
    ("web.read", {"url": "https://user:secret@example.com/"}, "Read the page at example.com?"),
    ("web.read", {"url": "http://[::1"}, "Read the page at http://[::1?"),
    ("web.read", {"url": "https://münchen.de/rathaus"}, "Read the page at münchen.de?"),
]


@pytest.mark.parametrize(("name", "arguments", "question"), QUESTIONS, ids=[case[2][:40] for case in QUESTIONS])
def test_a_lookup_is_asked_about_in_its_own_words(name: str, arguments: dict[str, str], question: str) -> None:
    toolbox = Toolbox(NOW)
    toolbox.call("c1", name, arguments, 0.0)
    wanted = only(toolbox.due(0.0))
    assert isinstance(wanted, ConsentWanted)
    assert wanted.heading == wanted.question == question


def test_what_the_question_says_is_not_shown_again_and_what_it_leaves_out_is() -> None:
    shown = {}
    for name, arguments, _ in QUESTIONS:
        toolbox = Toolbox(NOW)
        toolbox.call("c1", name, arguments, 0.0)
        wanted = only(toolbox.due(0.0))
        assert isinstance(wanted, ConsentWanted)
        shown[next(iter(arguments.values()), "")] = wanted.details
    assert shown["Oslo"] == shown["train times to Bergen"] == shown["example.com"] == ()
    assert [name for name, _ in shown["x" * 500]] == ["query"]
    assert shown["https://www.wikipedia.org/wiki/Oslo"] == (("url", "https://www.wikipedia.org/wiki/Oslo"),)


def test_every_tool_of_ours_that_goes_online_says_so_itself() -> None:
    online = [tool for tool in Toolbox(NOW)._tools.values() if tool.online]
    assert len(online) >= 3
    for tool in online:
        assert tool.facts.asks is not None, tool.name
        assert tool.name not in tool.facts.asks({}), tool.name


# ---- late answers ----------------------------------------------------------------------------------------------------


def unanswered(*mails: Mail, **options: Any) -> Toolbox:
    """A toolbox in which a question about a mail has run out."""
    toolbox = box(*mails, **options)
    toolbox.call("c1", "mail.send", HELLO, 0.0)
    toolbox.due(0.0)
    assert len(toolbox.due(ANSWER_WITHIN_S)) == 2
    return toolbox


@pytest.mark.parametrize("reply", [ConsentReply.ALLOW, ConsentReply.ALWAYS])
def test_a_late_yes_has_the_call_made_and_not_asked_about_again(reply: ConsentReply) -> None:
    mail, told = Mail(), list[str]()
    toolbox = unanswered(mail, on_always=told.append)
    assert not toolbox.decide("c1", reply, 90.0), "the call itself has failed"
    call = toolbox.decide_late("c1", reply)
    assert call is not None
    assert (call.name, call.arguments) == ("mail.send", HELLO)
    toolbox.call("c2", call.name, call.arguments, 90.0, allowed=True)
    outcome = only(toolbox.due(90.0))
    assert isinstance(outcome, ToolOutcome)
    assert outcome.ok
    assert mail.sent == [HELLO]
    assert told == (["mail.send"] if reply is ConsentReply.ALWAYS else [])


@pytest.mark.parametrize("id_", ["c1", "c2", ""])
def test_a_late_no_or_an_answer_to_nothing_makes_no_call(id_: str) -> None:
    toolbox = unanswered(Mail())
    assert toolbox.decide_late(id_, ConsentReply.DENY if id_ == "c1" else ConsentReply.ALLOW) is None


def test_a_question_is_answered_once() -> None:
    toolbox = unanswered(Mail())
    assert toolbox.decide_late("c1", ConsentReply.ALLOW) is not None
    assert toolbox.decide_late("c1", ConsentReply.ALLOW) is None


def test_a_late_yes_does_not_outrank_the_settings() -> None:
    mail = Mail()
    toolbox = unanswered(mail)
    toolbox._consent.policy = Policy.DENY
    call = toolbox.decide_late("c1", ConsentReply.ALLOW)
    assert call is not None
    toolbox.call("c2", call.name, call.arguments, 90.0, allowed=True)
    outcome = only(toolbox.due(90.0))
    assert isinstance(outcome, ToolOutcome)
    assert (outcome.ok, outcome.say) == (False, DENIED_SAY)
    assert mail.sent == []


def test_so_many_late_questions_can_be_answered() -> None:
    mail = Mail()
    toolbox = box(mail)
    for number in range(MOST_QUESTIONS + 3):
        t = number * (ANSWER_WITHIN_S + 1)
        toolbox.call(f"c{number}", "mail.send", HELLO, t)
        toolbox.due(t)
        toolbox.due(t + ANSWER_WITHIN_S)
    late = [number for number in range(MOST_QUESTIONS + 3) if toolbox.decide_late(f"c{number}", ConsentReply.ALLOW)]
    assert late == list(range(3, MOST_QUESTIONS + 3))
