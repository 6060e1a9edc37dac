"""The bundles that can be built here: what they are for, and how much is fetched for them."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duologue.core.bundle_rows import BundleRow
from duologue.core.errors import BundleError
from duologue.model.bundle import list_bundles
from duologue.model.contents import DEFAULT_BUNDLE

_MB = 1_000_000
NOT_INSTALLED = "Not installed; about {} MB to fetch"
INSTALLED = "Installed, {} MB, version {} {}"
"""Its size, version and licences."""
_ASIDE = ".removed-"
"""Before the name of a folder that was removed and can still come back; bundles whose names begin so are not listed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A bundle that can be built. fetched_mb: what is fetched for it, in megabytes, about."""

    name: str
    title: str
    about: str
    fetched_mb: int


OFFERS = (
    Offer(
        DEFAULT_BUNDLE,
        "Conversation",
        "Hears, decides and speaks English, and sees. Nothing works without it.",
        240,
    ),
    Offer(
        "voices-kokoro",
        "More voices",
        "Natural voices for American and British English, Spanish, French, Italian, Portuguese and Hindi.",
        100,
    ),
    Offer(
        "languages",
        "Other languages",
        "Understands speech in Spanish, French, German, Italian, Portuguese and more, for live translation.",
        150,
    ),
)


def bundle_rows(bundles: Path) -> list[BundleRow]:
    """What can be built and what is there, in the user's folder of bundles or with the program."""
    found = {entry.name: entry for entry in list_bundles(bundles)}
    offers = {offer.name: offer for offer in OFFERS}
    rows = []
    for name in dict.fromkeys((*offers, *found)):
        offer, entry = offers.get(name), found.get(name)
        title, about = (offer.title, offer.about) if offer else (name, "A bundle of your own.")
        if entry is None:
            state = NOT_INSTALLED.format(offer.fetched_mb if offer else 0)
        elif entry.bundle is None:
            state = f"Cannot be used: {entry.problem}"
        else:
            manifest = entry.bundle.manifest
            licences = ", ".join(sorted({source.licence for source in manifest.sources}))
            state = INSTALLED.format(f"{entry.bundle.bytes / _MB:.0f}", manifest.version, f"({licences})")
        fixed = entry is not None and entry.folder.parent != bundles
        usable = entry is not None and entry.bundle is not None
        rows.append(BundleRow(name, title, about, state, entry is not None, usable, fixed))
    return rows


def put_aside(name: str, bundles: Path) -> None:
    """Removes a bundle so that it can come back; what was put aside before is gone then.

    Raises:
        BundleError: it cannot be moved; the sentence says why.
    """
    forget_removed(bundles)
    try:
        (bundles / name).rename(bundles / f"{_ASIDE}{name}")
    except OSError as error:
        raise BundleError("bundle.remove", f"{name} cannot be removed: {error.strerror}.") from error


def bring_back(name: str, bundles: Path) -> None:
    """Undoes put_aside().

    Raises:
        BundleError: it is not there any more, or another one took its place.
    """
    try:
        (bundles / f"{_ASIDE}{name}").rename(bundles / name)
    except OSError as error:
        raise BundleError("bundle.remove", f"{name} cannot be brought back: {error.strerror}.") from error


def forget_removed(bundles: Path) -> Sequence[str]:
    """Deletes what was put aside; the names of what is gone."""
    aside = sorted(bundles.glob(f"{_ASIDE}*")) if bundles.is_dir() else []
    for folder in aside:
        shutil.rmtree(folder, ignore_errors=True)
    return [folder.name.removeprefix(_ASIDE) for folder in aside]
