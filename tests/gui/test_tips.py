"""Tool tips stand in lines that can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paretoscope_gui.tips import LINE, tip


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=30), max_size=60))
def test_no_word_is_lost_or_cut_and_no_line_is_long(words: list[str]) -> None:
    made = tip(" ".join(words))
    assert made.split() == words
    assert all(len(line) <= LINE + 4 for line in made.split("\n"))


def test_lines_are_of_like_length_and_own_lines_stay() -> None:
    text = "The share of proposed draft tokens that the model has accepted, of all that were proposed."
    first, second = tip(text).split("\n")
    assert abs(len(first) - len(second)) < 12
    assert tip("a\nb") == "a\nb"
    assert tip("/a/path/" + "x" * 90) == "/a/path/" + "x" * 90
