"""A call that acts, in a conversation: it waits for a yes by voice, button or keyboard, or does nothing."""

from typing import Any

import pytest

from duologue.core.commands import PanelAction, Silence, TypeText
from duologue.core.events import ConsentAsked, ConsentOver, Failure, Panel, Speech, Step, ToolCall, ToolResult
from duologue.core.microturn import Act, TextRole
from duologue.core.writing import ToolSpec
from duologue.session.replies import LOOKING
from duologue.tools.base import CANCELLED_ERROR, Answer, Argument, Reads, Request, Tool
from duologue.tools.consent import REFUSED_SAY, UNANSWERED_SAY, Consent
from duologue.tools.registry import Toolbox
from helpers.playbook import Cue, FakeModel, Played, calls, cue, heard, play

RESPOND, RELAY, HOLD, YIELD = Act.RESPOND, Act.RELAY, Act.HOLD, Act.YIELD
MAIL = ("mail.send", {"to": "Anna"})
ASKED = {2: cue(RESPOND, heard("mail anna", 0.0, final=True)), 5: cue(RELAY)}
QUESTION = "May I use mail send? To: Anna."


class Mail:
    """A tool that acts; counts what it did."""

    def __init__(self) -> None:
        self.sent = 0
        self.tool = Tool("mail.send", "sends a mail", self._send, (Argument("to", Reads.TEXT, "to whom"),), acts=True)

    def _send(self, request: Request) -> Answer:
        self.sent += 1
        return Answer({"to": request.text("to")}, "It is sent.")


@pytest.fixture
def mail() -> Mail:
    return Mail()


def talk(mail: Mail, script: dict[int, Cue], duration_s: float = 8.0, **options: Any) -> Played:
    replies = {"mail anna": calls(MAIL), "mail anna again": calls(MAIL)}
    return play(ASKED | script, duration_s, replies=replies, tools=(mail.tool,), **options)


def said(played: Played) -> list[str]:
    return [speech.text for speech in played.of(Speech)]


def drawn(played: Played) -> list[tuple[str, str]]:
    return [(p.surface, next(key for key in p.message if key != "version")) for p in played.of(Panel)]


def pressed(label: str) -> PanelAction:
    return PanelAction(text=label)


def test_the_question_is_said_when_the_core_says_so_and_stands_on_a_panel(mail: Mail) -> None:
    played = talk(mail, {})
    assert [(speech.text, speech.kind, speech.cause) for speech in played.of(Speech)] == [(QUESTION, "response", 1.2)]
    assert drawn(played) == [("consent-c1", kind) for kind in ("createSurface", "updateDataModel", "updateComponents")]
    pending = [turn.index for turn in played.model.turns if turn.own.pending == "response"]
    assert pending == [3, 4, 5]
    assert [event.text for turn in played.model.turns for event in turn.events] == []
    assert mail.sent == 0
    assert len(played.of(ToolCall)) == 1
    assert played.of(ToolResult) == []


def test_without_the_core_nothing_is_said(mail: Mail) -> None:
    assert said(talk(mail, {5: cue(HOLD)})) == []


def test_a_spoken_yes_runs_the_call_and_is_no_turn(mail: Mail) -> None:
    played = talk(mail, {20: cue(RESPOND, heard("yes please", 3.5, "u2", final=True)), 24: cue(RELAY)})
    assert mail.sent == 1
    assert played.asked == ["mail anna"], "the model is not asked about the answer"
    assert said(played) == [QUESTION, "It is sent."]
    assert drawn(played)[-1] == ("consent-c1", "deleteSurface")


def test_a_spoken_no_does_not(mail: Mail) -> None:
    played = talk(mail, {20: cue(HOLD, heard("no don't", 3.5, "u2", final=True)), 24: cue(RELAY)})
    assert mail.sent == 0
    assert said(played) == [QUESTION, REFUSED_SAY]
    assert [result.ok for result in played.of(ToolResult)] == [False]


@pytest.mark.parametrize(
    ("text", "start_s", "final"),
    [("yes", 3.5, False), ("yes but not now", 3.5, True), ("what is it about", 3.5, True), ("yes", 0.6, True)],
)
def test_what_is_no_answer_belongs_to_the_turn(mail: Mail, text: str, start_s: float, final: bool) -> None:
    played = talk(mail, {21: cue(RESPOND, heard(text, start_s, "u2", final=final))}, 6.0)
    assert mail.sent == 0
    assert played.of(ToolResult) == []
    assert len(played.asked) == 2


def test_an_answer_over_the_question_is_taken_although_the_voice_was_stopped(mail: Mail) -> None:
    played = talk(mail, {7: cue(YIELD, heard("yes", 1.3, "u2")), 9: cue(HOLD, heard("yes", 1.3, "u2", final=True))})
    assert mail.sent == 1
    (question,) = played.of(Speech)
    assert not question.completed


@pytest.mark.parametrize(("label", "sent"), [("Allow", 1), ("Always allow", 1), ("Don't", 0)])
def test_a_button_answers(mail: Mail, label: str, sent: int) -> None:
    always = list[str]()
    played = talk(mail, {}, inject=((4.0, pressed(label)),), consent=Consent(on_always=always.append))
    assert mail.sent == sent
    assert always == (["mail.send"] if label == "Always allow" else [])
    assert drawn(played)[-1] == ("consent-c1", "deleteSurface")
    (result,) = played.of(ToolResult)
    assert result.t == pytest.approx(4.1, abs=0.15)


def test_a_button_that_is_pressed_while_the_question_is_said_ends_it_after_the_clause(mail: Mail) -> None:
    played = talk(mail, {}, inject=((1.4, pressed("Allow")),))
    assert mail.sent == 1
    assert said(played) == ["May I use mail send?"]


def test_the_panel_tells_by_its_parts_what_was_pressed(mail: Mail) -> None:
    action = PanelAction("consent-c1", "allow", "consent", {"id": "c1", "answer": "allow"})
    talk(mail, {}, inject=((4.0, action),))
    assert mail.sent == 1


@pytest.mark.parametrize(
    "action",
    [
        PanelAction("timers", "root", "consent", {"id": "c1", "answer": "allow"}),
        PanelAction("consent-c1", "allow", "consent", {"id": "c2"}),
        PanelAction("consent-c1", "allow", "consent", {"answer": "perhaps"}),
        PanelAction("consent-c9", "allow", "consent", {"id": "c1", "answer": "allow"}),
    ],
)
def test_only_the_buttons_of_the_question_answer_it(mail: Mail, action: PanelAction) -> None:
    replies = {"mail anna": calls(MAIL, ("timer.start", {"seconds": 60}))}
    play(ASKED, 6.0, replies=replies, tools=(mail.tool,), inject=((4.0, action),))
    assert mail.sent == 0


def test_no_answer_within_twenty_seconds_counts_as_no(mail: Mail) -> None:
    played = talk(mail, {}, 20.5)
    assert played.of(ToolResult) == []
    played = talk(mail, {105: cue(RELAY)}, 24.0)
    (result,) = played.of(ToolResult)
    assert result.t == pytest.approx(20.8, abs=0.15)
    assert said(played) == [QUESTION, UNANSWERED_SAY]
    assert mail.sent == 0


@pytest.mark.parametrize(("label", "sent"), [("Allow", 1), ("Always allow", 1), ("Don't", 0)])
def test_a_question_that_nobody_answered_stays_on_its_panel_and_can_be_answered_later(
    mail: Mail, label: str, sent: int
) -> None:
    script = {105: cue(RELAY), 125: cue(RELAY)}
    played = talk(mail, script, 28.0, inject=((24.0, pressed(label)),))
    kinds = [kind for _, kind in drawn(played)]
    assert kinds == ["createSurface", "updateDataModel", "updateComponents", "updateDataModel", "deleteSurface"]
    late = played.of(Panel)[3]
    assert late.message["updateDataModel"]["value"] == "No answer yet. You can still decide."
    assert late.t == pytest.approx(20.8, abs=0.15)
    assert played.of(Panel)[4].t == pytest.approx(24.0, abs=0.25)
    assert mail.sent == sent
    assert said(played) == [QUESTION, UNANSWERED_SAY] + sent * ["It is sent."]
    assert len(played.of(ToolCall)) == 1 + sent


def test_a_late_yes_counts_once(mail: Mail) -> None:
    action = PanelAction("consent-c1", "allow", "consent", {"id": "c1", "answer": "allow"})
    talk(mail, {105: cue(RELAY)}, 28.0, inject=((24.0, action), (25.0, action)))
    assert mail.sent == 1


@pytest.mark.parametrize(
    ("inject", "until_s", "allowed"),
    [
        (((4.0, pressed("Allow")),), 8.0, True),
        (((4.0, pressed("Always allow")),), 8.0, True),
        (((4.0, pressed("Don't")),), 8.0, False),
        (((4.0, TypeText("yes")),), 8.0, True),
        (((4.0, TypeText("no")),), 8.0, False),
        (((4.0, Silence()),), 8.0, False),
        ((), 22.0, False),
    ],
)
def test_the_window_hears_when_the_user_is_asked_and_how_it_ends(
    mail: Mail, inject: tuple[Any, ...], until_s: float, allowed: bool
) -> None:
    played = talk(mail, {}, until_s, inject=inject)
    (asked,), (over,) = played.of(ConsentAsked), played.of(ConsentOver)
    assert (asked.id, asked.question) == ("c1", "May I use mail send?")
    assert (over.id, over.allowed) == ("c1", allowed)
    assert asked.t < over.t


def test_a_typed_yes_is_one_and_no_turn(mail: Mail) -> None:
    played = talk(mail, {22: cue(RESPOND)}, inject=((4.0, TypeText("yes")),))
    assert mail.sent == 1
    assert played.asked == ["mail anna"]


def test_always_holds_for_the_next_call(mail: Mail) -> None:
    script = {
        20: cue(HOLD, heard("always", 3.5, "u2", final=True)),
        22: cue(RELAY),
        35: cue(RESPOND, heard("mail anna again", 6.0, "u3", final=True)),
    }
    played = talk(mail, script, 10.0)
    assert mail.sent == 2
    assert said(played) == [QUESTION, "It is sent.", "It is sent."]


@pytest.mark.parametrize(("policy", "sent"), [("allow", 1), ("deny", 0)])
def test_the_policy_may_make_questions_needless(mail: Mail, policy: str, sent: int) -> None:
    played = talk(mail, {5: cue(HOLD)}, consent=Consent(policy))
    assert mail.sent == sent
    assert drawn(played) == []
    assert len(said(played)) == 1


def test_a_turn_that_is_taken_back_takes_its_question_with_it(mail: Mail) -> None:
    played = play(
        {
            2: cue(Act.CALL, heard("mail anna", 0.0)),
            6: cue(RESPOND, heard("mail anna no never mind", 0.0, final=True)),
        },
        4.0,
        replies={"mail anna": calls(MAIL), "mail anna no never mind": calls(say="Okay.")},
        tools=(mail.tool,),
    )
    assert {result.id: result.error for result in played.of(ToolResult)}["c1"] == CANCELLED_ERROR
    assert drawn(played)[-1] == ("consent-c1", "deleteSurface")
    assert mail.sent == 0


def test_nothing_is_announced_as_under_way_while_the_user_is_asked(mail: Mail) -> None:
    assert not set(said(talk(mail, {}))) & set(LOOKING)


def test_what_has_acted_is_not_done_again_because_a_word_comes_out_otherwise(mail: Mail) -> None:
    hanna = ("mail.send", {"to": "Hanna"})
    script = {
        2: cue(RESPOND, heard("mail anna", 0.0)),
        3: cue(HOLD, heard("mail hanna", 0.0)),
        4: cue(HOLD, heard("mail hanna", 0.0, final=True)),
    }
    replies = {"mail anna": calls(MAIL), "mail hanna": calls(hanna)}
    acted = play(script, 4.0, replies=replies, tools=(mail.tool,), consent=Consent("allow"))
    assert acted.asked == ["mail anna", "mail hanna"]
    assert mail.sent == 1
    asked = play(script, 4.0, replies=replies, tools=(mail.tool,))
    assert [call.arguments["to"] for call in asked.of(ToolCall)] == ["Anna", "Hanna"], (
        "nobody has allowed the first yet"
    )
    assert [result.error for result in asked.of(ToolResult)] == [CANCELLED_ERROR]
    assert mail.sent == 1


# ---- other actions -------------------------------------------------------------------------------------------------


def test_what_is_no_matter_of_ours_is_told_to_the_model(mail: Mail) -> None:
    action = PanelAction("consent-c1", "allow", "rate", {"stars": 5, "of\n": "ten"})
    played = talk(mail, {}, inject=((4.0, action),))
    (event,) = [event for turn in played.model.turns for event in turn.events]
    assert event.role is TextRole.PANEL
    assert event.text == "rate c1 allow 5 ten"
    assert mail.sent == 0


def test_a_button_of_ours_may_call_a_tool(mail: Mail) -> None:
    context = {"name": "timer.start", "arguments": {"seconds": 90}}
    action = PanelAction("consent-c1", "allow", "tool.call", context)
    played = talk(mail, {24: cue(RELAY)}, inject=((4.0, action),))
    assert [(call.name, call.arguments) for call in played.of(ToolCall)][1:] == [("timer.start", {"seconds": 90})]
    assert "one minute and thirty seconds" in said(played)[-1]


def test_an_action_nobody_shows_is_reported_and_the_session_goes_on(mail: Mail) -> None:
    played = talk(mail, {}, inject=((4.0, pressed("Launch")),))
    (failure,) = played.of(Failure)
    assert failure.where == "panel_action"
    assert failure.message == "Nothing to press was found on the panels for 'Launch'."


# ---- tools that come and go ----------------------------------------------------------------------------------------


def offered(played: Played) -> list[list[str]]:
    return [[spec.name for spec in request.tools] for request in played.model.requests]


def joining(mail: Mail) -> Played:
    """A session in which a tool joins after the first micro-turn."""
    boxes: list[Toolbox] = []

    def join(event: object) -> None:
        if isinstance(event, Step) and boxes:
            boxes.pop().add([mail.tool])

    script = {4: cue(RESPOND, heard("mail anna", 0.0, final=True))}
    return play(script, 3.0, replies={"mail anna": calls(MAIL)}, on_toolbox=boxes.append, on_event=join)


def test_a_tool_that_joins_is_learnt_between_micro_turns_and_then_offered(mail: Mail) -> None:
    played = joining(mail)
    assert [spec.name for spec in played.model.learnt] == ["mail.send"]
    assert "mail.send" in offered(played)[0]


def test_a_tool_that_the_model_does_not_know_yet_is_not_offered(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def learn(_model: object, tools: tuple[ToolSpec, ...], most: int) -> tuple[ToolSpec, ...]:
        asked.append((tools, most))
        return ()

    monkeypatch.setattr(FakeModel, "learn", learn)
    played = joining(mail)
    assert "mail.send" not in offered(played)[0]
    assert len(asked) > 5
    assert all(0 < most < 10 for _, most in asked)
