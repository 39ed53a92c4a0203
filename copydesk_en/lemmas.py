"""The lemma of a word, from its text and its fine tag, by tables.

A table holds rules by tag and ending ("ies" -> cut three, add "y"), of which the longest ending
that fits applies, and the words for which that is wrong. Both are learned from tree banks
(`training.english.lemmas`); verbs that these do not hold come from lists of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from copydesk_en.verbs import IRREGULAR, REGULAR

LONGEST_ENDING: Final = 6
AS_WRITTEN: Final = frozenset(("NNP", "NNPS"))
"""Tags of names, which keep their capitals."""


class Change(NamedTuple):
    """Cut so many characters at the end of a word, and add others."""

    cut: int
    add: str

    def of(self, word: str) -> str:
        """What becomes of a word."""
        return word[: len(word) - self.cut] + self.add


class Lemmas:
    """The tables.

    Args:
        rules: By tag and ending, the change.
        words: By tag and word, the lemma where no rule gives it.
    """

    def __init__(
        self, rules: Mapping[str, Mapping[str, Change]], words: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._rules = {tag: dict(endings) for tag, endings in rules.items()}
        self._words = {tag: dict(known) for tag, known in words.items()}
        self._known: dict[tuple[str, str], str] = {}

    def of(self, word: str, tag: str) -> str:
        """The lemma; of names as they are written, of all else in lower case."""
        found = self._known.get((word, tag))
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[word, tag] = self._read(word, tag)
        return found

    def _read(self, word: str, tag: str) -> str:
        form = word.replace("’", "'")
        if tag not in AS_WRITTEN:
            form = form.lower()
        known = self._words.get(tag, {}).get(form)
        for table in (IRREGULAR, REGULAR):
            known = known if known is not None else table.get(tag, {}).get(form)
        if known is not None:
            return known
        endings = self._rules.get(tag, {})
        for length in range(min(LONGEST_ENDING, len(form)), -1, -1):
            change = endings.get(form[len(form) - length :])
            if change is not None and change.cut < len(form):
                return change.of(form)
        return form

    def to_json(self) -> dict[str, Any]:
        """The tables as plain values."""
        rules = {
            tag: {ending: list(change) for ending, change in endings.items()}
            for tag, endings in self._rules.items()
        }
        return {"rules": rules, "words": self._words}

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Lemmas:
        """The tables that `to_json` wrote."""
        rules = {
            tag: {ending: Change(*change) for ending, change in endings.items()}
            for tag, endings in value["rules"].items()
        }
        return Lemmas(rules, value["words"])
