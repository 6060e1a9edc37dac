"""Servers that fail, refuse, fall silent or lead elsewhere: what is said, and what is kept to ourselves."""

import asyncio
import logging

import pytest

from duologue.background.address import read_address
from duologue.background.api_keys import NO_KEYRING, KeyringUnusableError
from duologue.background.client import (
    BROKEN_SAY,
    BUSY_SAY,
    FAILED_SAY,
    REFUSED_SAY,
    SLOW_SAY,
    UNREACHED_SAY,
    WaitLimits,
)
from duologue.background.openai import OpenAIBackground
from helpers.model_server import (
    Asked,
    ModelServer,
    Reply,
    event,
    in_turn,
    refuses,
    replies,
    says,
    serving,
    streams,
    stuck,
    whole,
)
from helpers.model_talk import QUICK, SECRET, all_of, heard, no_key, play


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_that_fails_is_asked_again(status: int) -> None:
    said, problems, server = heard(in_turn(refuses(status), says("Blue.")))
    assert (said, problems, len(server.asked)) == ("Blue.", [], 2)


def test_a_server_that_fails_for_good_is_named() -> None:
    said, problems, server = heard(in_turn(refuses(500, "out of memory")))
    assert (said, len(server.asked)) == (FAILED_SAY, QUICK.tries)
    assert "(500): out of memory." in problems[0]


def test_a_server_that_is_asked_too_often_is_waited_for_as_it_says() -> None:
    loop_times = list[float]()

    def answer(_asked: Asked) -> Reply:
        loop_times.append(asyncio.get_running_loop().time())
        return refuses(429, Retry_After="0.3") if len(loop_times) == 1 else says("Blue.")

    assert heard(answer)[0] == "Blue."
    assert loop_times[1] - loop_times[0] >= 0.3


def test_a_server_that_wants_a_long_pause_is_not_waited_for() -> None:
    said, problems, server = heard(in_turn(refuses(429, Retry_After="3600")))
    assert (said, len(server.asked)) == (BUSY_SAY, 1)
    assert "too often" in problems[0]


def test_a_server_that_is_not_there_is_named() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        gone = OpenAIBackground(read_address("http://127.0.0.1:9/v1", "test"), "m", limits=QUICK, api_key=no_key)
        gone.ask("q1", "why", 0.0)
        (words, final) = await all_of(gone)
        assert (words.text, final.final) == (UNREACHED_SAY, True)
        assert words.problem.startswith("127.0.0.1:9 cannot be reached: is the background model running?")
        await gone.close()

    play(in_turn(says()), scene)


def test_a_server_that_says_nothing_is_given_up() -> None:
    said, problems, _ = heard(in_turn(stuck()), limits=WaitLimits(first_s=0.2))
    assert said == SLOW_SAY
    assert "in time" in problems[0]


def test_a_server_that_stops_talking_is_given_up() -> None:
    said, _, _ = heard(in_turn(stuck(event({"content": "The sky "}))), limits=WaitLimits(between_s=0.2))
    assert said == f"The sky  {BROKEN_SAY}"


def test_a_server_that_talks_for_ever_is_given_up() -> None:
    endless = streams(*[event({"content": "and "})] * 2000, gap_s=0.01)
    said, _, _ = heard(in_turn(endless), limits=WaitLimits(total_s=0.3))
    assert said.startswith("and and")
    assert said.endswith(BROKEN_SAY)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_is_told_with_the_setting_and_not_shown(status: int, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    refusal = refuses(status, f"Incorrect API key provided: {SECRET}")
    said, problems, server = heard(in_turn(refusal), api_key=lambda _: SECRET)
    assert said == REFUSED_SAY
    assert "Background model" in problems[0]
    assert "refuses the key" in problems[0]
    assert [asked.headers.get("authorization") for asked in server.asked] == [None, f"Bearer {SECRET}"]
    assert SECRET not in said + "".join(problems) + caplog.text


def test_a_server_here_gets_the_key_only_when_it_asks_for_one() -> None:
    asked_for = list[str]()

    def api_key(origin: str) -> str:
        asked_for.append(origin)
        return SECRET

    _, _, server = heard(in_turn(says("Blue.")), api_key=api_key)
    assert asked_for == []
    said, problems, server = heard(in_turn(refuses(401), says("Blue.")), api_key=api_key)
    assert (said, problems) == ("Blue.", [])
    assert asked_for == [f"http://127.0.0.1:{server.port}"]


def test_a_missing_keyring_is_told_where_a_key_is_wanted() -> None:
    def api_key(_origin: str) -> str:
        raise KeyringUnusableError("keyring.none", NO_KEYRING)

    _, problems, _ = heard(in_turn(refuses(401)), api_key=api_key)
    assert "wants a key" in problems[0]
    assert NO_KEYRING in problems[0]


def test_a_redirect_to_another_host_is_not_followed() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        async with serving(in_turn(says("Give me your key."))) as thief:
            server.answer = in_turn(refuses(401), replies(whole("", 307, Location=f"{thief.url}/chat/completions")))
            model.ask("q1", "why", 0.0)
            words, _final = await all_of(model)
            assert words.text == FAILED_SAY
            assert "which is not followed" in words.problem
            assert SECRET not in words.problem
            assert thief.asked == []

    play(in_turn(says()), scene, api_key=lambda _: SECRET)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    moved = replies(whole("", 308, Location="/v2/chat/completions"))
    said, _, server = heard(in_turn(moved, says("Blue.")))
    assert (said, [asked.path for asked in server.asked]) == ("Blue.", ["/v1/chat/completions", "/v2/chat/completions"])


def test_a_server_that_leads_in_circles_is_left() -> None:
    said, problems, _ = heard(in_turn(replies(whole("", 307, Location="/v1/chat/completions"))))
    assert said == FAILED_SAY
    assert "from one address to the next" in problems[0]
