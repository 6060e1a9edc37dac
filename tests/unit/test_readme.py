"""What README says in figures about the code is what the code has."""

import importlib
import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app" / "duologue"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \((?P<where>[^)]+)\) \| (?P<seconds>[\d.]+) \|", re.MULTILINE)


def test_the_constants_by_which_the_app_decides_about_turns_are_those_of_the_code() -> None:
    rows = list(ROW.finditer(README))
    module = ""
    said, had = {}, {}
    for row in rows:
        module = module if row["where"] == "same" else row["where"].strip("`").removesuffix(".py").replace("/", ".")
        said[row["name"]] = float(row["seconds"])
        had[row["name"]] = getattr(importlib.import_module(f"duologue.{module}"), row["name"])
    assert said == had
    assert {"OWED_S", "PREMATURE_S", "JOIN_GAP_S", "REVISED_S"} < set(said)
    assert sum(name.endswith("_GAP_S") for name in said) == 5


def test_every_room_of_the_app_is_named() -> None:
    rooms = {folder.name for folder in APP.iterdir() if (folder / "__init__.py").is_file()}
    table = README.split("| room |")[1].split("\n\n")[0]
    assert {room for room in rooms if f"`{room}`" not in table} == set()


def test_what_the_doors_name_is_there() -> None:
    doors = README.split("| to add |")[1].split("\n\n")[0]
    files = re.findall(r"`([a-z_/]+\.py)`", doors)
    named = re.findall(r"`([A-Za-z_]+)`(?: of the `Tool`)? \(?(?:in )?`([a-z_/]+\.py)`", doors)
    assert len(files) > 12
    assert [file for file in files if not (APP / file).is_file()] == []
    assert len(named) > 8
    assert [(name, file) for name, file in named if not re.search(rf"\b{name}\b", (APP / file).read_text())] == []
