"""Where do quotations open and close?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.prose.marks import segments


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segments(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We left,” she said.", ["We left,"]),
        ('"We left," she said, "and closed."', ["We left,", "and closed."]),
        ("''We left,'' she said.", ["We left,"]),
        ("``We left,'' she said.", ["We left,"]),
        ("«Nous partons», dit-elle", ["Nous partons"]),
        ("He said: “One paragraph.\n“Another one.” She left.", ["One paragraph.", "Another one."]),
        ("‘We left,’ she said.", ["We left,"]),
        ("'We left,' she said. 'It wasn't ours.'", ["We left,", "It wasn't ours."]),
        ("The boys’ room and the girls’ room", []),
        ("’Twas in the ’90s, rock ’n’ roll", []),
        ("‘The boys’ room was ours,’ he said", ["The boys’ room was ours,"]),
        ("“She said ‘no’ to me,” he wrote", ["She said ‘no’ to me,"]),
        ("She is 5' 2\" tall", []),
        ("“”", []),
        ("", []),
    ],
)
def test_stretches_in_marks(text: str, wanted: list[str]):
    assert quoted(text) == wanted


@given(st.text(alphabet="“”\"'‘’ab. ,\n", max_size=60))
def test_stretches_stand_in_order_inside_their_paragraphs(text: str):
    last = 0
    for segment in segments(text):
        assert last <= segment.outer_start <= segment.start < segment.end <= segment.outer_end
        assert segment.outer_end <= len(text)
        assert "\n" not in text[segment.outer_start : segment.outer_end]
        assert text[segment.start : segment.end].strip()
        last = segment.outer_end
