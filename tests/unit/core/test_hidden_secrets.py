"""What must not be seen is not, and what explains a fault stays."""

import pytest

from duologue.core.hidden_secrets import without_secrets

SECRET = "Zq8-h4rdT0Gu3ss-Zq8h4rdT0Gu3ss"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {SECRET}",
        f'{{"api_key": "{SECRET}", "model": "x"}}',
        f"api-key={SECRET}&more=1",
        f"the token is {SECRET}.",
        "password: 'hun ter2'",
        "Password=hunter2",
        "https://ann:hunter2@example.com/v1",
        f"https://example.com/v1?key={SECRET}&page=2",
        "GET https://example.com/?code=hunter2#top",
        f"sent {SECRET} to the server",
        "Basic aHVudGVyMjpodW50ZXIy",
        "write to ann.hunter2@example.com",
        "Cookie: session=hunter2; other",
    ],
)
def test_secrets_are_hidden(text: str) -> None:
    shown = without_secrets(text)
    assert "•••" in shown
    for piece in (SECRET, "hunter2", "hun ter2", "aHVudGVy"):
        assert piece not in shown


@pytest.mark.parametrize(
    "text",
    [
        "The microphone 'USB Audio Device' was lost.",
        "https://example.com/v1/models does not answer (Connection refused).",
        "duologue.model.voice.reading.english",
        'File "app/duologue/session/turn_taking.py", line 112, in decide',
        "The model bundle 'duologue-1' has a file that was altered: ears/encoder.int8.onnx",
        "2026-11-30 10:51:43,112 ERROR step took 412.5 ms",
    ],
)
def test_what_explains_a_fault_stays(text: str) -> None:
    assert without_secrets(text) == text


def test_the_users_folder_is_not_named() -> None:
    assert without_secrets("/home/ann/.local/x", "/home/ann") == "~/.local/x"
