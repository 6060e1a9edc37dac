"""How this program starts one of its own modules as a process, also where it is installed without a Python."""

import runpy
import sys

MODULE_OPTION = "--module"
"""First argument of an installed program that is to run a module instead of the command line."""
_OWN = "duologue."


def own_program(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this program as `python -m` does."""
    if getattr(sys, "frozen", False):
        return [sys.executable, MODULE_OPTION, module, *arguments]
    return [sys.executable, "-P", "-m", module, *arguments]


def run_own_module(arguments: list[str]) -> None:
    """Runs what own_program() asked an installed program for. arguments: MODULE_OPTION, the module, its arguments.

    Raises:
        ValueError: no module of this program is named.
    """
    module = arguments[1] if len(arguments) > 1 else ""
    if module != _OWN[:-1] and not module.startswith(_OWN):
        raise ValueError(f"'{module}' is no module of this program.")
    sys.argv = [module, *arguments[2:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
