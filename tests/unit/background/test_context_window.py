"""What servers tell of the room of their models, in their own words."""

import pytest

from duologue.background.context_window import (
    ANSWER_TOKENS,
    UNKNOWN_TOKENS,
    UNLOADED_TOKENS,
    ContextWindow,
    ReportedWindow,
    refused_for_length,
    refused_window,
    told_window,
)

LLAMA_LIST = {
    "models": [{"name": "m", "model": "m", "capabilities": ["completion"]}],
    "object": "list",
    "data": [{"id": "m", "owned_by": "llamacpp", "meta": {"n_vocab": 49152, "n_ctx": 1024, "n_ctx_train": 8192}}],
}
LM_STUDIO = {"id": "m", "object": "model", "type": "llm", "max_context_length": 131_072}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"default_generation_settings": {"params": {}, "n_ctx": 2048}, "total_slots": 1}, ReportedWindow(2048)),
        (LLAMA_LIST, ReportedWindow(1024)),
        (
            {"object": "list", "data": [{"id": "m", "owned_by": "vllm", "max_model_len": 16_384}]},
            ReportedWindow(16_384),
        ),
        (
            {"data": [{"id": "a", "context_length": 4096}, {"id": "m", "context_length": 32_768}]},
            ReportedWindow(32_768),
        ),
        ({"data": [LM_STUDIO | {"state": "loaded", "loaded_context_length": 7866}]}, ReportedWindow(7866)),
        ({"data": [LM_STUDIO | {"state": "not-loaded"}]}, ReportedWindow(UNLOADED_TOKENS, final=False)),
        ({"models": [{"name": "m", "model": "m", "context_length": 4096}]}, ReportedWindow(4096)),
        ({"models": []}, ReportedWindow(UNLOADED_TOKENS, final=False)),
        ({"object": "list", "data": [{"id": "m", "object": "model", "owned_by": "me", "permissions": []}]}, None),
        ({"data": [{"id": "a", "max_model_len": 4096}, {"id": "b", "max_model_len": 8192}]}, None),
        ({"data": [{"id": "m", "max_model_len": True}]}, None),
        ({"data": [{"id": "m", "max_model_len": 0}]}, None),
        ({"detail": "Not Found"}, None),
        ({"data": "all"}, None),
        ([], None),
        (None, None),
    ],
)
def test_what_a_server_tells(document, told):
    assert told_window(document, "m") == told


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("request (4831 tokens) exceeds the available context size (1024 tokens), try increasing it", 1024),
        ("the request exceeds the available context size. try increasing the context size or enable", None),
        ("This model's maximum context length is 16384 tokens. However, you requested 122946 tokens", 16_384),
        ("max_tokens must be at least 1, got -186.", None),
        ("The decoder prompt (length 9000) is longer than the maximum model length of 8192.", 8192),
        ("Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context "
         "length of only 4096 tokens, which is not enough", 4096),
        ("Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)", 7424),
        ("Context size has been exceeded.", None),
        ("the input length exceeds the context length", None),
        ("prompt is too long: 210000 tokens > 200000 maximum", None),
    ],
)  # fmt: skip
def test_refusals_for_length_in_the_words_of_servers(text, tokens):
    assert refused_for_length(text)
    assert refused_window(text) == tokens


@pytest.mark.parametrize(
    "text",
    [
        "tools param requires --jinja flag",
        "talker-1 does not support tools",
        "Loading model",
        "out of memory",
        "Conversation roles must alternate user/assistant/user/assistant/...",
        "",
    ],
)
def test_other_refusals_are_not_for_length(text):
    assert not refused_for_length(text)


def test_an_answer_has_room():
    window = ContextWindow()
    assert window.limit == UNKNOWN_TOKENS - ANSWER_TOKENS
    window.tell(ReportedWindow(2048))
    assert (window.limit, window.settled) == (2048 - 512, True)


def test_each_refusal_leaves_less_until_nothing_is_left():
    window = ContextWindow()
    window.refuse(7000, 4096)
    assert window.limit == 4096 - 1024
    window.refuse(3000)  # what the server counts is more than was thought
    assert window.limit == 1500
    limits = [window.limit]
    for _ in range(20):
        window.refuse(window.limit)
        limits.append(window.limit)
    assert limits == sorted(limits, reverse=True)
    assert limits[-1] == 0


def test_what_is_told_again_does_not_undo_what_a_refusal_has_taught():
    window = ContextWindow()
    window.tell(ReportedWindow(UNLOADED_TOKENS, final=False))
    window.refuse(window.limit)
    limit = window.limit
    window.tell(ReportedWindow(UNLOADED_TOKENS, final=False))
    assert (window.limit, window.settled) == (limit, False)
