"""The command `duologue tools`: what the assistant can do by itself, and the servers that bring more."""

import argparse
import sys
from typing import Any

from duologue.core.paths import Paths


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Adds the command `tools`."""
    subparsers.add_parser("tools", help="list the tools, and the servers that bring more")


def run(_options: argparse.Namespace, paths: Paths) -> int:
    """Prints a line for each; returns the exit status."""
    from duologue.tools.mcp.config import load_servers  # noqa: PLC0415 - heavy to import, see cli.py
    from duologue.tools.registry import builtin_facts  # noqa: PLC0415

    for name, facts in sorted(builtin_facts().items()):
        sys.stdout.write(f"{name}  {facts.label}\n")
    servers, problems = load_servers(paths.servers)
    for server in servers:
        sys.stdout.write(f"server {server.name}{'  (off)' if server.disabled else ''}\n")
    for problem in problems:
        sys.stderr.write(f"duologue: {problem}\n")
    return 0
