"""Runs the official conformance suite for MCP clients: `python -m servers.mcp_conformance NODE_FOLDER [SCENARIO ...]`.

NODE_FOLDER is where npm installed node and the suite. Ends with status 1 if a scenario of the revision fails.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

REVISION = "2025-11-25"
WITHIN_MS = 90_000
_SCENARIO = re.compile(r"^\s+- (\S+) \[(.*)\]$")


def scenarios(node: str, suite: str) -> list[str]:
    """The client scenarios of the revision."""
    listed = subprocess.run([node, suite, "list"], capture_output=True, text=True, check=True).stdout
    clients = listed.split("Client scenarios", 1)[1]
    found = (_SCENARIO.match(line) for line in clients.splitlines())
    return [each[1] for each in found if each is not None and REVISION in each[2].split(",")]


def main() -> int:
    folder = Path(sys.argv[1]) / "node_modules"
    node, suite = str(folder / ".bin" / "node"), str(folder / "@modelcontextprotocol/conformance/dist/index.js")
    failed, tried = [], sys.argv[2:] or scenarios(node, suite)
    for scenario in tried:
        command = [node, suite, "client", "--command", f"{sys.executable} -m servers.conformance_client"]
        command += ["--scenario", scenario, "--timeout", str(WITHIN_MS)]
        run = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ, check=False
        )  # the suite reports on stderr
        passed = run.returncode == 0 and "OVERALL: PASSED" in run.stdout
        print(f"{'pass' if passed else 'FAIL'} {scenario}", flush=True)
        if not passed:
            failed.append(scenario)
            print(*run.stdout.splitlines()[-12:], sep="\n")
    print(f"{len(tried) - len(failed)} of {len(tried)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
