"""What the tests of the prose steps share: our pipeline, loaded once, and what it reads."""

from __future__ import annotations

import pytest

import copydesk_en
from transforms.language.prose import find_mentions, find_sentences
from transforms.prose.statements import Statements
from transforms.prose.tokens import Tokens, tokens_of


class Reading:
    """A text with its tokens and what it states."""

    def __init__(self, nlp, text: str) -> None:
        docs = [(0, nlp(text))]
        self.text = text
        self.tokens: Tokens = tokens_of(text, docs)
        sentences = find_sentences(text, docs)
        self.names = tuple(find_mentions(text, docs, sentences, "test/1"))
        self.stated = Statements(self.tokens, sentences, "test/1")
        self.mentions = list(self.stated.named(self.names))
        self.quotes = list(self.stated.quotes())

    def said(self) -> list[tuple[str | None, str, str]]:
        """(speaker's words, kind, quotation) of each quotation."""
        return [
            (
                self.text[quote.speaker[0] : quote.speaker[1]] if quote.speaker else None,
                quote.quote_kind,
                quote.text,
            )
            for quote in self.quotes
        ]

    def speakers(self) -> list[str | None]:
        """The full names of the speakers."""
        return [
            quote.speaker_entity.name if quote.speaker_entity else None for quote in self.quotes
        ]


@pytest.fixture(scope="session")
def read():
    nlp = copydesk_en.load()
    return lambda text: Reading(nlp, text)
