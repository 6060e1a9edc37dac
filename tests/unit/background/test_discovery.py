"""Background models that are found on this machine, and programs that only look like them."""

import asyncio
import json
from typing import Any

import pytest

from duologue.background.discovery import KNOWN, FoundBackground, FoundServer, KnownProgram, find_servers
from duologue.background.none import NO_MODEL_TEXTS
from helpers.web_server import WebServer, answering, serving, stuck

WITHIN_S = 5.0


def listed(*models: str, owner: str = "") -> bytes:
    data = [{"id": model, "object": "model", "owned_by": owner} for model in models]
    return answering(json.dumps({"object": "list", "data": data}), "application/json")


def version(number: str = "0.9.1") -> bytes:
    return answering(json.dumps({"version": number}), "application/json")


def known(server: WebServer, **how: Any) -> KnownProgram:
    return KnownProgram("it", f"http://127.0.0.1:{server.port}", **how)


def found(routes: dict[str, Any], *, within_s: float = WITHIN_S, **how: Any) -> list[FoundServer]:
    async def run() -> list[FoundServer]:
        async with serving(routes) as server:
            servers = await find_servers([known(server, **how)], within_s)
            return [FoundServer(server.name, "", server.models) for server in servers]

    return asyncio.run(run())


def test_ollama_is_known_by_its_version() -> None:
    routes = {"/v1/models": listed("big:120b-cloud", "llama", "qwen", owner="library"), "/api/version": version()}
    assert found(routes, version_path="/api/version") == [FoundServer("it", "", ("llama", "qwen"))]


def test_others_are_known_by_the_owner_of_their_models() -> None:
    assert found({"/v1/models": listed("llama", owner="vllm")}, owner="vllm") == [FoundServer("it", "", ("llama",))]


PYTHONS = next(server for server in KNOWN if server.name == "llama-cpp-python")
PYTHONS_LIST = {
    "object": "list",
    "data": [{"id": "smollm2.gguf", "object": "model", "owned_by": "me", "permissions": []}],
}


def test_pythons_llama_server_is_found_beside_vllm_on_the_same_port() -> None:
    assert [server.name for server in KNOWN if server.origin == PYTHONS.origin] == ["vLLM", "llama-cpp-python"]
    routes = {"/v1/models": answering(json.dumps(PYTHONS_LIST), "application/json")}
    how = {"owner": PYTHONS.owner, "fields": PYTHONS.fields}
    assert found(routes, **how) == [FoundServer("it", "", ("smollm2.gguf",))]
    assert found(routes, owner="vllm") == []


@pytest.mark.parametrize(
    "model",
    [
        {"id": "mine", "object": "model", "owned_by": "me"},
        {"id": "mine", "object": "model", "owned_by": "me", "created": 1},
        {"id": "mine", "object": "model", "owned_by": "me", "permissions": [], "created": 1},
        {"id": "mine", "object": "model", "owned_by": "vllm", "permissions": []},
    ],
)
def test_whoever_else_says_me_is_not_pythons_llama_server(model: dict[str, Any]) -> None:
    routes = {"/v1/models": answering(json.dumps({"object": "list", "data": [model]}), "application/json")}
    assert found(routes, owner=PYTHONS.owner, fields=PYTHONS.fields) == []


@pytest.mark.parametrize(
    "routes",
    [
        {},
        {"/v1/models": listed("llama", owner="somebody")},
        {"/v1/models": listed(owner="vllm")},
        {"/v1/models": answering("<html>", status=200)},
        {"/v1/models": answering("[" * 100_000, "application/json")},
        {"/v1/models": answering('{"object": "list", "data": "all"}', "application/json")},
        {"/v1/models": answering('{"object": "list", "data": [7]}', "application/json")},
        {"/v1/models": answering('{"data": [{"id": "llama", "owned_by": "vllm"}]}', "application/json")},
        {"/v1/models": answering("x" * (3 << 20))},
    ],
)
def test_another_program_on_the_port_is_none(routes: dict[str, Any]) -> None:
    assert found(routes, owner="vllm") == []


def test_a_list_of_models_without_the_version_of_ollama_is_not_ollama() -> None:
    assert found({"/v1/models": listed("llama", owner="library")}, version_path="/api/version") == []


def test_a_program_that_says_nothing_is_not_waited_for() -> None:
    assert found({"/v1/models": stuck()}, within_s=0.2, owner="vllm") == []


def test_the_first_is_taken_or_the_one_that_has_the_chosen_model() -> None:
    async def run(model: str) -> str:
        first = {"/v1/models": listed("embed-1", "llama", owner="a")}
        second = {"/v1/models": listed("qwen", owner="b")}
        async with serving(first) as one, serving(second) as two:
            background = FoundBackground(model, [known(one, owner="a"), known(two, owner="b")])
            assert not background.available
            await background.prepare()
            assert background.available
            inner: Any = background._inner
            await background.close()
            return f"{'first' if inner._host.endswith(str(one.port)) else 'second'} {inner._model}"

    assert asyncio.run(run("")) == "first llama"
    assert asyncio.run(run("qwen")) == "second qwen"
    assert asyncio.run(run("gone")) == "first llama"


def test_where_there_is_none_it_is_said_with_the_question() -> None:
    async def run() -> list[Any]:
        background = FoundBackground("", [KnownProgram("it", "http://127.0.0.1:9", owner="a")])
        await background.prepare()
        assert (background.available, background.problem) == (False, "")
        background.ask("q1", "why", 0.0)
        return list(background.due(0.0))

    (chunk,) = asyncio.run(run())
    assert chunk.text in NO_MODEL_TEXTS
