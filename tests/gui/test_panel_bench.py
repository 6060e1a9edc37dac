"""The measurement of panels."""

from duologue.bench.panels import COMPONENTS, measure


def test_a_streamed_panel_and_its_changes_are_timed(application) -> None:
    figures = measure()
    assert figures["components"] == COMPONENTS
    assert min(figures["first_paint_ms"], figures["all_values_ms"]["p50"], figures["one_value_ms"]["p95"]) > 0
