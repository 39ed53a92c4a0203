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
