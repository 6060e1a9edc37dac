"""Bundles that others published on the Hugging Face hub: a bundle's folder as a repository, bundle.json at its top."""

from pathlib import Path

from duologue.core.errors import BundleError
from duologue.core.paths import shipped_bundles
from duologue.hub.download import NEWEST, Download, Wanted
from duologue.model.bundle import family_fault, missing_parts
from duologue.model.manifest import MANIFEST, Manifest, ManifestError


def bundle_download(repo: str, bundles: Path, *, revision: str = "", name: str = "") -> Download:
    """A download into the folder of bundles. repo: owner/name. name: of the bundle here, else that of the repository.

    Its files are compared with the digests in its bundle.json, and it is seen there when it is whole.

    Raises:
        DownloadError: that is no repository, or there is a bundle of this name.
    """
    name = name or repo.partition("/")[2]

    def check(text: str) -> None:
        _check_usable(repo, text)

    wanted = Wanted(repo, revision or NEWEST, listing=MANIFEST)
    return Download(wanted, _target(name, bundles), check_listing=check)


def _target(name: str, bundles: Path) -> Path:
    """Where a bundle goes; one that came with the program goes first wherever bundles are looked for."""
    shipped = shipped_bundles()
    return shipped / name if name and shipped is not None and (shipped / name).is_dir() else bundles / name


def _check_usable(repo: str, text: str) -> None:
    """Looks, before the rest is fetched, whether this program can use a bundle.

    Raises:
        BundleError: it cannot.
    """
    try:
        manifest = Manifest.parse(text)
    except ManifestError as error:
        raise _unusable(repo, str(error)) from error
    if fault := family_fault(manifest):
        raise _unusable(repo, fault)
    if missing := missing_parts(manifest):
        raise _unusable(repo, f"it lacks {', '.join(missing)}")


def _unusable(repo: str, fault: str) -> BundleError:
    return BundleError("bundle.manifest", f"This version of Duologue cannot use the bundle of {repo}: {fault}.")
