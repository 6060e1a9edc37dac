"""Modules of the program that run as processes, beside a Python and without one."""

import subprocess
import sys

import pytest

from duologue.core.programs import MODULE_OPTION, own_program, run_own_module


def test_a_module_runs_as_a_process_with_its_arguments() -> None:
    ran = subprocess.run([*own_program("duologue", "--version")], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("duologue ")


def test_an_installed_program_is_asked_to_run_it_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = own_program("duologue", "--version")
    assert command == [sys.executable, MODULE_OPTION, "duologue", "--version"]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as done:
        run_own_module(command[1:])
    assert done.value.code == 0
    assert capsys.readouterr().out.startswith("duologue ")


@pytest.mark.parametrize("module", ["", "os", "duologue_models.build"])
def test_nothing_but_its_own_modules_is_run(module: str) -> None:
    with pytest.raises(ValueError, match="no module of this program"):
        run_own_module([MODULE_OPTION, module])
