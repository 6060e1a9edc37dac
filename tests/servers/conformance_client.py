"""Duologue's MCP client as a program, for the official conformance suite: `python -m servers.conformance_client URL`.

The suite names the scenario and what it gave us in MCP_CONFORMANCE_SCENARIO and MCP_CONFORMANCE_CONTEXT. The browser is
a request that follows redirects; forms are sent as they stand.
"""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

import httpx2

from duologue.core.sheets import FormField, FormKind
from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent, ConsentReply, ConsentWanted
from duologue.tools.mcp.config import ServerConfig, SignIn
from duologue.tools.mcp.hub import Hub
from duologue.tools.registry import Toolbox
from helpers.memory_drawer import MemoryDrawer

CLIENT_PAGE = "https://conformance-test.local/client-metadata.json"
"""The page about the client that the suite knows."""
WITHIN_S = 80.0
VALUES = {"string": "value", "number": 2, "integer": 2, "boolean": True}


def browse(address: str) -> bool:
    httpx2.get(address, follow_redirects=True, timeout=10.0)
    return True


def sign_in(scenario: str, context: dict[str, Any]) -> SignIn:
    grant = "client_credentials" if "client-credentials" in scenario else ""
    return SignIn(
        client_id=context.get("client_id", ""),
        client_secret=context.get("client_secret", ""),
        client_metadata_url=CLIENT_PAGE,
        grant=grant,
        private_key=context.get("private_key_pem", ""),
        signing=context.get("signing_algorithm", ""),
    )


async def run(url: str, scenario: str, context: dict[str, Any]) -> int:
    problems: list[str] = []
    box = Toolbox(datetime.now(UTC), consent=Consent("allow"))
    hub = Hub(
        lambda level, message, _: problems.append(f"{level}: {message}"), open_address=browse, drawer=MemoryDrawer()
    )
    hub.attach(box)
    hub.use([ServerConfig("suite", url=url, sign_in=sign_in(scenario, context))], by_user=True)
    await hub.ready()
    (status,) = hub.statuses
    for at, name in enumerate(status.tools):
        schema = next(each["parameters"] for each in box.schemas() if each["name"] == name)
        needed = schema.get("required", [])
        arguments = {key: VALUES.get(schema["properties"][key].get("type"), "value") for key in needed}
        box.call(f"c{at}", name, arguments, 0.0)
        await _until_back(box, f"c{at}")
    await hub.close()
    await box.close()
    sys.stderr.write("\n".join([f"{status.state}: {status.problem}", *problems, ""]))
    return 0 if status.state == "running" else 1


async def _until_back(box: Toolbox, id_: str) -> None:
    t = 0.0
    while True:
        t += 0.1
        box.hear((), t)
        for item in box.due(t):
            if isinstance(item, ConsentWanted):
                fields = item.fields or ()
                box.decide(item.id, ConsentReply.ALLOW, t, {at: _entered(field) for at, field in enumerate(fields)})
            if isinstance(item, ToolOutcome) and item.id == id_:
                return
        await asyncio.sleep(0.01)


def _entered(field: FormField) -> Any:
    """What a field holds, as the window sends it."""
    if field.kind in (FormKind.ONE, FormKind.SOME):
        return field.value if isinstance(field.value, list) else [field.value]
    return field.value if isinstance(field.value, bool) or field.value is None else str(field.value)


def main() -> int:
    context = json.loads(os.environ.get("MCP_CONFORMANCE_CONTEXT") or "{}")
    scenario = os.environ.get("MCP_CONFORMANCE_SCENARIO", "")
    return asyncio.run(asyncio.wait_for(run(sys.argv[-1], scenario, context), WITHIN_S))


if __name__ == "__main__":
    sys.exit(main())
