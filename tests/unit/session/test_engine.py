"""The micro-turn loop, from outside: what the core decides goes in, what happens comes out."""

import numpy as np
import pytest

from duologue.core.commands import Mute, Stop, TypeText
from duologue.core.errors import DuologueError, OutputError
from duologue.core.events import Failure, Panel, Saying, SessionEnded, SessionStarted, Speech, Step, ToolResult
from duologue.core.meters import Meter
from duologue.core.microturn import Act, FloorState, TextRole
from duologue.core.writing import WriteResult
from duologue.session.muting import MUTE_TAIL_S
from duologue.tools.canned import read_canned
from helpers.playbook import FakeVoice, calls, cue, heard, play, says, script

RESPOND, RELAY, YIELD, ACKNOWLEDGE = Act.RESPOND, Act.RELAY, Act.YIELD, Act.ACKNOWLEDGE


def test_a_turn_is_answered_when_the_core_says_so() -> None:
    played = play(
        {
            2: cue(Act.HOLD, heard("what time", 0.0), floor=FloorState.SPEAKING),
            3: cue(Act.HOLD, heard("what time is it", 0.0, final=True)),
            5: cue(RESPOND),
        },
        3.0,
        replies={"what time is it": calls(("clock.now", {}))},
    )
    assert played.lines() == [
        "0.70 heard u1 'what time'",
        "0.70 floor speaking",
        "0.90 heard u1 'what time is it' final",
        "0.90 floor idle",
        "1.30 call clock.now {}",
        "1.30 result ok",
        '2.05 response "It\'s 9:26 a.m." 1.30-2.05 because of 1.2',
    ]


def test_without_a_decision_nothing_is_ever_said() -> None:
    played = play({3: cue(Act.HOLD, heard("what time is it", 0.1, final=True))}, 20.0)
    assert played.of(Speech) == []
    assert not played.sound.any()


def test_the_timeline_runs_from_session_to_end_in_order() -> None:
    played = play({3: cue(RESPOND, heard("hello", 0.1))}, 2.5, seed=7)
    first, last = played.events[0], played.events[-1]
    assert isinstance(first, SessionStarted)
    assert (first.provider, first.chunk_ms, first.seed) == ("FakeProvider", 200, 7)
    assert isinstance(last, SessionEnded)
    assert (last.t, last.duration, last.steps, last.late) == (2.5, 2.5, 13, 0)
    times = [event.t for event in played.events]
    assert times == sorted(times)
    assert [step.index for step in played.of(Step)] == list(range(13))


def test_sound_lies_where_the_speech_events_say() -> None:
    played = play({3: cue(RESPOND, heard("hello", 0.1)), 9: cue(RESPOND, heard("again", 1.5, "u2"))}, 4.0)
    assert len(played.sound) == 4.0 * 24_000
    silent = played.sound.copy()
    for speech in played.of(Speech):
        span = slice(round(speech.start * 24_000), round(speech.end * 24_000))
        assert np.abs(played.sound[span]).max() > 0.05
        silent[span] = 0
    assert not silent.any()


def test_a_late_step_delays_what_it_decides_and_the_next_step() -> None:
    played = play({3: cue(RESPOND, heard("hello", 0.1), spends_s=0.45)}, 3.0)
    steps = played.of(Step)
    assert [step.late for step in steps].count(True) == 1
    assert steps[3].late
    (speech,) = played.of(Speech)
    assert speech.start >= 0.8 + 0.45
    assert steps[4].t == pytest.approx(steps[3].t + 0.1)
    assert steps[8].t == pytest.approx(1.9)


def test_a_timer_waits_for_the_core_and_is_reported_to_it() -> None:
    played = play(
        {2: cue(RESPOND, heard("wait", 0.1)), 12: cue(RELAY)},
        6.0,
        replies={"wait": calls(("timer.start", {"seconds": 1}))},
    )
    alarm = played.of(Speech)[-1]
    assert (alarm.kind, alarm.text) == ("response", "One second is up.")
    assert alarm.start == pytest.approx(2.7)
    waiting = [(turn.index, turn.own.pending, turn.own.pending_s) for turn in played.model.turns if turn.own.pending]
    assert [index for index, *_ in waiting] == list(range(waiting[0][0], 13))
    assert {kind for _, kind, _ in waiting} == {"response"}
    assert waiting[-1][2] - waiting[0][2] == pytest.approx(0.2 * (len(waiting) - 1))


def test_a_result_is_on_a_panel_when_it_arrives_and_changes_when_it_is_over() -> None:
    played = play(
        {2: cue(RESPOND, heard("wait", 0.1)), 12: cue(RELAY)},
        6.0,
        replies={"wait": calls(("timer.start", {"seconds": 1}))},
    )
    (result,) = played.of(ToolResult)
    panels = played.of(Panel)
    assert [(panel.surface, panel.t) for panel in panels[:3]] == [("timers", result.t)] * 3
    (over,) = panels[3:]
    assert over.t == pytest.approx(0.35 + 1.0)  # a second after the last word of the request
    shown = over.message["updateDataModel"]["value"]
    assert (shown["lines"], shown["none"]) == ([], "No timers")


def test_a_result_that_cannot_be_shown_is_one_sentence_and_the_session_goes_on() -> None:
    played = play(
        {2: cue(RESPOND, heard("show it", 0.1)), 9: cue(RESPOND, heard("time", 1.5, "u2"))},
        4.0,
        replies={"show it": calls(("list.show", {"list": "shop"})), "time": calls(("clock.now", {}))},
        canned=read_canned({"list.show": [{"result": {"things": []}}]}, "tools", frozenset({"list.show"})),
    )
    (failure,) = played.of(Failure)
    assert failure.where == "panels"
    assert failure.message == "The result of list.show cannot be shown (KeyError: 'list')."
    assert played.of(Panel) == []
    assert [result.ok for result in played.of(ToolResult)] == [True, True]


def test_a_question_is_delegated_with_a_follow_up_and_relayed_clause_by_clause() -> None:
    played = play(
        {2: cue(RESPOND, heard("why", 0.1, final=True)), 11: cue(RELAY)},
        6.0,
        replies={"why": WriteResult(ask="why")},
        background=script(("", 0.8, ["One two three four. ", "Five six."])),
    )
    follow_up, relay = played.of(Speech)
    assert (follow_up.kind, follow_up.start) == ("response", pytest.approx(0.7))
    assert [line for line in played.lines() if "response" not in line][1:] == [
        "0.70 ask 'why'",
        "1.50 chunk 'One two three four. '",
        "1.70 chunk 'Five six.' final",
        "4.20 relay 'One two three four. Five six.' 2.50-4.20 because of 2.4",
    ]
    assert relay.id != follow_up.id
    awaiting = [turn.index for turn in played.model.turns if turn.own.awaiting]
    assert awaiting == [3, 4, 5, 6]


def test_words_of_a_stream_that_come_in_time_join_the_running_relay_and_late_ones_wait() -> None:
    background = script(("", 0.2, ["One two three four. ", "Five six. ", "Seven eight."]), gap_s=1.0)
    played = play(
        {2: cue(RESPOND, heard("why", 0.1)), 9: cue(RELAY), 20: cue(RELAY)},
        7.0,
        replies={"why": WriteResult(ask="why")},
        background=background,
    )
    relays = [(s.text, s.cause) for s in played.of(Speech) if s.kind == "relay"]
    assert relays == [("One two three four. Five six. Seven eight.", 2.0)]
    slow = script(("", 0.2, ["One two. ", "Three four."]), gap_s=2.5)
    played = play(
        {2: cue(RESPOND, heard("why", 0.1)), 9: cue(RELAY), 20: cue(RELAY)},
        7.0,
        replies={"why": WriteResult(ask="why")},
        background=slow,
    )
    relays = [(s.text, s.cause, s.completed) for s in played.of(Speech) if s.kind == "relay"]
    assert relays == [("One two.", 2.0, True), ("Three four.", 4.2, True)]


def test_yield_falls_silent_and_the_rest_waits_from_the_clause_that_was_broken_off() -> None:
    played = play(
        {2: cue(RESPOND, heard("why", 0.1)), 10: cue(RELAY), 17: cue(YIELD), 25: cue(RELAY)},
        8.0,
        replies={"why": WriteResult(ask="why")},
        background=script(("", 0.8, ["One two three four. ", "Five six seven eight. ", "Nine ten."])),
    )
    _, cut, rest = played.of(Speech)
    assert not cut.completed
    assert cut.text == "One two three four. Five"
    assert cut.end == pytest.approx(3.7, abs=0.03)
    assert not played.sound[round(3.73 * 24_000) : round(rest.start * 24_000) - 10].any()
    assert (rest.text, rest.kind, rest.cause) == ("Five six seven eight. Nine ten.", "relay", 5.2)
    waited = [(turn.own.pending, round(turn.own.pending_s, 1)) for turn in played.model.turns[18:20]]
    assert waited == [("relay", 0.1), ("relay", 0.3)]


def test_the_cut_fades_without_a_click() -> None:
    played = play(
        {2: cue(RESPOND, heard("why", 0.1)), 4: cue(YIELD)}, 2.0, replies={"why": says("One two three four five.")}
    )
    steps = np.abs(np.diff(played.sound))
    tone_step = 0.1 * 2 * np.pi * 200 / 24_000
    assert steps.max() < 1.5 * tone_step


def test_an_alarm_that_is_relayed_during_an_answer_comes_at_the_next_clause_and_the_answer_goes_on() -> None:
    long = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen."
    played = play(
        {2: cue(RESPOND, heard("go", 0.1)), 10: cue(RELAY)},
        9.0,
        replies={"go": calls(("timer.start", {"seconds": 1}), say=long)},
    )
    texts = [speech.text for speech in played.of(Speech)]
    assert "One second is up." in texts[1]
    assert " ".join([texts[0], *texts[2:]]).endswith(long)
    assert all(speech.completed for speech in played.of(Speech))


def test_an_acknowledgement_is_short_and_only_in_silence() -> None:
    played = play(
        {3: cue(ACKNOWLEDGE), 8: cue(RESPOND, heard("tell", 1.0)), 10: cue(ACKNOWLEDGE)},
        5.0,
        replies={"tell": says("One two three four.")},
    )
    assert [speech.kind for speech in played.of(Speech)] == ["backchannel", "response"]


def test_the_model_knows_its_own_voice() -> None:
    played = play({3: cue(RESPOND, heard("go", 0.1))}, 3.0, replies={"go": says("One two three.")})
    own = [turn.own for turn in played.model.turns]
    assert [o.speaking for o in own[:9]] == [False] * 4 + [True] * 4 + [False]
    assert [o.spoken for o in own[4:9]] == [(), ("One",), ("two",), (), ("three.",)]
    assert own[4].spoken_s == pytest.approx(0.1)
    assert own[4].remaining_s == pytest.approx(0.65)
    assert own[4].kind == "response"


def test_mute_silences_the_microphone_to_the_sample_and_nothing_else() -> None:
    noise = np.full(32_000, 0.1, np.float32)
    played = play(
        {2: cue(RESPOND, heard("go", 0.1))},
        2.0,
        sound=noise,
        inject=((0.5, Mute(True)), (1.1, Mute(False))),
    )
    mic = np.concatenate([turn.mic for turn in played.model.turns])
    assert np.flatnonzero(mic == 0).tolist() == list(range(8000, 17_600))
    assert [turn.muted for turn in played.model.turns] == [False] * 2 + [True] * 3 + [False] * 5
    assert len(played.of(Speech)) == 1


def test_a_mute_button_leaves_the_end_of_a_word_and_opens_at_once() -> None:
    noise = np.full(32_000, 0.1, np.float32)
    played = play({}, 2.0, sound=noise, commands={3: Mute(True), 6: Mute(False)})
    mic = np.concatenate([turn.mic for turn in played.model.turns])
    tail = round(MUTE_TAIL_S * 16_000)
    assert np.flatnonzero(mic == 0).tolist() == list(range(3 * 3200 + tail, 6 * 3200))
    assert [meter.muted for meter in played.of(Meter)] == [3 <= i < 6 for i in range(10)]


def test_typed_words_reach_the_model_and_belong_to_the_turn() -> None:
    played = play({6: cue(RESPOND)}, 3.0, inject=((0.9, TypeText("what time is it")),))
    assert [(e.role, e.text) for e in played.model.turns[4].events] == [(TextRole.TYPED, "what time is it")]
    assert played.asked == ["what time is it"]


def test_a_command_to_stop_ends_the_session_in_order() -> None:
    played = play({3: cue(RESPOND, heard("go", 0.1))}, 10.0, commands={5: Stop()})
    assert isinstance(played.events[-1], SessionEnded)
    assert len(played.model.turns) == 6


def test_what_is_open_at_the_end_is_closed() -> None:
    played = play(
        {3: cue(Act.HOLD, heard("tell me", 0.1)), 6: cue(RESPOND, heard("tell me more", 0.1))},
        2.1,
        replies={"tell me more": says("One two three four five six.")},
    )
    assert played.lines()[-2:] == [
        "2.10 response 'One two three' 1.50-2.10 cut because of 1.4",
        "2.10 heard u1 'tell me more' final",
    ]


def test_captions_grow_with_the_voice() -> None:
    played = play({3: cue(RESPOND, heard("go", 0.1))}, 3.0, replies={"go": says("One two three.")})
    assert [saying.text for saying in played.of(Saying)] == ["One", "One two", "One two three."]


def test_a_voice_that_fails_is_reported_and_the_session_goes_on() -> None:
    played = play(
        {3: cue(RESPOND, heard("go", 0.1))},
        3.0,
        replies={"go": says("Bad one. Good one.")},
        voice=FakeVoice(failing="Bad"),
    )
    assert "0.90 error voice: The voice cannot say 'Bad one.'." in played.lines()
    assert [speech.text for speech in played.of(Speech)] == ["Good one."]


def test_a_model_that_crashes_ends_the_session_with_one_sentence() -> None:
    events = []
    with pytest.raises(DuologueError) as failure:
        play({2: cue(error=ValueError("no such tensor"))}, 3.0, on_event=events.append)
    assert "at 0.4 s: ValueError: no such tensor" in failure.value.message
    assert failure.value.exit_status == 3
    assert events[-1].message == failure.value.message


def test_a_full_disk_ends_the_session_and_is_not_written_about() -> None:
    def full(event: object) -> None:
        if isinstance(event, Step) and event.index == 4:
            raise OutputError("output.write", "Cannot write timeline.jsonl: No space left on device.")

    with pytest.raises(OutputError):
        play({}, 3.0, on_event=full)


def test_two_runs_with_one_seed_agree_and_seeds_vary_the_words() -> None:
    def run(seed: int) -> list[str]:
        background = script(("", 0.8, ["One two."]))
        played = play(
            {2: cue(RESPOND, heard("why", 0.1))},
            2.0,
            replies={"why": WriteResult(ask="why")},
            background=background,
            seed=seed,
        )
        return played.lines()

    assert run(1) == run(1)
    assert len({tuple(run(seed)) for seed in range(8)}) > 1
