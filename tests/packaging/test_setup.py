"""The set-up of run.sh and test.sh on a made-up tree, with stand-ins for uv, apt-get, nvidia-smi and duologue."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"

UV = """#!/usr/bin/env bash
[[ $1 == --version ]] && { echo "uv 0.99.0"; exit; }
echo "uv $*" >>"$CALLS"
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
cp "$FAKES/duologue" "$FAKES/python" "$UV_PROJECT_ENVIRONMENT/bin"
"""
DUOLOGUE = """#!/usr/bin/env bash
echo "duologue $* in $PWD" >>"$CALLS"
[[ $1 == models && $3 == duologue-1 ]] || exit 0
mkdir -p "$HOME/bundle/core"
echo manifest >"$HOME/bundle/bundle.json"
echo graph >"$HOME/bundle/core/core.onnx"
"""
PYTHON = """#!/usr/bin/env bash
printf %s "$HOME/bundle"
"""


@dataclass
class Tree:
    """A source tree in a folder with a space in its name, and what was called so far."""

    root: Path
    home: Path
    fakes: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def fake(self, name: str, script: str) -> None:
        path = self.fakes / name
        path.write_text(script)
        path.chmod(0o755)

    def run(self, script: str, *arguments: str, cwd: Path | None = None, status: int = 0) -> tuple[list[str], str]:
        """Runs a script, which must end with this status; what it called, and what it said on stderr."""
        calls = self.home / "calls"
        calls.write_text("")
        environment = {
            "PATH": f"{self.fakes}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "CALLS": str(calls),
            "FAKES": str(self.fakes),
        }
        done = subprocess.run(
            ["bash", str(self.root / "packaging" / script), *arguments],
            env=environment,
            cwd=cwd or self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == status, done.stderr
        return [call for call in calls.read_text().splitlines() if not call.startswith("apt-get")], done.stderr


BUNDLE_PARTS = (
    "models/weights/core.onnx",
    "models/duologue_models/build.py",
    "app/duologue/model/voice/piper_parts.py",
)
"""What a bundle is made of and with."""


@pytest.fixture
def tree(tmp_path):
    tree = Tree(tmp_path / "my apps", tmp_path / "home", tmp_path / "fakes")
    for folder in (tree.home, tree.fakes):
        folder.mkdir()
    shutil.copytree(PACKAGING, tree.root / "packaging")
    for name in ("uv.lock", "pyproject.toml", *BUNDLE_PARTS):
        tree.write(name, name)
    tree.fake("uv", UV)
    tree.fake("duologue", DUOLOGUE)
    tree.fake("python", PYTHON)
    tree.fake("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\n')
    tree.fake("sudo", "#!/bin/sh\nexit 1\n")
    tree.fake("nvidia-smi", "#!/bin/sh\nexit 9\n")
    return tree


def sync(tree: Tree, *extras: str) -> str:
    return f"uv sync --quiet --locked --project {tree.root} " + " ".join(f"--extra {extra}" for extra in extras)


def build(tree: Tree, name: str = "duologue-1") -> str:
    return f"duologue models build {name} in {tree.home}"


def others(tree: Tree) -> list[str]:
    return [build(tree, "voices-kokoro"), build(tree, "languages")]


def test_the_first_set_up_brings_packages_and_bundle_and_the_second_does_nothing(tree):
    calls, said = tree.run("run.sh", "--setup-only")
    assert calls == [sync(tree, "cpu", "export"), build(tree), *others(tree)]
    assert "installing the Python packages" in said
    assert tree.run("run.sh", "--setup-only") == ([], "")


def test_a_plain_start_builds_what_english_needs(tree):
    calls, _ = tree.run("run.sh", "voices", "list")
    assert calls == [sync(tree, "cpu", "export"), build(tree), f"duologue voices list in {tree.home}"]


def test_arguments_reach_the_program_where_they_were_given(tree, tmp_path):
    tree.run("run.sh", "--setup-only")
    calls, said = tree.run("run.sh", "replay", "my case.json", "--out", "o", cwd=tmp_path)
    assert calls == [f"duologue replay my case.json --out o in {tmp_path}"]
    assert said == ""


def test_the_tests_add_their_packages_and_a_start_does_not_remove_them(tree):
    tree.run("run.sh", "--setup-only")
    assert tree.run("test.sh", "--setup-only")[0] == [sync(tree, "cpu", "export", "dev")]
    assert tree.run("run.sh", "--setup-only") == ([], "")
    tree.write("uv.lock", "newer versions")
    assert tree.run("run.sh", "--setup-only")[0] == [sync(tree, "cpu", "export", "dev")]


@pytest.mark.parametrize("name", BUNDLE_PARTS)
def test_new_weights_or_a_new_builder_build_the_bundle_again(tree, name):
    tree.run("run.sh", "--setup-only")
    tree.write(name, "changed")
    assert tree.run("run.sh", "--setup-only")[0] == [build(tree), *others(tree)]
    assert tree.run("run.sh", "--setup-only") == ([], "")


@pytest.mark.parametrize(
    "damage",
    [
        lambda bundle: (bundle / "core/core.onnx").unlink(),
        lambda bundle: (bundle / "core/core.onnx").write_text(""),
        lambda bundle: (bundle / "bundle.json").write_text("altered!"),
        shutil.rmtree,
    ],
    ids=["missing", "empty", "altered", "all gone"],
)
def test_a_damaged_bundle_is_built_again(tree, damage):
    tree.run("run.sh", "--setup-only")
    damage(tree.home / "bundle")
    assert tree.run("run.sh", "--setup-only")[0] == [build(tree)]


def test_a_tree_that_was_moved_gets_a_new_environment(tree, tmp_path):
    tree.run("run.sh", "--setup-only")
    tree.root = tree.root.rename(tmp_path / "elsewhere")
    leftover = tree.root / ".venv" / "leftover"
    leftover.touch()
    assert tree.run("run.sh", "--setup-only")[0][0] == sync(tree, "cpu", "export")
    assert not leftover.exists()


@pytest.mark.parametrize(
    ("driver", "extras", "sentence"), [("590.12.01", {"cuda", "gpu"}, ""), ("550.54.15", {"cpu"}, "older than 580")]
)
def test_a_gpu_with_a_driver_for_cuda_13_gets_the_runtime_for_it(tree, driver, extras, sentence):
    tree.fake("nvidia-smi", f"#!/bin/sh\necho {driver}\n")
    calls, said = tree.run("run.sh", "--setup-only")
    assert calls[0] in {sync(tree, extra, "export") for extra in extras}
    assert sentence in said


def test_packages_that_cannot_be_installed_end_the_set_up_with_a_sentence(tree):
    tree.fake("uv", '#!/bin/sh\n[ "$1" = --version ] && echo "uv 0.99.0" && exit\necho no network >&2\nexit 2\n')
    calls, said = tree.run("run.sh", "--setup-only", status=1)
    assert calls == []
    assert "no network" in said
    assert said.endswith("duologue: the Python packages could not be installed; see above.\n")
    tree.fake("uv", UV)
    assert tree.run("run.sh", "--setup-only")[0] == [sync(tree, "cpu", "export"), build(tree), *others(tree)]
