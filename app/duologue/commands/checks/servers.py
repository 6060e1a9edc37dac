"""The background model, and the network if it is asked for."""

import asyncio
import socket
from urllib.parse import urlsplit

from duologue.background.address import read_address
from duologue.background.discovery import find_servers
from duologue.background.opening import ENTERED, NONE, entered_background
from duologue.commands.checks.base import Finding, Installation, hint, ok, problem
from duologue.tools.web.weather import FORECAST

WITHIN_S = 5.0
"""How long an address may take to answer, in seconds."""
_LOCAL = "Start Ollama, LM Studio, llama.cpp's server or vLLM if open questions should be answered; tools work without."


def look_at_background(installation: Installation) -> list[Finding]:
    """What answers the questions that tools cannot. An address that is not on this machine is asked if allowed."""
    about, entered = "background model", installation.settings.background_url.strip()
    if entered.casefold() == NONE:
        return [ok(about, "None is wanted.")]
    return [_entered(about, entered, installation) if entered else _found(about)]


def _found(about: str) -> Finding:
    found = asyncio.run(find_servers())
    told = ", ".join(f"{server.name} with {len(server.models)} models" for server in found)
    return ok(about, f"Found on this machine: {told}.") if found else hint(about, "None runs here.", _LOCAL)


def _entered(about: str, entered: str, installation: Installation) -> Finding:
    if trouble := entered_background(entered, installation.settings.background_model).problem:
        return problem(about, trouble, "Correct it in the menu, Background model.")
    if "://" not in entered:
        return ok(about, f"The folder {entered} can be used.")
    address = read_address(entered, ENTERED)
    if not address.loopback and not installation.network:
        return ok(about, f"{address.host} was not asked; `duologue doctor --network` does.")
    if trouble := unreachable(address.origin):
        return problem(about, f"{address.host} does not answer ({trouble}).", "Start it, or correct its address.")
    return ok(about, f"{address.host} answers.")


def look_at_network(installation: Installation) -> list[Finding]:
    """Whether the internet can be reached, if that was asked for."""
    if not installation.network:
        return []
    host = urlsplit(FORECAST).hostname
    if trouble := unreachable(FORECAST):
        advice = "Check the connection and the firewall; only search, pages and weather need it."
        return [hint("network", f"The internet cannot be reached ({host}: {trouble}).", advice)]
    return [ok("network", f"The internet can be reached ({host}).")]


def unreachable(url: str) -> str:
    """Why nobody takes a connection there, "" if somebody does. Nothing is sent."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), WITHIN_S).close()
    except OSError as error:
        return error.strerror or str(error) or "no answer"
    return ""
