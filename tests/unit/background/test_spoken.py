"""What a model streams as it may be said, whatever the borders of the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.background.spoken import CODE_SAID, LONGEST_HELD, SpokenText

PAGE = """<think>Hm.

Well.</think>

# The **Danube**

The *Danube* is [2,850 km](https://x.test/a b) long. __Yes__, snake_case and 3 * 4.

- one
- [ ] two
1. three

| city | size |
|------|------|
| Wien | big |

```python
print("**no**")
```
---
> See https://x.test/a_b now [x] done. a < b ![a map](m.png)
"""
SAID = f"""The Danube
The Danube is 2,850 km long. Yes, snake_case and 3 * 4.
one
two
1. three
city, size
Wien, big
{CODE_SAID}
See a link now [x] done. a < b a map
"""


def said(pieces: list[str]) -> str:
    text, found, void = SpokenText(), "", False
    for piece in pieces:
        found += text.feed(piece)
        if text.taken_back and not void:
            void, found = True, ""
    return found + text.close()


def test_marks_of_layout_thoughts_and_code_are_not_said() -> None:
    assert said([PAGE]) == SAID


@given(st.lists(st.integers(1, 12), min_size=1))
def test_it_makes_no_difference_how_the_stream_is_cut(sizes: list[int]) -> None:
    pieces, at = list[str](), 0
    while at < len(PAGE):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(PAGE[at : at + size])
        at += size
    assert said(pieces) == SAID


@given(st.lists(st.text(alphabet="<think>/*_`#[]()|- \na", max_size=8), max_size=20))
def test_any_cut_of_any_marks_gives_the_same(pieces: list[str]) -> None:
    assert said(pieces) == said(["".join(pieces)])


def test_plain_words_are_given_out_as_they_come() -> None:
    text = SpokenText()
    assert [text.feed(piece) for piece in ("The sky ", "is bl", "ue. ", "Yes")] == ["The sky ", "is ", "blue. ", ""]
    assert text.close() == "Yes"


def test_a_thought_without_end_is_not_said() -> None:
    assert said(["Well. <think>this", " goes on"]) == "Well. "


@pytest.mark.parametrize("begin", ["[", "![", "| "])
def test_what_looks_like_a_mark_and_never_ends_is_not_held_for_ever(begin: str) -> None:
    text = SpokenText()
    assert text.feed(f"{begin}word ") == ""
    assert "word word" in "".join(text.feed("word ") for _ in range(LONGEST_HELD))
