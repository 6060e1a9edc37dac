from duologue.view.typed_lines import MOST, TAKEN_UP_AFTER, TypedLines


def typed(*texts: str) -> TypedLines:
    lines = TypedLines()
    for index, text in enumerate(texts):
        lines.add(index, text)
    return lines


def taken(lines: TypedLines) -> list[str]:
    texts: list[str] = []
    lines.hand_over(texts.append)
    return texts


def test_lines_are_handed_over_in_order_and_once() -> None:
    lines = typed("one", "two", "three")
    assert lines.waiting == (0, 1, 2)
    assert taken(lines) == ["one", "two", "three"]
    assert lines.waiting == ()
    assert taken(lines) == []


def test_it_is_full_with_what_waits_and_what_is_not_yet_taken_up() -> None:
    lines = typed(*(str(n) for n in range(MOST)))
    assert lines.full
    taken(lines)
    assert lines.full
    for _ in range(TAKEN_UP_AFTER):
        lines.micro_turn_ended()
    assert not lines.full


def test_what_a_session_did_not_take_up_comes_before_what_was_typed_since() -> None:
    lines = typed("one", "two")
    taken(lines)
    lines.micro_turn_ended()
    lines.add(2, "three")
    assert lines.session_ended() == (0, 1)
    assert taken(lines) == ["one", "two", "three"]


def test_what_a_session_has_taken_up_is_not_asked_again() -> None:
    lines = typed("one")
    taken(lines)
    for _ in range(TAKEN_UP_AFTER):
        lines.micro_turn_ended()
    assert lines.session_ended() == ()
    assert taken(lines) == []


def test_a_line_at_which_two_sessions_broke_off_is_given_up() -> None:
    lines = typed("bad")
    for comes_back in ((0,), ()):
        taken(lines)
        assert lines.session_ended() == comes_back
    assert lines.waiting == ()
