"""Texts and values that tests are made from. All people, places and outlets are invented."""

from __future__ import annotations

from pathlib import Path

BODY = (
    "The harbour council of Vellmar voted on Tuesday to close the old north pier after engineers"
    " found cracks in eleven of its forty pillars. The pier has carried the fish market since"
    " 1911.\n"
    "Council leader Ines Tarrow said the decision had been hard. “Nobody wants to be the one who"
    " shuts the market,” she told reporters after the vote.\n"
    "The traders have until the end of the month to move to the south quay, where the city has set"
    " up tents with water and power. Repairs are expected to take two years and cost four million"
    " marks, of which the province will pay half.\n"
)

STORIES = (
    (
        "The council of Orvane voted on Friday to close the old bridge for a whole year.",
        "Engineers had found cracks in eleven of its forty beams, the council said.",
        "Traders on Mill Street fear for the summer, when most of their guests come on foot.",
        "Repairs are to cost four million marks, of which the province will pay about a half.",
        "The town lent its two buses to the ferry port, and the school changed its hours.",
    ),
    (
        "Brenwick Rovers played at last on Saturday, and won at last, on a field of the army.",
        "Captain Deniz Hull headed the first goal from a corner after nine minutes of play.",
        "Their keeper is seventeen and was playing his first game for anybody but his school.",
        "Wells Road had most of the ball and a free kick that went in off the bar, he said.",
        "The return match is to be played in a fortnight, if the helicopters have left.",
    ),
    (
        "Three hundred people climbed the hill on Monday night to look at falling stars.",
        "For two hours they looked at clouds, which the director called the free programme.",
        "Shortly before one the clouds parted, and seventy-four meteors were counted.",
        "The observatory wants to open its roof again in August, with more blankets.",
        "A telescope from 1911 was shown for the first time since its lens had been cleaned.",
    ),
    (
        "The under-twelves lost to a hailstorm that came over the mill shortly before noon.",
        "Play stopped at three to two, and the referee was found under the cake stand.",
        "Parents carried the nets to the church, where the second half was talked through.",
        "The league will decide in May whether talk counts, its secretary told us by letter.",
        "The cakes were sold to the last crumb, which paid for a new net and two whistles.",
    ),
)
BLURB = (
    "Each of our newspapers is printed on paper from the valley in the night before it comes out."
)
"""A line that an outlet sets under its stories."""


def article(number: int, *, title: str | None = None) -> str:
    """A text of about 110 words that differs from every other number's."""
    head = title or f"Vellmar closes pier number {number} after cracks are found"
    return (
        f"{head}\n\n{BODY}Case {number}: inspectors counted {number * 7 + 3} cracks on that day.\n"
    )


def write(folder: Path, name: str, text: str) -> Path:
    """Writes a text file, making its folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_articles(folder: Path, count: int) -> Path:
    """`count` articles in `folder`."""
    for number in range(count):
        write(folder, f"{number:03}.txt", article(number))
    return folder
