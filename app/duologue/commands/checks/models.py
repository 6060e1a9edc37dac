"""The model bundles with their checksums, and what they run on."""

import shutil
import subprocess

from duologue.commands.checks.base import Finding, Installation, hint, ok, problem
from duologue.core.errors import BundleError, DuologueError
from duologue.model.bundle import Bundle, list_bundles, load_bundle, verify_bundle
from duologue.model.runtime import Runtime

_MB = 1_000_000
_DRIVER = ("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader")
_DRIVER_S = 10.0
OLDEST_DRIVER = 580
"""The first NVIDIA driver that CUDA 13 runs on."""
_PROBE = "ears/vad.onnx"
"""A small graph of the bundle."""


def look_at_bundles(installation: Installation) -> list[Finding]:
    """Each bundle: whether every file has the checksum that its list says; and whether the one in use is there."""
    findings = []
    for entry in list_bundles(installation.paths.bundles):
        about = f"model {entry.name}"
        try:
            if entry.bundle is None:
                raise BundleError("bundle", entry.problem)
            verify_bundle(entry.bundle)
        except BundleError as error:
            findings.append(problem(about, "It cannot be used.", error.message))
        else:
            files, size = len(entry.bundle.manifest.files), entry.bundle.bytes / _MB
            told = f"Version {entry.bundle.version} is whole: {files} files, {size:.0f} MB, every checksum right."
            findings.append(ok(about, told))
    _, fault = _bundle_in_use(installation)
    if fault and not any(finding.do == fault for finding in findings):
        findings.append(problem("model", "The model that is chosen cannot be used.", fault))
    return findings


def look_at_gpu(installation: Installation) -> list[Finding]:
    """Whether a GPU is there, and whether the model runs on it."""
    gpu, driver = _nvidia()
    if installation.settings.provider == "cpu":
        return [ok("GPU", "The model runs on the CPU, as the settings say.")]
    if gpu:
        return [_look_at(gpu, driver, installation)]
    if installation.settings.provider == "cuda":
        return [problem("GPU", "The settings say GPU, and there is no NVIDIA GPU.", "Set Compute to automatic.")]
    return [ok("GPU", "There is no NVIDIA GPU; the model runs on the CPU.")]


def _look_at(gpu: str, driver: int, installation: Installation) -> Finding:
    if driver < OLDEST_DRIVER:
        advice = f"Install the NVIDIA driver {OLDEST_DRIVER} or later; until then the model runs on the CPU."
        return hint("GPU", f"The driver of the {gpu} is version {driver}, which is too old.", advice)
    bundle, _ = _bundle_in_use(installation)
    if bundle is None:
        return hint("GPU", f"Whether the {gpu} works cannot be seen without a model.", "Mend the model first.")
    try:
        provider = Runtime.choose("auto", bundle.path(_PROBE)).provider
    except DuologueError as error:
        return problem("GPU", "The model runtime does not work.", error.message)
    if provider.kind == "cuda":
        return ok("GPU", f"The model runs on the {gpu}.")
    advice = "Install the variant for GPUs: from the source with packaging/run.sh, which finds the GPU by itself."
    return hint("GPU", f"There is a {gpu}, but the model runs on the CPU: {provider.fallback}", advice)


def _bundle_in_use(installation: Installation) -> tuple[Bundle | None, str]:
    try:
        return load_bundle(installation.settings.bundle, installation.paths.bundles), ""
    except BundleError as error:
        return None, error.message


def _nvidia() -> tuple[str, int]:
    """Name and major version of the driver of the first NVIDIA GPU, ("", 0) without one."""
    if shutil.which(_DRIVER[0]) is None:
        return "", 0
    try:
        said = subprocess.run(_DRIVER, capture_output=True, text=True, timeout=_DRIVER_S, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return "", 0
    name, _, version = said.partition("\n")[0].rpartition(",")
    major = version.strip().partition(".")[0]
    return name.strip(), int(major) if major.isdigit() else 0
