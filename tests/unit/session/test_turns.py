"""The user's turns: when the model is asked about the words, and what is done about what it writes."""

import pytest

from duologue.core.events import Speech, Step, ToolCall
from duologue.core.microturn import Act
from duologue.core.writing import Call, Move, WriteResult
from duologue.session.replies import LOOKING, REPLIES
from duologue.tools.canned import read_canned
from helpers.playbook import NOTHING, WAIT, calls, cue, heard, play, says, script

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
            "set a timer": WriteResult(say=Move.MORE, lacking="timer.start"),
            "for five minutes": WriteResult(say=Move.UNABLE),
            "set a timer for five minutes": calls(("timer.start", {"seconds": 300})),
        },
    )
    assert played.asked == ["set a timer", "for five minutes", "set a timer for five minutes"]
    question, answer = played.of(Speech)
    assert question.text == "For how long?"
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
            "add milk and set a": WriteResult((Call(*milk),), say=Move.MORE, lacking="timer.start"),
            "for five minutes": WriteResult(say=Move.UNABLE),
            "add milk and set a for five minutes": calls(milk, timer),
        },
    )
    assert [line.split("call ")[1].split(" ")[0] for line in played.lines() if " call " in line] == [
        "list.add",
        "timer.start",
    ]
    question, answer = played.of(Speech)
    assert question.text == "For how long?"
    assert answer.text == "I've added milk to your shopping list. Timer set for five minutes."


def test_what_is_asked_after_something_that_lacks_a_part_is_answered_alone_and_once() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("set a timer", 0.0)),
            17: cue(RESPOND, heard("what time is it", 2.0, "u2", final=True)),
        },
        6.0,
        replies={
            "set a timer": WriteResult(say=Move.MORE, lacking="timer.start"),
            "what time is it": calls(("clock.now", {})),
        },
    )
    assert played.asked == ["set a timer", "what time is it"]
    assert [line.split("call ")[1].split(" ")[0] for line in played.lines() if " call " in line] == ["clock.now"]


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
