"""How a background model that is offered is fetched: by Ollama where that answers, else into a folder from the hub."""

from pathlib import Path

from duologue.background.genai import unusable
from duologue.background.offers import offer_named
from duologue.background.pulling import Pull
from duologue.core.errors import DownloadError
from duologue.hub.download import Download, Wanted


def model_download(name: str, folder: Path, *, by_ollama: bool) -> Download | Pull:
    """A download of a model on offer. folder: where background models are.

    Raises:
        DownloadError: it is there already.
    """
    offer = offer_named(name)
    if by_ollama:
        return Pull(offer.tag)
    return Download(Wanted(offer.repo, inside=offer.inside), folder / name, check_whole=_check)


def _check(folder: Path) -> None:
    if problem := unusable(folder):
        raise DownloadError("download.unfit", problem)
