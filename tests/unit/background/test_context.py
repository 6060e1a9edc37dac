"""What a model is told, and what makes way where there is no room for all of it."""

from itertools import pairwise

import pytest

from duologue.background.context import (
    INSTRUCTIONS,
    LEAST_RESULT,
    MOST_CHARACTERS,
    ChatRole,
    Context,
    ConversationLine,
    estimated_tokens,
    messages,
    prompt_tokens,
    with_picture,
)

SAID = tuple(
    ConversationLine(ChatRole.USER if n % 2 == 0 else ChatRole.ASSISTANT, f"line {n} of what was said")
    for n in range(100)
)
STANDING = ("timer.start seconds=60", "tell me when I say um")


def test_a_line_that_was_cut_ends_at_the_word_that_was_heard():
    told = messages(
        Context(
            said=(
                ConversationLine(ChatRole.USER, "go"),
                ConversationLine(ChatRole.ASSISTANT, "Once there was"),
            )
        ),
        "and then",
    )
    assert [message["content"] for message in told[1:]] == ["go", "Once there was", "and then"]
    assert not any("interrupted" in message["content"] for message in told)


@pytest.mark.parametrize("room", [400, 600, 1000, 1500])
def test_the_oldest_lines_make_way_and_what_stands_stays(room):
    told = messages(Context(said=SAID, standing=STANDING), "why", room=room)
    assert prompt_tokens(told) <= room
    text = "\n".join(message["content"] for message in told)
    assert all(line in told[0]["content"] for line in STANDING)
    kept = [n for n in range(100) if f"line {n} of" in text]
    assert kept == list(range(100 - len(kept), 100))
    assert 0 < len(kept) < 100
    assert f"its first {100 - len(kept)} lines are left out" in told[0]["content"]


def test_the_user_begins_whatever_was_left_out():
    for room in range(350, 1200, 17):
        roles = [message["role"] for message in messages(Context(said=SAID), "why", room=room)]
        assert roles[1] == "user"
        assert all(one != next_ for one, next_ in pairwise(roles))


def test_what_the_assistant_said_first_is_told_all_the_same():
    said = (
        ConversationLine(ChatRole.ASSISTANT, "Your tea is ready."),
        ConversationLine(ChatRole.ASSISTANT, "It gets cold."),
    )
    told = messages(Context(said=said), "which tea")
    assert [message["role"] for message in told] == ["system", "user"]
    assert "Your tea is ready. It gets cold." in told[0]["content"]


def test_without_room_the_instructions_and_the_question_are_told():
    told = messages(Context(said=SAID, standing=STANDING), "why", room=0)
    assert [message["role"] for message in told] == ["system", "user"]
    assert told[0]["content"].startswith(INSTRUCTIONS)
    assert STANDING[0] in told[0]["content"]


def test_a_long_conversation_is_bounded_even_where_there_is_room():
    long = tuple(ConversationLine(ChatRole.USER, "x" * 3000) for _ in range(100))
    told = messages(Context(said=long), "why")
    assert sum(len(message["content"]) for message in told[1:]) <= MOST_CHARACTERS + 100


def test_long_results_are_cut_in_the_middle_once_the_conversation_has_made_way():
    result = "<untrusted>" + "news " * 5000 + "</untrusted>"
    call = {"id": "x", "type": "function", "function": {"name": "web_read", "arguments": "{}"}}
    rounds = [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "x", "content": result},
    ]
    told = messages(Context(said=SAID), "why", room=3000, rounds=rounds)
    assert prompt_tokens(told) <= 3000
    content = told[-1]["content"]
    assert content.startswith("<untrusted>news")
    assert content.endswith("</untrusted>")
    assert len(content) > 4000
    assert len(messages(Context(), "why", room=0, rounds=rounds)[-1]["content"]) <= LEAST_RESULT
    assert rounds[1]["content"] == result


@pytest.mark.parametrize(
    ("text", "tokens"),  # as SmolLM2 counts them
    [
        ("And then, you know, um, I said to him at 10:45: why's that? It was $12.50!", 30),
        ("Wir müssen übermorgen die Gemüsehändlerin fragen, ob sie Süßkartoffeln führt.", 37),
        ("Once upon a time there was a king who lived in a castle by the sea.", 17),
    ],
)
def test_the_estimate_is_near_what_a_tokenizer_counts(text, tokens):
    assert 0.7 * tokens < estimated_tokens(text) < 2 * tokens


def test_a_picture_goes_with_the_newest_words_of_the_user_alone():
    told = messages(Context(said=(ConversationLine(ChatRole.USER, "hello"),)), "What is this?", rounds=())
    shown = with_picture(told, "data:image/jpeg;base64,AA==")
    assert shown[-1]["content"] == [
        {"type": "text", "text": told[-1]["content"]},
        {"type": "image_url", "image_url": {"url": "data:image/jpeg;base64,AA=="}},
    ]
    assert shown[:-1] == told[:-1]
    assert with_picture(told, "") == told
