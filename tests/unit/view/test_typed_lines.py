from duologue.view.typed_lines import MOST, TAKEN_UP_AFTER, TypedLines


def typed(*texts: str) -> TypedLines:
    lines = TypedLines()
    for text in texts:
        lines.add(text, 3.0)
    return lines


def handed(lines: TypedLines) -> list[str]:
    texts: list[str] = []
    lines.hand_over(texts.append, 0.0)
    return texts


def taken_up(lines: TypedLines, micro_turns: int = 0) -> list[str]:
    """Hands the lines to a session that says at once that it takes them up."""
    texts = handed(lines)
    for text in texts:
        lines.taken_up(text)
    for _ in range(micro_turns):
        lines.micro_turn_ended()
    return texts


def pending(lines: TypedLines) -> list[tuple[str, float, bool]]:
    return [(line.text, line.t, line.waiting) for line in lines.pending]


def test_lines_are_handed_over_in_order_and_once() -> None:
    lines = typed("one", "two", "three")
    assert lines.waiting == 3
    assert handed(lines) == ["one", "two", "three"]
    assert lines.waiting == 0
    assert handed(lines) == []


def test_a_line_is_pending_until_a_session_says_that_it_has_taken_it_up() -> None:
    lines = typed("one", "one")
    assert pending(lines) == [("one", 3.0, True), ("one", 3.0, True)]
    handed(lines)
    lines.add("two", 0.4)
    assert pending(lines) == [("one", 0.0, False), ("one", 0.0, False), ("two", 0.4, True)]
    lines.taken_up("one")
    lines.taken_up("what somebody else typed")
    assert pending(lines) == [("one", 0.0, False), ("two", 0.4, True)]


def test_it_is_full_with_what_waits_and_what_is_not_surely_taken_up() -> None:
    lines = typed(*(str(n) for n in range(MOST)))
    assert lines.full
    taken_up(lines)
    assert lines.full
    for _ in range(TAKEN_UP_AFTER):
        lines.micro_turn_ended()
    assert not lines.full


def test_what_a_session_did_not_take_up_comes_before_what_was_typed_since() -> None:
    lines = typed("one", "two")
    handed(lines)
    lines.micro_turn_ended()
    lines.add("three", 1.0)
    lines.session_ended()
    assert handed(lines) == ["one", "two", "three"]


def test_what_a_session_has_surely_taken_up_is_not_asked_again() -> None:
    lines = typed("one")
    taken_up(lines, TAKEN_UP_AFTER)
    lines.session_ended()
    assert pending(lines) == []


def test_a_line_at_which_two_sessions_broke_off_is_given_up() -> None:
    lines = typed("bad")
    for comes_back in (1, 0):
        taken_up(lines)
        lines.session_ended()
        assert lines.waiting == comes_back


def test_a_line_that_no_session_took_up_is_not_lost_however_many_end() -> None:
    lines = typed("good")
    for _ in range(3):
        assert handed(lines) == ["good"]
        lines.session_ended()
    assert pending(lines) == [("good", 0.0, True)]
