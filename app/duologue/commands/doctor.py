"""The command `duologue doctor`: what of this installation is wrong, and what to do about it."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

from duologue import __version__
from duologue.commands.checks import camera, desktop, models, servers, sound, storage
from duologue.commands.checks.base import Finding, Installation, State
from duologue.core.paths import Paths
from duologue.core.settings_store import SettingsStore

EXIT_PROBLEM = 1
"""Exit status where something is wrong."""

Check = Callable[[Installation], list[Finding]]
CHECKS: tuple[Check, ...] = (
    sound.look_at_sound,
    camera.look_at_camera,
    models.look_at_bundles,
    models.look_at_gpu,
    desktop.look_at_desktop,
    desktop.look_at_keyring,
    storage.look_at_disk,
    storage.look_at_settings,
    storage.look_at_kept,
    servers.look_at_background,
    servers.look_at_network,
)
"""All of them in the order in which they are told. A further one is a line here."""


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Examines this installation and tells; returns the exit status: EXIT_PROBLEM where something is wrong."""
    installation = Installation(paths, SettingsStore.open(paths.settings).now, options.network)
    findings = examine(installation)
    if options.json:
        told = {"version": __version__, "findings": [asdict(finding) for finding in findings]}
        sys.stdout.write(f"{json.dumps(told, indent=1)}\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines_of(findings)))
    return EXIT_PROBLEM if any(finding.state is State.PROBLEM for finding in findings) else 0


def examine(installation: Installation, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """What all checks find. One that fails itself is a finding as well: the others still tell."""
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check(installation)
        except Exception as error:  # noqa: BLE001 - a broken installation may raise anything; it is told
            name = check.__name__.removeprefix("look_at_").replace("_", " ")
            says = f"It could not be examined ({type(error).__name__}: {error})."
            findings.append(Finding(name, State.PROBLEM, says, "Please report this."))
    return findings


def lines_of(findings: Sequence[Finding]) -> list[str]:
    """For people: a line for each finding, and below it what to do."""
    first = max((len(finding.about) for finding in findings), default=0)
    lines = []
    for finding in findings:
        lines.append(f"{finding.about:{first}}  {finding.state.value:7}  {finding.says}")
        if finding.do:
            lines.append(f"{'':{first}}  {'':7}  {finding.do}")
    wrong = sum(finding.state is State.PROBLEM for finding in findings)
    count = {0: "Nothing is wrong.", 1: "1 thing is wrong."}.get(wrong, f"{wrong} things are wrong.")
    return [*lines, count]
