"""Which models a server has: which one is asked if none was chosen, and what is told if the chosen one is missing."""

from duologue.background.client import FAILED_SAY, MOST_LISTED, SETTING, Client, ModelError, StatusError
from duologue.core.display_text import plain_line

_NOT_TALKING = ("embed", "rerank", "whisper", "tts", "moderation", "dall-e", "image")
"""What stands in the names of models that hold no conversation."""


def pick_model(models: list[str]) -> str:
    """The first that can hold a conversation, by its name."""
    return next((model for model in models if not any(part in model.lower() for part in _NOT_TALKING)), models[0])


async def first_model(client: Client) -> str:
    """The model that is asked where none was chosen.

    Raises:
        ModelError: the server cannot be asked, or has none.
    """
    models = await client.models()
    if not models:
        raise ModelError(f"{client.address.host} has no model yet: load or pull one there.", FAILED_SAY)
    return pick_model(models)


async def tell_what_is_there(client: Client, model: str, error: StatusError) -> None:
    """Looks why there is nothing at an address. error: what the server said to a question to the model.

    Raises:
        ModelError: it is no address of a server, or the model is not there.
    """
    try:
        models = await client.models()
    except ModelError as unlisted:
        raise ModelError(
            f"{client.address.base} is not an OpenAI-compatible server; check it under {SETTING}.", FAILED_SAY
        ) from unlisted
    if model not in models:
        there = ", ".join(plain_line(each, 80) for each in models[:MOST_LISTED]) or "none"
        raise ModelError(
            f"{client.address.host} has no model named '{plain_line(model, 80)}', but {there}: "
            f"choose one under {SETTING}.",
            FAILED_SAY,
        ) from error
