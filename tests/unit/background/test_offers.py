"""Which background models are offered on a machine, and why the others are not."""

from pathlib import Path

import pytest

from duologue.background import offers
from duologue.background.offers import OFFERS, Machine, offer_rows

ROOMY = Machine(64.0, 500.0, (), genai=True)
PHI = "phi-4-mini"


def row(machine: Machine, folder: Path, name: str = PHI) -> offers.OfferRow:
    return next(each for each in offer_rows(machine, folder) if each.name == name)


def test_with_ollama_all_go_to_it(tmp_path: Path) -> None:
    rows = offer_rows(ROOMY, tmp_path)
    assert [each.model for each in rows] == [offer.tag for offer in OFFERS]
    assert not any(each.problem or each.address or each.installed for each in rows)
    assert row(ROOMY, tmp_path).facts == "(MIT) 2.5 GB to download, 8 GB of memory."


def test_without_it_those_in_folders_are_left(tmp_path: Path) -> None:
    rows = offer_rows(Machine(64.0, 500.0, None, genai=True), tmp_path)
    assert {each.name for each in rows if not each.problem} == {"phi-3.5-mini", PHI}
    phi = next(each for each in rows if each.name == PHI)
    assert (phi.address, phi.model) == (str(tmp_path / PHI), "")
    assert phi.facts == "(MIT) 4.9 GB to download, 8 GB of memory."


@pytest.mark.parametrize(
    ("machine", "problem"),
    [
        (Machine(64.0, 500.0, None, genai=False), offers.NEEDS_EITHER),
        (Machine(4.1, 500.0, (), genai=True), "Needs 8 GB of memory; this machine has 4 GB."),
        (Machine(7.5, 500.0, (), genai=True), ""),
        (Machine(64.0, 3.0, (), genai=True), "Needs 3.5 GB on the disk; 3.0 GB are free."),
        (Machine(64.0, 3.0, ("phi4-mini:3.8b",), genai=True), ""),
    ],
)
def test_why_one_cannot_be_had_is_one_sentence(tmp_path: Path, machine: Machine, problem: str) -> None:
    assert row(machine, tmp_path).problem == problem


def test_what_is_there_already_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert row(Machine(64.0, 500.0, ("phi4-mini:3.8b",), genai=True), tmp_path).installed
    monkeypatch.setattr(offers, "unusable", lambda folder: "" if folder == tmp_path / PHI else "nothing there")
    there = row(ROOMY, tmp_path)
    assert (there.installed, there.address, there.model) == (True, str(tmp_path / PHI), "")


def test_this_machine_is_looked_at_where_models_would_go(tmp_path: Path) -> None:
    machine = Machine.look(tmp_path / "not" / "yet", None)
    assert machine.memory_gb > 0
    assert machine.free_gb > 0
