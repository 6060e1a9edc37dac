"""The user's turns: when the model is asked about the words, and what is done about what it writes."""

import pytest

from duologue.core.events import Speech, Step, ToolCall
from duologue.core.microturn import Act
from duologue.core.writing import Call, Move, WriteResult
from duologue.session.replies import LOOKING, REPLIES
from duologue.tools.canned import read_canned
from helpers.playbook import NOTHING, WAIT, Played, calls, cue, heard, play, says, script

RESPOND, RELAY, YIELD, ACKNOWLEDGE, CALL = Act.RESPOND, Act.RELAY, Act.YIELD, Act.ACKNOWLEDGE, Act.CALL


def test_a_response_that_was_premature_is_read_again_with_what_follows_and_its_call_changed() -> None:
    played = play(
        {
            4: cue(RESPOND, heard("set a timer", 0.1)),
            7: cue(YIELD, heard("set a timer for", 0.1)),
            11: cue(RESPOND, heard("set a timer for five minutes", 0.1, final=True)),
        },
        4.0,
        replies={
            "set a timer": calls(("timer.start", {"seconds": 60})),
            "set a timer for five minutes": calls(("timer.start", {"seconds": 300})),
        },
    )
    assert [line for line in played.lines() if "call" in line] == [
        "1.10 call timer.start {'seconds': 60}",
        "2.50 call timer.cancel {}",
        "2.50 call timer.start {'seconds': 300}",
    ]
    assert played.asked == ["set a timer", "set a timer for five minutes"]
    assert "cancelled" not in " ".join(played.voice.said)
    assert [request.standing for request in played.model.requests] == [(), ()]


def test_a_tool_that_takes_its_time_is_announced_at_once_and_told_when_it_is_back() -> None:
    sunny = {"place": "Rome", "temperature_c": 20, "condition": "sunny"}
    played = play(
        {4: cue(RESPOND, heard("and in rome", 0.1, final=True)), 20: cue(RELAY)},
        7.0,
        replies={"and in rome": calls(("weather.now", {"place": "Rome"}))},
        canned=read_canned({"weather.now": [{"delay": 2.0, "result": sunny}]}, "tools", frozenset({"weather.now"})),
    )
    first, second = played.of(Speech)
    assert first.text in LOOKING
    assert first.kind == "response"
    assert "20" in second.text
    assert second.kind == "relay"


def test_let_me_look_is_not_begun_anew_when_the_words_of_a_search_come_out_otherwise() -> None:
    found = {"results": [{"title": "Trails", "url": "https://a.example", "snippet": "Seven of them."}]}
    played = play(
        {
            4: cue(RESPOND, heard("look for trail", 0.1)),
            6: cue(RESPOND, heard("look for trails", 0.1, final=True)),
        },
        3.0,
        replies={
            "look for trail": calls(("web.search", {"query": "trail"})),
            "look for trails": calls(("web.search", {"query": "trails"})),
        },
        canned=read_canned({"web.search": [{"delay": 9.0, "result": found}]}, "tools", frozenset({"web.search"})),
    )
    assert [event.arguments for event in played.of(ToolCall)] == [{"query": "trail"}, {"query": "trails"}]
    (speech,) = played.of(Speech)
    assert speech.text in LOOKING
    assert speech.completed


def test_a_premature_call_that_failed_has_nothing_to_undo() -> None:
    played = play(
        {
            1: cue(RESPOND, heard("go", 0.0)),
            15: cue(RESPOND, heard("set it", 2.3, "u2")),
            18: cue(YIELD),
            20: cue(RESPOND, heard("no matter", 3.5, "u3")),
        },
        5.0,
        replies={
            "go": calls(("timer.start", {"seconds": 60})),
            "set it": calls(("timer.start", {"seconds": -5})),
            "set it no matter": NOTHING,
        },
    )
    assert played.asked == ["go", "set it", "set it no matter"]
    assert [line for line in played.lines() if "call" in line] == [
        "0.50 call timer.start {'seconds': 60}",
        "3.30 call timer.start {'seconds': -5}",
    ]


def test_a_question_that_goes_on_before_any_answer_is_asked_again_as_a_whole() -> None:
    background = script(("", 3.0, ["One two."]))
    played = play(
        {2: cue(RESPOND, heard("why", 0.1)), 12: cue(RESPOND, heard("is grass green", 1.5, "u2"))},
        4.0,
        replies={"why": WriteResult(ask="why"), "why is grass green": WriteResult(ask="why is grass green")},
        background=background,
    )
    assert [line for line in played.lines() if " ask " in line] == ["0.70 ask 'why'", "2.70 ask 'why is grass green'"]
    assert background.awaiting == {"q2"}


def test_an_answer_that_was_heard_is_not_given_twice() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("why", 0.1)),
            12: cue(YIELD, heard("stop", 2.1, "u2")),
            14: cue(RESPOND),
            15: cue(RESPOND),
        },
        4.0,
        replies={"why": says("One two three four five six seven eight nine ten."), "stop": NOTHING},
    )
    assert played.asked == ["why", "stop"]


def test_words_taken_up_are_not_answered_again_when_they_are_revised() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("what time is", 0.0)),
            4: cue(RESPOND, heard("what time is at", 0.0)),
            5: cue(RESPOND, heard("what dime is it", 0.0, final=True)),
        },
        3.0,
        replies={"what time is": says("Okay.")},
    )
    assert played.asked[0] == "what time is"
    assert "dime" not in " ".join(played.asked)


def test_a_decision_that_is_ahead_of_the_recogniser_is_carried_out_when_the_words_are_there() -> None:
    played = play({4: cue(RESPOND), 6: cue(Act.HOLD, heard("hello", 0.3)), 12: cue(RESPOND)}, 3.0)
    assert played.asked == ["hello"]
    assert played.of(Speech)[0].cause == pytest.approx(1.4)


def test_a_decision_without_words_lapses() -> None:
    played = play({4: cue(RESPOND), 9: cue(Act.HOLD, heard("hello", 1.3))}, 3.0)
    assert played.asked == []


def test_what_lacks_something_is_asked_about_once_and_read_again_with_what_follows() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("set a timer", 0.0)),
            9: cue(RESPOND),
            14: cue(RESPOND, heard("for five minutes", 2.0, "u2")),
        },
        5.0,
        replies={
            "set a timer": WriteResult(say=Move.MORE),
            "set a timer for five minutes": calls(("timer.start", {"seconds": 300})),
        },
    )
    assert played.asked == ["set a timer", "set a timer for five minutes"]
    question, answer = played.of(Speech)
    assert question.text in REPLIES[Move.MORE]
    assert answer.text == "Timer set for five minutes."


def test_what_was_called_before_something_lacked_is_told_once_when_the_turn_is_complete() -> None:
    milk, timer = ("list.add", {"item": "milk"}), ("timer.start", {"seconds": 300})
    played = play(
        {
            6: cue(RESPOND, heard("add milk and set a", 0.0)),
            16: cue(RESPOND, heard("for five minutes", 2.6, "u2")),
        },
        7.0,
        replies={
            "add milk and set a": WriteResult((Call(*milk),), say=Move.MORE),
            "add milk and set a for five minutes": calls(milk, timer),
        },
    )
    assert [line.split("call ")[1].split(" ")[0] for line in played.lines() if " call " in line] == [
        "list.add",
        "timer.start",
    ]
    question, answer = played.of(Speech)
    assert question.text in REPLIES[Move.MORE]
    assert answer.text == "I've added milk to your shopping list. Timer set for five minutes."


def test_waiting_leaves_no_trace_and_the_words_are_read_again() -> None:
    played = play(
        {
            4: cue(RESPOND, heard("put candles and", 0.0)),
            5: cue(RESPOND),
            6: cue(RESPOND),
            12: cue(RESPOND, heard("honey on my list", 1.3, "u2")),
        },
        5.0,
        replies={
            "put candles and": WAIT,
            "put candles and honey on my list": calls(
                ("list.add", {"item": "candles"}), ("list.add", {"item": "honey"})
            ),
        },
    )
    assert played.asked == [*["put candles and"] * 3, "put candles and honey on my list"]
    assert [speech.text for speech in played.of(Speech)] == ["I've added candles and honey to your shopping list."]
    assert [line.split(" ", 1)[1] for line in played.lines() if "call" in line] == [
        "call list.add {'item': 'candles', 'list': 'shopping'}",
        "call list.add {'item': 'honey', 'list': 'shopping'}",
    ]


def test_waiting_does_not_stop_what_is_being_said_nor_give_up_an_open_question() -> None:
    background = script(("", 3.0, ["One two."]))
    played = play(
        {2: cue(RESPOND, heard("why", 0.1)), 4: cue(RESPOND, heard("is", 0.7, "u2"))},
        4.0,
        replies={"why": WriteResult(ask="why"), "why is": WAIT},
        background=background,
    )
    assert played.asked == ["why", "is", "why is"]
    assert all(speech.completed for speech in played.of(Speech))
    assert [line for line in played.lines() if " ask " in line] == ["0.70 ask 'why'"]
    assert background.awaiting == set()


def test_words_for_somebody_else_are_consumed_and_stop_nothing() -> None:
    long = "One two three four five six seven eight nine ten eleven twelve."
    played = play(
        {
            2: cue(RESPOND, heard("tell", 0.1)),
            14: cue(RESPOND, heard("close the door", 2.0, "u2")),
            22: cue(RESPOND, heard("thanks", 4.0, "u3")),
        },
        6.0,
        replies={"tell": says(long), "close the door": NOTHING},
    )
    assert played.asked == ["tell", "close the door", "thanks"]
    first = played.of(Speech)[0]
    assert (first.text, first.completed) == (long, True)


def test_a_call_while_the_user_speaks_is_answered_when_the_turn_is_over() -> None:
    played = play(
        {
            5: cue(CALL, heard("set a timer for five minutes", 0.0)),
            8: cue(CALL, heard("set a timer for five minutes because of the", 0.0)),
            12: cue(RESPOND, heard("set a timer for five minutes because of the eggs", 0.0, final=True)),
        },
        5.0,
        replies={
            "set a timer for": WAIT,
            "set a timer for five minutes": calls(("timer.start", {"seconds": 300})),
            "set a timer for five minutes because of the": calls(("timer.start", {"seconds": 300})),
            "set a timer for five minutes because of the eggs": calls(("timer.start", {"seconds": 300})),
        },
    )
    assert [line for line in played.lines() if "call" in line or "response" in line] == [
        "1.90 call timer.start {'seconds': 300}",
        "3.95 response 'Timer set for five minutes.' 2.70-3.95 because of 2.6",
    ]
    assert all(request.standing == () for request in played.model.requests)


def test_a_call_made_too_early_is_undone_and_made_anew() -> None:
    played = play(
        {
            5: cue(CALL, heard("add milk and", 0.0)),
            12: cue(RESPOND, heard("add milk and bread no eggs", 0.0, final=True)),
        },
        5.0,
        replies={
            "add milk and": calls(("list.add", {"item": "milk"}), ("list.add", {"item": "bread"})),
            "add milk and bread no eggs": calls(("list.add", {"item": "milk"}), ("list.add", {"item": "eggs"})),
        },
    )
    assert [line.split("call ")[1] for line in played.lines() if "call" in line] == [
        "list.add {'item': 'milk', 'list': 'shopping'}",
        "list.add {'item': 'bread', 'list': 'shopping'}",
        "list.remove {'item': 'bread', 'list': 'shopping'}",
        "list.add {'item': 'eggs', 'list': 'shopping'}",
    ]
    assert [speech.text for speech in played.of(Speech)] == ["I've added milk and eggs to your shopping list."]


def test_calls_of_both_halves_of_a_turn_stand_when_its_answer_was_premature() -> None:
    timer, milk = ("timer.start", {"seconds": 60}), ("list.add", {"item": "milk"})
    played = play(
        {
            3: cue(RESPOND, heard("time me", 0.1)),
            5: cue(CALL, heard("add milk", 0.8, "u2")),
            6: cue(YIELD, heard("add milk please", 0.8, "u2")),
            10: cue(RESPOND),
        },
        7.0,
        replies={
            "time me": calls(timer),
            "add": WAIT,
            "add milk": calls(milk),
            "time me add milk please": calls(timer, milk),
        },
    )
    assert [line.split("call ")[1].split(" ")[0] for line in played.lines() if " call " in line] == [
        "timer.start",
        "list.add",
    ]
    assert played.of(Speech)[-1].text == "Timer set for one minute. I've added milk to your shopping list."


def test_an_early_call_whose_turn_never_ends_is_told_and_stands() -> None:
    played = play(
        {
            4: cue(CALL, heard("start it", 0.0)),
            62: cue(RESPOND, heard("thanks", 12.0, "u2")),
            66: cue(RELAY),
        },
        16.0,
        replies={"start it": calls(("timer.start", {"seconds": 300}))},
    )
    assert [line.split("call ")[1] for line in played.lines() if "call" in line] == ["timer.start {'seconds': 300}"]
    assert played.model.requests[-1].standing == ("timer start 300",)
    assert [speech.text for speech in played.of(Speech)][1] == "Timer set for five minutes."


def test_the_model_is_told_what_stands_the_tools_and_whether_a_background_model_is_there() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("set", 0.2)),
            14: cue(RESPOND, heard("again", 2.0, "u2")),
            24: cue(RESPOND, heard("undo", 4.0, "u3")),
            34: cue(RESPOND, heard("so", 6.0, "u4")),
        },
        8.0,
        replies={
            "set": calls(("timer.start", {"seconds": 60})),
            "again": calls(("timer.cancel", {}), ("timer.start", {"seconds": 90})),
            "undo": calls(("timer.cancel", {})),
        },
    )
    assert [request.standing for request in played.model.requests] == [(), ("timer start 60",), ("timer start 90",), ()]
    assert {spec.name for spec in played.model.requests[0].tools} >= {"clock.now", "timer.start", "test.echo"}
    assert not played.model.requests[0].background
    assert [speech.text for speech in played.of(Speech)][1] == "Timer set for one minute and thirty seconds."


def test_writing_takes_time_like_every_other_work() -> None:
    played = play({2: cue(RESPOND, heard("hello", 0.1))}, 3.0, writing_s=0.25)
    (speech,) = played.of(Speech)
    assert speech.start >= 0.6 + 0.25
    assert played.of(Step)[2].ms >= 250


def test_a_word_that_is_listened_for_is_told_while_the_user_talks_and_does_not_split_the_turn() -> None:
    played = play(
        {
            9: cue(RESPOND, heard("say beep when I say honestly", 0.0)),
            22: cue(Act.HOLD, heard("it was honestly", 3.6, "u2")),
            23: cue(RELAY),
            32: cue(RESPOND, heard("it was honestly", 3.6, "u2", final=True), heard("very cold", 5.9, "u3")),
        },
        9.0,
        replies={"say beep when I say honestly": calls(("listen.start", {"for": "honestly", "say": "beep"}))},
    )
    beep = next(speech for speech in played.of(Speech) if speech.text == "Beep.")
    assert beep.kind == "interjection"
    assert played.model.turns[23].own.pending == "interjection"
    assert [turn.expected for turn in played.model.turns[9:11]] == [(), ("honestly",)]
    assert played.asked[-1] == "it was honestly very cold"


def test_a_question_without_a_background_model_is_answered_honestly() -> None:
    played = play({2: cue(RESPOND, heard("why", 0.1))}, 6.0, replies={"why": WriteResult(say=Move.UNABLE)})
    (speech,) = played.of(Speech)
    assert "background model" in speech.text
    assert not any("ask" in line or "chunk" in line for line in played.lines())


def test_an_acknowledgement_does_not_split_the_story_it_is_said_into() -> None:
    played = play(
        {
            5: cue(ACKNOWLEDGE, heard("we went to the river", 0.0)),
            20: cue(RESPOND, heard("and swam", 2.8, "u2")),
        },
        6.0,
        replies={"we went to the river and swam": WriteResult(say=Move.REMARK)},
    )
    assert played.asked == ["we went to the river and swam"]
    acknowledgement, remark = played.of(Speech)
    assert acknowledgement.start < 1.45
    assert remark.text in REPLIES[Move.REMARK]


ANSWER = ["One two three four. ", "Five six seven eight. ", "Nine ten."]


@pytest.mark.parametrize(
    ("written", "resumed"),
    [
        (NOTHING, True),
        (WriteResult(say=Move.STOP), False),
        (calls(("timer.start", {"seconds": 60})), False),
        (WriteResult(say=Move.RESUME), True),
    ],
    ids=["for somebody else", "stop", "a request", "go on"],
)
def test_a_stopped_answer_goes_on_unless_the_user_wants_something_else(written: WriteResult, *, resumed: bool) -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("well then", 3.3, "u2")),
            19: cue(RESPOND),
            32: cue(RELAY),
        },
        10.0,
        replies={"why": WriteResult(ask="why"), "well then": written},
        background=script(("", 0.8, ANSWER)),
    )
    assert played.asked == ["why", "well then"]
    assert ("Five six seven eight. Nine ten." in [speech.text for speech in played.of(Speech)]) == resumed


def test_what_was_put_away_can_be_asked_for_and_only_once() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("stop", 3.3, "u2", final=True)),
            19: cue(RESPOND),
            30: cue(RESPOND, heard("go on", 5.5, "u3", final=True)),
            50: cue(RESPOND, heard("go on", 9.5, "u4", final=True)),
        },
        13.0,
        replies={
            "why": WriteResult(ask="why"),
            "stop": WriteResult(say=Move.STOP),
            "go on": WriteResult(say=Move.RESUME),
        },
        background=script(("", 0.8, ANSWER)),
    )
    after = [speech.text for speech in played.of(Speech)][2:]
    assert after[0] == "Five six seven eight. Nine ten."
    assert after[1] in REPLIES[Move.RESUME]


def test_words_that_come_out_otherwise_after_the_answer_began_are_read_again() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("set a timer four", 0.0)),
            6: cue(Act.CONTINUE, heard("set a timer forty", 0.0)),
            7: cue(Act.CONTINUE, heard("set a timer for", 0.0)),
            8: cue(Act.CONTINUE, heard("set a timer for", 0.0, final=True)),
            22: cue(RESPOND, heard("go on", 3.8, "u2", final=True)),
        },
        7.0,
        replies={
            "go on": WriteResult(say=Move.RESUME),
            "set a timer four": calls(("timer.start", {"seconds": 4})),
            "set a timer for": calls(("timer.start", {"seconds": 40})),
        },
    )
    assert "set a timer forty" not in played.asked
    assert [line.split(" ", 1)[1] for line in played.lines() if "call" in line] == [
        "call timer.start {'seconds': 4}",
        "call timer.cancel {}",
        "call timer.start {'seconds': 40}",
    ]
    first, second, third = played.of(Speech)
    assert (first.completed, second.completed) == (False, True)
    assert third.text in REPLIES[Move.RESUME], "what was said wrongly is not resumed"


def test_a_question_that_only_reads_otherwise_is_not_put_again() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("why is color", 0.0)),
            4: cue(Act.CONTINUE, heard("why is colour", 0.0)),
            5: cue(Act.CONTINUE, heard("why is colour", 0.0, final=True)),
        },
        4.0,
        replies={name: WriteResult(ask=name) for name in ("why is color", "why is colour")},
        background=script(("", 3.0, ["One two."])),
    )
    assert played.asked == ["why is color", "why is colour"]
    assert [line for line in played.lines() if " ask " in line] == ["0.90 ask 'why is color'"]
    assert all(speech.completed for speech in played.of(Speech))


def test_before_it_goes_on_it_reads_the_words_that_stopped_it() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("set a timer", 3.3, "u2")),
            22: cue(RELAY),
            23: cue(RELAY),
        },
        9.0,
        replies={"why": WriteResult(ask="why"), "set a timer": calls(("timer.start", {"seconds": 60}))},
        background=script(("", 0.8, ANSWER)),
    )
    assert played.asked == ["why", "set a timer"]
    assert [line.split(" ", 1)[1] for line in played.lines() if "call" in line] == ["call timer.start {'seconds': 60}"]
    assert played.of(Speech)[-1].kind == "response"


def test_a_question_about_what_is_missing_is_not_resumed() -> None:
    played = play(
        {4: cue(RESPOND, heard("remind me", 0.1)), 7: cue(YIELD, heard("to call", 1.3, "u2")), 14: cue(RELAY)},
        5.0,
        replies={"remind me": WriteResult(say=Move.MORE)},
    )
    assert [speech.completed for speech in played.of(Speech)] == [False]


def test_what_cannot_be_taken_back_is_not_done_twice() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("note the grass", 0.0)),
            6: cue(Act.CONTINUE, heard("note the garage", 0.0)),
            7: cue(Act.CONTINUE, heard("note the garage", 0.0, final=True)),
        },
        4.0,
        replies={f"note the {name}": calls(("notes.add", {"text": name})) for name in ("grass", "garage")},
    )
    assert played.asked == ["note the grass", "note the garage"]
    assert [line.split(" ", 1)[1] for line in played.lines() if "call" in line] == ["call notes.add {'text': 'grass'}"]


def made(played: Played) -> list[str]:
    return [line.split(" ", 1)[1] for line in played.lines() if "call" in line]


def test_a_call_that_is_written_again_is_not_made_again_although_it_would_be_completed_otherwise() -> None:
    add = calls(("list.add", {"item": "tea"}), ("list.add", {"item": "eggs"}))
    played = play(
        {
            8: cue(RESPOND, heard("tea and eggs", 0.0, final=True)),
            20: cue(CALL, heard("take it off", 3.3, "u2")),
            22: cue(RESPOND, heard("take it off please", 3.3, "u2", final=True)),
        },
        7.0,
        replies={
            "tea and eggs": add,
            "take it off": calls(("list.remove", {})),
            "take it off please": calls(("list.remove", {})),
        },
    )
    assert [call for call in made(played) if "remove" in call] == [
        "call list.remove {'item': 'eggs', 'list': 'shopping'}"
    ]


def test_what_cannot_be_taken_back_is_not_replaced_when_the_words_come_out_otherwise() -> None:
    played = play(
        {
            1: cue(RESPOND, heard("go", 0.0, final=True)),
            15: cue(RESPOND, heard("cancel the time", 2.3, "u2")),
            16: cue(Act.CONTINUE, heard("cancel the times", 2.3, "u2")),
            17: cue(Act.CONTINUE, heard("cancel the times", 2.3, "u2", final=True)),
        },
        6.0,
        replies={
            "go": calls(("timer.start", {"seconds": 60}), ("reminder.at", {"seconds": 60, "message": "tea"})),
            "cancel the time": calls(("timer.cancel", {})),
            "cancel the times": calls(("reminder.cancel", {})),
        },
    )
    assert "cancel the times" in played.asked
    assert [call for call in made(played) if "cancel" in call] == ["call timer.cancel {}"]
    assert all(speech.completed for speech in played.of(Speech))


def test_a_response_that_was_stopped_is_reported_as_what_it_was() -> None:
    played = play(
        {2: cue(RESPOND, heard("go", 0.1)), 14: cue(YIELD, heard("wait", 2.6, "u2"))},
        5.0,
        replies={"go": says("One two three four five six seven eight nine ten eleven twelve.")},
    )
    assert [(speech.kind, speech.completed) for speech in played.of(Speech)] == [("response", False)]


@pytest.mark.parametrize("stopped", [16, 17])
def test_a_timer_that_was_stopped_before_it_sounded_is_told_later(stopped: int) -> None:
    long = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen."
    played = play(
        {2: cue(RESPOND, heard("go", 0.1)), 10: cue(RELAY), stopped: cue(YIELD), 38: cue(RELAY)},
        12.0,
        replies={"go": calls(("timer.start", {"seconds": 1}), say=long)},
    )
    assert any(speech.text.startswith("One second") for speech in played.of(Speech)), played.lines()


def test_words_that_nothing_was_made_of_are_read_again_when_they_come_out_otherwise() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("shop", 3.3, "u2")),
            19: cue(RELAY),
            20: cue(Act.CONTINUE, heard("stop", 3.3, "u2")),
            21: cue(Act.CONTINUE, heard("stop", 3.3, "u2", final=True)),
        },
        9.0,
        replies={"why": WriteResult(ask="why"), "shop": NOTHING, "stop": WriteResult(say=Move.STOP)},
        background=script(("", 0.8, ANSWER)),
    )
    assert played.asked[:3] == ["why", "shop", "stop"]


def test_a_call_that_was_made_too_early_is_taken_back_when_the_user_wants_the_rest() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("start", 3.3, "u2")),
            18: cue(CALL),
            20: cue(RESPOND, heard("start again", 3.3, "u2", final=True)),
        },
        9.0,
        replies={
            "why": WriteResult(ask="why"),
            "start": calls(("timer.start", {"seconds": 60})),
            "start again": WriteResult(say=Move.RESUME),
        },
        background=script(("", 0.8, ANSWER)),
    )
    assert made(played) == ["call timer.start {'seconds': 60}", "call timer.cancel {}"]


def test_one_revision_is_read_once() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("set a timer four", 0.0)),
            6: cue(Act.CONTINUE, heard("set a timer for", 0.0)),
            7: cue(Act.CONTINUE, heard("set a timer for", 0.0)),
        },
        4.0,
        replies={"set a timer four": calls(("timer.start", {"seconds": 4})), "set a timer for": WAIT},
    )
    assert played.asked == ["set a timer four", "set a timer for"]
