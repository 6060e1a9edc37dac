"""The background models on offer. What is heavy to import is imported when they are asked for. Knows nothing of Qt."""

from typing import TYPE_CHECKING

from duologue.core.model_offers import OfferRow
from duologue.core.paths import Paths

if TYPE_CHECKING:
    from duologue.background.pulling import Pull
    from duologue.hub.download import Download


async def offered_models(paths: Paths) -> list[OfferRow]:
    """The background models on offer, and which of them this machine can run."""
    from duologue.background.discovery import OLLAMA, models_of  # noqa: PLC0415 - see the head of this file
    from duologue.background.offers import Machine, offer_rows  # noqa: PLC0415

    folder = paths.background_models
    return offer_rows(Machine.look(folder, await models_of(OLLAMA)), folder)


def model_download(row: OfferRow, paths: Paths) -> "Download | Pull":
    """A download of a background model on offer. For a worker thread."""
    from duologue.background.fetching import model_download as opened  # noqa: PLC0415 - see the head of this file

    return opened(row.name, paths.background_models, by_ollama=not row.address)
