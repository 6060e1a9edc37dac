"""What a panel says as data."""

import csv
import io
import json
from typing import Any

import pytest

from duologue.panels.export import as_csv, as_json


def read(text: str | None) -> list[list[str]]:
    assert text is not None
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (
            {"title": "List", "lines": [{"text": "milk", "note": "", "source": ""}, {"text": "a, b", "note": "old"}]},
            [["text", "note"], ["milk", ""], ["a, b", "old"]],
        ),
        ({"things": ["one", 2, None]}, [["one"], ["2"], [""]]),
        (
            {
                "labels": ["Mon", "Tue"],
                "series": [{"name": "milk", "values": [3]}, {"name": "eggs", "values": [1, 2.5]}],
            },
            [["", "milk", "eggs"], ["Mon", "3", "1"], ["Tue", "", "2.5"]],
        ),
        (
            {"lines": [{"text": "x", "tool": "x", "more": {"a": 1}, "on": True}]},
            [["text", "more", "on"], ["x", '{"a": 1}', "true"]],
        ),
    ],
)
def test_the_table_in_a_panel_is_found(data: Any, rows: list[list[str]]) -> None:
    assert read(as_csv(data)) == rows


@pytest.mark.parametrize("data", [None, {}, {"title": "x"}, [], {"a": {"b": []}}])
def test_without_a_table_there_is_none(data: Any) -> None:
    assert as_csv(data) is None


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_worked_out_by_a_spreadsheet(text: str) -> None:
    assert read(as_csv([{"text": text}]))[1] == [f"'{text}"]
    assert read(as_csv([{"n": -5}]))[1] == ["-5"]


def test_all_data_is_json() -> None:
    data = {"title": "Ölpreise", "n": [1, None, {"a": False}]}
    assert json.loads(as_json(data)) == data
    assert "Ölpreise" in as_json(data)
