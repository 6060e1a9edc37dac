"""Real MCP servers: over standard input and output and over HTTP, well-behaved and not."""

import asyncio
import shutil
import sys

import psutil
import pytest

from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.restarts import State, WaitLimits
from duologue.tools.outcomes import TOO_LONG_SAY
from duologue.tools.registry import Toolbox
from helpers.mcp_world import FAULTY, HELPERS, NOW, PATHS, QUICK, World, faulty, run, world
from helpers.waiting import until, wait_until

# ---- standard input and output -------------------------------------------------------------------------------------

GOOD = "The page shows bus 12, leaving at 18:42."


def test_a_server_from_pypi_tells_the_time() -> None:
    async def test() -> None:
        async with world(
            ServerConfig("time", sys.executable, ("-m", "mcp_server_time", "--local-timezone=UTC"), PATHS)
        ) as here:
            await here.tools("time.convert_time", "time.get_current_time")
            told = await here.call("time.get_current_time", timezone="Asia/Tokyo")
            assert told.ok
            assert "Asia/Tokyo" in str(told.result)
            refused = await here.call("time.get_current_time", timezone="Nowhere/At_All")
            assert not refused.ok
            assert "Nowhere/At_All" in str(refused.error)
            (spec,) = [spec for spec in here.box.joining if spec.name == "time.get_current_time"]
            assert [argument.name for argument in spec.arguments] == ["timezone"]

    run(test())


def test_all_pages_of_the_list_are_read_and_a_tool_is_called() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.echo", "faulty.freeze")
            outcome = await here.call("faulty.echo", text="hello")
            assert (outcome.ok, outcome.say, outcome.result) == (True, "Hello.", {"text": "hello"})
            failed = await here.call("faulty.fail")
            assert (failed.ok, failed.error) == (False, "faulty.fail failed: It is out of milk.")
            picture = await here.call("faulty.picture")
            assert picture.text == "one\ntwo\n1 picture is not shown."
            assert here.notices == []

    run(test())


@pytest.mark.parametrize(
    ("scenario", "tools", "said", "shown", "beside"),
    [
        ("structured_only", ["look"], "Title: Bus 12. Leaves: 18:42. Platform: 3.", "", 0),
        ("text_and_image", ["look"], GOOD, "", 1),
        ("broken_image", ["look"], GOOD, "1 picture is not shown.", 0),
        ("large_text", ["look"], "Here it is.", "word", 0),
        ("unknown_block", ["look"], GOOD, "1 part is not shown.", 0),
        ("text_alone", ["look"], GOOD, "", 0),
        ("link", ["look"], GOOD, "", 1),
        ("bare_schema", ["look"], GOOD, "", 0),
        ("null_schema", ["look"], GOOD, "", 0),
        ("no_schema", ["look"], GOOD, "", 0),
        ("union_schema", ["look"], GOOD, "", 0),
        ("one_bad", ["look", "broken"], GOOD, "", 0),
        ("many_bad", ["look", "a"], GOOD, "", 0),
        ("odd_greeting", ["look"], GOOD, "", 0),
    ],
)
def test_what_servers_really_send_is_taken(scenario: str, tools: list[str], said: str, shown: str, beside: int) -> None:
    async def test() -> None:
        async with world(ServerConfig("odd", sys.executable, (str(HELPERS / "odd_mcp_server.py"), scenario))) as here:
            await here.tools(*(f"odd.{name}" for name in tools))
            assert [name for name in here.names() if name.startswith("odd.")] == [
                f"odd.{name}" for name in sorted(tools)
            ]
            outcome = await here.call("odd.look")
            assert (outcome.ok, outcome.say, len(outcome.beside)) == (True, said, beside)
            assert outcome.text.startswith(shown)
            assert here.notices == []

    run(test())


def test_a_list_that_changes_is_followed_and_what_stays_is_the_same() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.grow")
            here.box.offer(here.box.joining)
            before = {spec.name: spec for spec in here.box.specs()}
            await here.call("faulty.grow")
            await here.tools("faulty.new")
            assert [spec.name for spec in here.box.joining] == ["faulty.new"]
            assert all(before[spec.name] is spec for spec in here.box.specs())

    run(test())


def test_a_slow_first_start_is_told_of_and_waited_for() -> None:
    async def test() -> None:
        limits = WaitLimits(connect=0.1, first=60.0, slow=0.3, delays=())
        npx = shutil.which("env") or ""
        fetched = ServerConfig(
            "odd", npx, (sys.executable, str(HELPERS / "odd_mcp_server.py"), "cold", "1.5"), {"Z": "1"}
        )
        async with world(fetched, limits=limits) as here:
            await until(lambda: bool(here.notices))
            assert here.notices == [("info", "The MCP server 'odd' is still starting.")]
            assert here.hub.statuses[0].problem == "it takes its time"
            assert "registry.npmjs.org" in here.hub.log("odd")
            await here.tools("odd.look")
            assert here.hub.statuses[0].problem == ""

    run(test())


@pytest.mark.parametrize(
    ("command", "args", "fetched"),
    [
        ("npx", ("-y", "thing"), True), ("/usr/bin/npx", (), True), ("uvx", ("thing",), True), ("NPX.cmd", (), True),
        ("pipx", ("run", "thing"), True), ("docker", ("run", "thing"), True), ("pnpm", ("dlx", "thing"), True),
        ("python", ("-m", "thing"), False), ("pnpm", ("start",), False), ("npm", ("start",), False),
    ],
)  # fmt: skip
def test_what_is_downloaded_first_is_known(command: str, args: tuple[str, ...], fetched: bool) -> None:
    assert ServerConfig("a", command, args).fetched is fetched


def test_a_start_that_takes_long_is_given_up_when_the_server_is_turned_off() -> None:
    async def test() -> None:
        cold = ServerConfig("odd", sys.executable, (str(HELPERS / "odd_mcp_server.py"), "cold", "600"))
        async with world(cold) as here:
            await until(lambda: bool(psutil.Process().children()))
            here.hub.use([])
            await until(lambda: not psutil.Process().children())
            assert here.notices == []

    run(test())


def test_progress_makes_a_slow_call_welcome_and_silence_ends_one() -> None:
    async def test() -> None:
        limits = WaitLimits(connect=60.0, quiet=2.0, check=60.0, delays=(0.0,))
        async with world(faulty(), limits=limits) as here:
            await here.tools("faulty.slow", "faulty.hang")
            slow = await here.call("faulty.slow")  # takes longer than the silence that is suffered
            assert (slow.ok, slow.result) == (True, {"steps": 4})
            assert here.told == ["25 % step 1", "50 % step 2", "75 % step 3", "100 % step 4"]
            hang = await here.call("faulty.hang")
            assert (hang.ok, hang.say) == (False, TOO_LONG_SAY)
            assert (await here.call("faulty.echo", text="still there")).ok
            assert here.notices == []

    run(test())


def test_a_call_that_is_cancelled_is_cancelled_there_too() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.hang", "faulty.cancelled")
            here.box.call("x", "faulty.hang", {}, 0.0)
            await asyncio.sleep(0.1)
            here.box.cancel("x", 1.0)
            assert (await here.call("faulty.cancelled")).result == {"text": "True"}

    run(test())


def test_a_server_that_crashes_fails_its_call_and_is_started_again() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.crash")
            crashed = await here.call("faulty.crash")
            assert not crashed.ok
            await until(lambda: bool(here.notices))
            assert here.notices[0] == (
                "info", "The MCP server 'faulty' has stopped (it said: something inside is broken).",
            )  # fmt: skip
            await until(lambda: here.state("faulty") is State.RUNNING)
            assert (await here.call("faulty.echo", text="again")).ok

    run(test())


def test_a_server_that_does_not_stay_is_set_aside_with_a_notice() -> None:
    async def test() -> None:
        async with world(faulty("--dies-after-listing")) as here:
            await until(lambda: here.state("faulty") is State.ASIDE)
            assert [level for level, _ in here.notices] == ["info", "info", "info", "warning"]
            assert here.names() == World(QUICK, {}.get).names()
            here.hub.restart("faulty")
            assert here.state("faulty") is State.STARTING
            await until(lambda: here.state("faulty") is State.ASIDE)

    run(test())


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (faulty("--dies-at-once"), "has stopped (it said: cannot start like this)."),
        (ServerConfig("faulty", "/no/such/program"), "check its command and folder in mcp.json."),
        (ServerConfig("faulty", sys.executable, cwd="/no/such/folder"), "check its command and folder in mcp.json."),
        (ServerConfig("faulty", sys.executable, ("-c", "")), "The MCP server 'faulty' has stopped."),
        (
            ServerConfig("faulty", "x", env={"A": "keyring:none"}),
            "The secret 'none' of the MCP server 'faulty' is not in the keyring",
        ),
    ],
)
def test_one_that_cannot_start_is_set_aside_with_the_reason(config: ServerConfig, said: str) -> None:
    async def test() -> None:
        async with world(config) as here:
            await until(lambda: here.state("faulty") is State.ASIDE)
            level, message = here.notices[-1]
            assert level == "warning"
            assert said in message

    run(test())


def test_one_that_never_answers_is_set_aside() -> None:
    async def test() -> None:
        async with world(faulty("--never-answers"), limits=WaitLimits(first=0.5, delays=())) as here:
            await until(lambda: here.state("faulty") is State.ASIDE)
            assert here.notices == [("warning", "The MCP server 'faulty' did not answer in time.")]

    run(test())


def test_one_that_hangs_is_started_again() -> None:
    async def test() -> None:
        limits = WaitLimits(connect=60.0, quiet=0.3, check=0.5, delays=(0.0,))
        async with world(faulty(), limits=limits) as here:
            await here.tools("faulty.freeze")
            assert not (await here.call("faulty.freeze")).ok
            await until(lambda: bool(here.notices))
            assert here.notices[0][1].startswith("The MCP server 'faulty' does not answer any more")
            await until(lambda: here.state("faulty") is State.RUNNING)

    run(test())


@pytest.mark.parametrize("flood", ["chatter", "babble"])
def test_one_that_floods_us_is_cut_off(flood: str) -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools(f"faulty.{flood}")
            assert not (await here.call(f"faulty.{flood}")).ok
            await until(lambda: bool(here.notices))
            assert here.notices[0][1].startswith("The MCP server 'faulty' sent more than can be taken in")

    run(test())


def test_what_a_server_was_given_is_not_told() -> None:
    async def test() -> None:
        secrets = {"mine": "hunter22"}.get
        async with world(faulty(TOKEN="keyring:mine"), secrets=secrets) as here:
            await here.tools("faulty.secret", "faulty.crash")
            assert (await here.call("faulty.secret")).result == {"text": "hunter22"}, "it has the secret"
            (process,) = psutil.Process().children()
            process.kill()
            await until(lambda: bool(here.notices))
            assert here.notices[0][1] == "The MCP server 'faulty' has stopped (it said: the token is •••)."

    run(test())


def test_closing_ends_the_server_and_what_it_has_started() -> None:
    async def test() -> None:
        async with world(faulty("--child")) as here:
            await here.tools("faulty.echo")
            (echo,) = [schema for schema in here.box.schemas() if schema["name"] == "faulty.echo"]
            child = psutil.Process(int(echo["description"].split()[-1]))
            (server,) = psutil.Process().children()
            assert child.is_running()
        assert not server.is_running()
        wait_until(lambda: _gone(child))

    run(test())


def _gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_servers_come_and_go_with_the_settings() -> None:
    async def test() -> None:
        one, other = faulty(), ServerConfig("other", sys.executable, FAULTY)
        async with world(one) as here:
            await here.tools("faulty.echo")
            here.hub.use([one, other])
            await here.tools("other.echo")
            (first, *_) = psutil.Process().children()
            here.hub.use([one])
            assert not any(name.startswith("other.") for name in here.names())
            await until(lambda: psutil.Process().children() == [first])
            later = Toolbox(NOW)
            here.hub.attach(later)
            assert "faulty.echo" in {spec.name for spec in later.joining}
            here.hub.detach(later)
            here.hub.use([ServerConfig("faulty", one.command, one.args, one.env, disabled=True)])
            assert not any(name.startswith("faulty.") for name in here.names())
            assert "faulty.echo" in {spec.name for spec in later.joining}, "it is left alone"

    run(test())
