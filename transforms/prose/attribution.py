"""Which words say that a stretch in quotation marks was said?

A verb of saying governs the stretch: behind it ("…", Ada said), before it (Ada said: "…"), above it
in the tree (said the plan was "bad"), or at the end of the paragraph before (Ada wrote:).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from transforms.prose.cues import CUES, NAMING, SPEECH, THINKING
from transforms.prose.marks import Segment
from transforms.prose.speakers import nearest, phrase_after, subject_of
from transforms.prose.tokens import DASHES, SUBJECTS, Tokens

SENTENCE_ENDS: Final = frozenset((".", "!", "?", ";"))
OPEN_ENDS: Final = frozenset((",", "?", "!", "…", "—", "-"))
"""Last characters of a quotation behind which its cue may follow in the same sentence."""
FAR: Final = 40
"""Tokens between a quotation and its cue, at most."""
NEAR: Final = 4
"""Tokens between them where nothing but nearness binds them."""
MOST_STEPS: Final = 8
"""Arcs from quoted words up to the verb that governs them."""
SPEAKING: Final = frozenset(("PERSON", "ORG", "GPE", "NORP"))
"""Labels of names that speak."""
_SMALL_WORDS: Final = (
    "a an and as at but by for from in into nor of off on onto or over per so the to up via with"
)
SMALL_WORDS: Final = frozenset(_SMALL_WORDS.split())
"""Words that titles of works write without a capital (Chicago Manual of Style, 8.159)."""
DOING: Final = frozenset(("hit", "fire", "start", "begin", "find", "sign"))
"""Verbs that introduce speech ("hit back: “…”") and whose quoted object is a thing all the same."""
TITLE_WORDS: Final = 5
"""Words that a stretch at the start of a sentence may have to be taken for a title."""


class Cue(NamedTuple):
    """The words that say that something was said.

    Args:
        token: The verb, "according", or a colon or dash that stands for a verb.
        subject: Token of the speaker; None: nobody is named.
        method: Where the cue stands: `behind`, `inverted`, `before`, `governing`, `above`,
            `according_to`, `colon`, `signed`, `goes_on`.
    """

    token: int
    subject: int | None
    method: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The stretches in marks of a text, as tokens.

    Args:
        tokens: The article's tokens.
        segments: The stretches.
        ranges: First token inside the marks of each, and the one behind the last.
        quoted: Which tokens stand in marks, the marks themselves among them.
    """

    tokens: Tokens
    segments: Sequence[Segment]
    ranges: Sequence[tuple[int, int]]
    quoted: Sequence[bool]


def marked_of(tokens: Tokens, segments: Sequence[Segment]) -> Marked:
    """The stretches as tokens."""
    quoted = [False] * len(tokens)
    ranges = []
    for segment in segments:
        for place in range(tokens.at(segment.outer_start), tokens.before(segment.outer_end)):
            quoted[place] = True
        ranges.append((tokens.at(segment.start), tokens.before(segment.end)))
    return Marked(tokens, segments, ranges, quoted)


class Attribution:
    """Finds the cue of each stretch of a text."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens, self.quoted = marked.tokens, marked.quoted
        self._titles: dict[int, bool] = {}

    def inner(self, number: int) -> str:
        """The text of a stretch without what may stand around its first and last word."""
        segment = self.marked.segments[number]
        return self.tokens.text[segment.start : segment.end].strip(" []()'‘’…\xa0")

    def is_whole(self, number: int) -> bool:
        """Whether a stretch looks like a sentence, or its end."""
        text = self.inner(number)
        return bool(text) and (text[0].isupper() or text[0].isdigit() or text[-1] in ".,!?")

    def is_title(self, number: int) -> bool:
        """Whether a stretch is the title of a work or a programme, by its capitals and place."""
        if number not in self._titles:
            self._titles[number] = self._is_title(number)
        return self._titles[number]

    def _is_title(self, number: int) -> bool:
        tokens = self.tokens
        first, last = self.marked.ranges[number]
        words = [word for word in tokens.word[first:last] if word[:1].isalnum()]
        if not words or not all(
            w[0].isupper() or w[0].isdigit() or w in SMALL_WORDS for w in words
        ):
            return False
        before = self._start(number) - 1
        if before < 0 or tokens.paragraph[before] != tokens.paragraph[first]:
            is_speech = self.inner(number)[-1:] in (",", ".", "!", "?")  # "“No,” she said"
            return len(words) < TITLE_WORDS and not is_speech
        if tokens.word[before] == ",":
            return len(words) <= 3 and tokens.tag[before - 1].startswith("NN")
        if tokens.word[before] == ":" or self._ends_sentence(before):
            return False
        return tokens.lemma[before] not in SPEECH

    def cue(self, number: int) -> Cue | None:
        """The cue of a stretch; None: nothing says that anybody said it."""
        segment = self.marked.segments[number]
        is_attribute = segment.outer_start and self.tokens.text[segment.outer_start - 1] == "="
        if is_attribute or self.is_title(number):
            return None
        if not self.is_whole(number):
            return self._of_fragment(number)
        left = self._left(number)
        if self.inner(number)[0].islower() and left and self._is_word(left[-1]):
            cue = self._governing(number)
            if cue:
                return cue
        return self._of_sentence(number, left)

    def _of_fragment(self, number: int) -> Cue | None:
        """The cue of words that are part of a sentence outside of the marks."""
        cue = self._governing(number)
        if cue:
            return cue
        left = self._left(number)
        cue = self._before(left)
        return cue if cue and left.stop - cue.token <= NEAR else None

    def _of_sentence(self, number: int, left: range) -> Cue | None:
        """The cue of a quotation that is a sentence, or its end."""
        segment = self.marked.segments[number]
        end = self.tokens.text[segment.start : segment.end].rstrip()[-1:]
        right = self._right(number)
        if end in OPEN_ENDS and right:
            cue = self._behind(right)
            if cue and (end == "," or self._is_close(cue, left, right)):
                return cue
        cue = self._before(left)
        if cue is None and end != "." and right:
            cue = self._behind(right)
        return cue or self._above(number) or self._signed(number)

    def _is_close(self, cue: Cue, left: range, right: range) -> bool:
        """Whether a cue behind "?" or "!" is the quotation's and not the next sentence's."""
        tokens = self.tokens
        if left and (tokens.word[left[-1]] in (",", ":") or tokens.lemma[left[-1]] in CUES):
            return False
        return tokens.word[right[0]][:1].islower() or cue.token - right[0] <= NEAR

    # -- where to look ------------------------------------------------------------------------

    def _start(self, number: int) -> int:
        return self.tokens.at(self.marked.segments[number].outer_start)

    def _is_word(self, place: int) -> bool:
        return self.tokens.word[place][:1].isalpha()

    def _left(self, number: int) -> range:
        """Tokens of the quotation's sentence before it, down to the stretch before."""
        tokens = self.tokens
        first = self._start(number)
        place = first - 1
        paragraph = tokens.paragraph[min(first, len(tokens) - 1)]
        while place >= 0 and first - place <= FAR and tokens.paragraph[place] == paragraph:
            if self.quoted[place] or self._ends_sentence(place):
                break
            place -= 1
        return range(place + 1, first)

    def _right(self, number: int) -> range:
        """Tokens of the quotation's sentence behind it, up to the next stretch."""
        tokens = self.tokens
        start = tokens.before(self.marked.segments[number].outer_end)
        if start >= len(tokens) or not start:
            return range(0)
        place = start
        paragraph = tokens.paragraph[start - 1]
        while place < len(tokens) and place - start < FAR and tokens.paragraph[place] == paragraph:
            if self.quoted[place] or self._ends_sentence(place):
                break
            place += 1
        while start < place and (tokens.word[start] == "," or tokens.word[start] in DASHES):
            start += 1
        return range(start, place)

    def _ends_sentence(self, place: int) -> bool:
        tokens = self.tokens
        if tokens.word[place] not in SENTENCE_ENDS:
            return False
        return place + 1 >= len(tokens) or not tokens.word[place + 1][:1].islower()

    def _is_cue(self, place: int) -> bool:
        tokens = self.tokens
        if tokens.lemma[place] not in CUES or not tokens.tag[place].startswith("VB"):
            return False
        is_adjective = tokens.label[place] == "amod" or (place and tokens.word[place - 1] == "-")
        return not is_adjective

    def _is_name(self, place: int) -> bool:
        number = self.tokens.entity[place]
        return number >= 0 and self.tokens.entities[number].label in SPEAKING

    # -- cues ---------------------------------------------------------------------------------

    def _governing(self, number: int) -> Cue | None:
        """The verb of saying that words of a clause hang on: "said the plan was “bad”"."""
        tokens = self.tokens
        first, last = self.marked.ranges[number]
        node = next((p for p in range(first, last) if not first <= tokens.head[p] < last), first)
        for _ in range(MOST_STEPS):
            head, label = tokens.head[node], tokens.label[node]
            if head == node or (label == "acl:relcl" and tokens.lemma[node] not in CUES):
                return None
            is_done = label == "obj" and tokens.lemma[head] in DOING
            if not self.quoted[head] and self._is_cue(head) and not is_done:
                if label in SUBJECTS:
                    return None
                subject = subject_of(tokens, head, self.quoted)
                if label not in ("acl:relcl", "advcl") and subject is not None:
                    return Cue(*self._said(head, subject), "governing")
            node = head
        return None

    def _said(self, verb: int, subject: int) -> tuple[int, int]:
        """The verb of saying above a verb of thought, with its subject; else these."""
        tokens = self.tokens
        head = tokens.head[verb]
        is_thought = tokens.lemma[verb] in THINKING and tokens.label[verb] == "ccomp"
        if is_thought and not self.quoted[head] and self._is_cue(head):
            above = subject_of(tokens, head, self.quoted)
            if tokens.lemma[head] in SPEECH and above is not None:
                return head, above
        return verb, subject

    def _behind(self, right: range) -> Cue | None:
        """The cue behind a quotation: "…, said Ada", "…, Ada said", "…, according to Ada"."""
        first = right[0]
        if self.tokens.lower[first] == "according" and first + 2 < right.stop:
            head = phrase_after(self.tokens, first + 2, right.stop, self.quoted)
            return Cue(first, head, "according_to")
        for place in right:
            cue = self._verb_behind(right, place) if self._is_cue(place) else None
            if cue:
                return cue
        return None

    def _verb_behind(self, right: range, verb: int) -> Cue | None:
        """The cue that a verb behind a quotation is, with its subject before or behind it."""
        tokens = self.tokens
        subject = subject_of(tokens, verb, self.quoted)
        if (subject is None or subject not in right) and verb - right[0] <= 1:
            is_finite = tokens.tag[verb] != "VBG"
            inverted = phrase_after(tokens, verb + 1, right.stop, self.quoted)
            if is_finite and inverted is not None:
                return Cue(verb, inverted, "inverted")
        if subject is None:
            subject = self._beside(right, verb)
        if subject is None:
            return None
        return Cue(verb, subject, "behind" if subject < verb else "inverted")

    def _before(self, left: range) -> Cue | None:
        """The cue before a quotation: "Ada said: “…", "Ada called it “…"."""
        tokens = self.tokens
        cues = [place for place in left if self._is_cue(place)]
        if cues:
            verb = self._best(cues, left)
            subject = subject_of(tokens, verb, self.quoted)
            if subject is None:
                subject = self._beside(left, verb)
            if subject is None:
                subject = self._main_subject(verb)
            return Cue(verb, subject, "before")
        for place in left:
            if tokens.lower[place] == "according" and place + 2 in left:
                head = phrase_after(tokens, place + 2, left.stop, self.quoted)
                return Cue(place, head, "according_to")
        return self._colon(left) if left and tokens.word[left[-1]] == ":" else None

    def _best(self, cues: Sequence[int], left: range) -> int:
        """The verb that governs a quotation behind it: the last of saying, if none is nearer."""
        tokens = self.tokens
        last = cues[-1]
        strong = [place for place in cues if tokens.lemma[place] in SPEECH]
        is_far = left.stop - last > NEAR - 1
        if strong and is_far and (left.stop - last > FAR / 6 or tokens.lemma[last] not in NAMING):
            return strong[-1]
        return last

    def _main_subject(self, verb: int) -> int | None:
        """The first subject of a participle's sentence before it: "Ada left, adding: “"."""
        tokens = self.tokens
        place, found = verb - 1, None
        while place >= 0 and tokens.sentence[place] == tokens.sentence[verb]:
            if tokens.label[place] in SUBJECTS and not self.quoted[place]:
                found = place
            place -= 1
        return found

    def _colon(self, left: range) -> Cue | None:
        """Whoever does what the sentence before a colon says: "Ada took to the stage: “…"."""
        tokens = self.tokens
        if len(left) > 1 and self._is_name(left[-2]):
            first = tokens.entities[tokens.entity[left[-2]]].first
            if first == left[0] or tokens.word[first - 1] in DASHES:
                return Cue(left[-1], left[-2], "colon")
        for place in left:
            if tokens.tag[place].startswith("VB") and tokens.label[place] != "aux":
                subject = subject_of(tokens, place, self.quoted)
                if subject is not None and subject in left:
                    return Cue(place, subject, "colon")
        names = [p for p in left if tokens.entity[p] >= 0 or tokens.tag[p].startswith("NNP")]
        return Cue(left[-1], names[-1], "colon") if names else None

    def _beside(self, area: range, verb: int) -> int | None:
        """The nearest pronoun or name beside a verb, before it rather than behind."""
        before = range(area.start, min(verb, area.stop))
        found = nearest(before, verb, lambda p: self._is_name(p) or self.tokens.tag[p] == "PRP")
        return found if found is not None else nearest(area, verb, self._is_name)

    def _above(self, number: int) -> Cue | None:
        """The cue at the end of the paragraph before, if it leads to the quotation: "He wrote:"."""
        tokens = self.tokens
        first = self._start(number)
        last = first - 1
        if last < 0 or tokens.paragraph[last] == tokens.paragraph[min(first, len(tokens) - 1)]:
            return None
        end = last - 1 if self.quoted[last] else last
        cue = self.leading(end) if tokens.word[end] == ":" else None
        return cue._replace(method="above") if cue else None

    def leading(self, colon: int) -> Cue | None:
        """The cue of the sentence that ends with a colon."""
        tokens = self.tokens
        place = colon - 1
        while place >= 0 and tokens.paragraph[place] == tokens.paragraph[colon]:
            if self._ends_sentence(place) or colon - place > FAR:
                break
            place -= 1
        return self._before(range(place + 1, colon + 1))

    def _signed(self, number: int) -> Cue | None:
        """The name on a line of its own below a quotation: "— Ada Brandel, Moreva"."""
        tokens = self.tokens
        place = tokens.before(self.marked.segments[number].outer_end)
        if place + 1 >= len(tokens) or tokens.word[place] not in DASHES:
            return None
        if tokens.paragraph[place] == tokens.paragraph[place - 1] or not self._is_name(place + 1):
            return None
        return Cue(place, tokens.entities[tokens.entity[place + 1]].last - 1, "signed")
