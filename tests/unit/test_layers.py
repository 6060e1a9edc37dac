"""The architecture as DESIGN.md draws it: import-linter's contracts in pyproject.toml, and what they cannot say."""

import ast
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
APP = ROOT / "app" / "duologue"


def test_the_contracts_of_the_layers_are_kept(capsys):
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


def imported_packages(path: Path) -> set[str]:
    packages = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            packages |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            packages.add(node.module or "")
    return packages


@pytest.mark.parametrize("path", sorted((APP / "core").glob("*.py")), ids=lambda path: path.name)
def test_the_core_layer_needs_the_standard_library_and_numpy_alone(path):
    foreign = {
        name
        for name in imported_packages(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"numpy"} and not name.startswith("duologue.core.")
    }
    assert foreign == set()


def calls(path: Path, *names: str) -> list[str]:
    """Where a method or function of one of these names is called, whatever object it belongs to."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        f"{path.relative_to(ROOT)}:{func.lineno}"
        for func in found
        if isinstance(func, ast.Attribute) and func.attr in names
    ]


def test_tasks_start_in_one_place():
    starts = [place for path in sorted(APP.rglob("*.py")) for place in calls(path, "create_task", "ensure_future")]
    assert [place.split(":")[0] for place in starts] == ["app/duologue/core/tasks.py"]


def too_long(most: int, paths: Iterable[Path]) -> list[str]:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path.relative_to(ROOT)}: {count} lines" for path, count in sorted(lines.items()) if count > most]


def test_files_are_short_enough_to_be_read_at_once():
    paths = [path for folder in ("app", "models", "tests", "packaging") for path in (ROOT / folder).rglob("*.py")]
    assert len(paths) > 500
    assert too_long(450, paths) == []
    assert too_long(250, [APP / "session" / "conversation.py"]) == []
