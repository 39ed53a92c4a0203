"""Who said what? Words in quotation marks, block quotations without marks, and indirect speech.

A stretch in marks is a quotation if a verb of saying governs it, or if it goes on with one that was
said. What is left over is a name, a title, or words held at arm's length: no row is made of these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from transforms.prose.attribution import MOST_STEPS, SPEAKING, Attribution, Cue, Marked
from transforms.prose.cues import NOUNS, SPEECH, STATING
from transforms.prose.event_lexicon import ACTORS
from transforms.prose.speakers import subject_of
from transforms.prose.status import CONDITIONALS, NEGATIONS
from transforms.prose.tokens import DASHES, Tokens

SHORT: Final = 5
"""Words up to which a stretch without a cue is none: of those in marks that nobody is said to have
said, few are longer (PolNeAR, development part: 1 % of ten words and more, 40 % of one)."""
FEWEST_OUTSIDE: Final = 3
"""Words outside of the marks from which a clause with quoted words is mixed speech."""
SAME_SPEECH: Final = 4
"""Paragraphs within which a bare quotation goes on with the last one."""
FIRST_PERSON: Final = frozenset(("i", "we", "my", "our", "me", "us", "you", "your"))
"""Words that only somebody's own speech has."""
_AGENT: Final = re.compile(
    r"(?:man|men|woman|women|person|people|er|ers|or|ors|ist|ists|ian|ians|ant|ants|ents?|eer|eers"
    r"|chief|chiefs|head|mayor|aide|aides|ally|allies|media|source|sources|report|reports|study"
    r"|studies|poll|polls|critic|critics|campaign|administration|agency|company|ministry|office"
    r"|department|white house|doctor|doctors|fan|fans|father|mother|wife|husband|son|daughter|boy"
    r"|service|services|council|court|board|union|club|bank|group|party|government|team|hospital"
    r"|university|school|airline|army|police|embassy|commission|committee|network|firm|diplomats?"
    r"|analysts?|experts?|witness(?:es)?|insiders?|neighbou?rs?|relatives?|coach(?:es)?|captains?"
    r"|judges?|scientists?|pilots?|victims?|colleagues?|survivors?|prosecutors?"
    r"|girl|others|many|some|most|few|they|crowd|staff|family|friend|friends|chair|guide|dean)$"
)
"""Endings and nouns of people, groups and writings."""
EXPLETIVES: Final = frozenset(("it", "there", "that", "this", "which", "what"))
"""Subjects that say nothing."""


class Quotation(NamedTuple):
    """Words that somebody is said to have said.

    Args:
        start: First code point, inside the marks.
        end: Code point behind the last.
        kind: `direct`, `indirect`, `mixed`, `block` or `headline`.
        cue: What says so; None: nothing does.
    """

    start: int
    end: int
    kind: str
    cue: Cue | None


def find_in(attribution: Attribution, *, has_title: bool = False) -> list[Quotation]:
    """All quotations of a text, in its order; none overlaps another one.

    Args:
        attribution: Of the text's stretches in marks.
        has_title: Whether its title is known, and so its first line is no headline.
    """
    told, marked = _Told(attribution), attribution.marked
    found = sorted([*told.direct(), *_blocks(attribution)], key=lambda quotation: quotation.start)
    starts = [quotation.start for quotation in found]
    last = 0
    indirect = []
    clauses = [*_indirect(marked), *_sourced(marked)]
    for quotation in sorted(clauses, key=lambda q: (q.start, -q.end)):
        after = bisect_right(starts, quotation.start)
        before_next = after == len(found) or quotation.end <= starts[after]
        behind_last = not after or found[after - 1].end <= quotation.start
        if before_next and behind_last and quotation.start >= last:
            indirect.append(quotation)
            last = quotation.end
    end = 0 if has_title else headline_end(attribution.tokens.text)
    return [
        q._replace(kind="headline") if q.kind == "direct" and q.end <= end else q
        for q in sorted([*found, *indirect], key=lambda quotation: quotation.start)
    ]


MOST_HEADLINE_WORDS: Final = 24
_GOES_ON: Final = re.compile(r"(?:[.!?…,;:—–-]|\b(?:a|an|and|at|by|for|in|of|on|or|the|to|with))$")
"""Ends of lines that are no headlines: they end a sentence, or go on in the next line."""
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
"""A source or note behind a sentence: "(Reuters)", "[1]"."""


def headline_end(text: str) -> int:
    r"""Code point behind the headline that a text begins with; 0: it begins with none.

    A line of few words, without the mark of a sentence at its end, above a line that begins anew.

    >>> headline_end("Mayor: 'We stay'\nBRENWICK. The mayor said so.")
    16
    >>> headline_end("The mayor left. (Reuters)\nNobody said why.")
    0
    """
    line, _, rest = text.partition("\n")
    bare = _BRACKETS.sub("", line.rstrip()).rstrip("”’\"'»")
    is_short = 1 < len(line.split()) <= MOST_HEADLINE_WORDS
    begins_anew = not rest.lstrip()[:1].islower() and bool(rest.strip())
    return len(line) if is_short and begins_anew and not _GOES_ON.search(bare) else 0


class _Told:
    """The quotations in marks of a text."""

    def __init__(self, attribution: Attribution) -> None:
        self._attribution = attribution
        self._marked = attribution.marked
        self._tokens = attribution.tokens
        self._cues: dict[int, Cue] = {}

    def direct(self) -> Iterator[Quotation]:
        """Every stretch that somebody is said to have said."""
        numbers = [n for n, (first, last) in enumerate(self._marked.ranges) if first < last]
        for number in numbers:
            cue = self._attribution.cue(number)
            if cue:
                self._cues[number] = cue
        self._go_on(numbers)
        done = 0
        for number in numbers:
            segment = self._marked.segments[number]
            if segment.start < done or not (number in self._cues or self._is_speech(number)):
                continue
            cue = self._cues.get(number)
            if cue and cue.method == "governing" and _is_unsaid(self._tokens, cue.token):
                continue  # "never called it “a lie”"
            mixed = self._clause(number, cue) if cue and cue.method == "governing" else None
            if mixed and mixed[0] >= done:
                done = mixed[1]
                yield Quotation(*mixed, "mixed", cue)
            else:
                yield Quotation(segment.start, segment.end, "direct", cue)

    def _clause(self, number: int, cue: Cue) -> tuple[int, int] | None:
        """Code points of the finite clause that words in marks are a part of, under their cue."""
        tokens = self._tokens
        node = self._marked.ranges[number][0]
        for _ in range(MOST_STEPS):
            head = tokens.head[node]
            if head in (cue.token, node):
                break
            node = head
        if tokens.head[node] != cue.token or tokens.label[node] != "ccomp":
            return None
        first, last = clause_of(tokens, node, cue.token)
        start, end = tokens.span(first, last)
        segment = self._marked.segments[number]
        outside = sum(not self._marked.quoted[place] for place in range(first, last))
        if outside < FEWEST_OUTSIDE or not start < segment.outer_start < segment.end <= end:
            return None
        while last < len(tokens) and tokens.start[last] < segment.outer_end:
            last += 1
        return start, max(end, tokens.end[last - 1])

    def _is_speech(self, number: int) -> bool:
        """Whether a stretch without a cue is a quotation all the same: a sentence of some words."""
        return self._word_count(number) > SHORT and self._may_go_on(number)

    def _word_count(self, number: int) -> int:
        first, last = self._marked.ranges[number]
        return sum(word[:1].isalnum() for word in self._tokens.word[first:last])

    def _may_go_on(self, number: int) -> bool:
        return self._attribution.is_whole(number) and not self._attribution.is_title(number)

    def _go_on(self, numbers: Sequence[int]) -> None:
        """Gives a sentence without a cue that of its paragraph, or of the one before."""
        last: tuple[int, Cue] | None = None
        by_paragraph: dict[int, list[int]] = {}
        for number in numbers:
            paragraph = self._tokens.paragraph[self._marked.ranges[number][0]]
            by_paragraph.setdefault(paragraph, []).append(number)
        for paragraph, own in by_paragraph.items():
            told = {number: self._cues[number] for number in own if number in self._cues}
            is_near = last is not None and paragraph - last[0] <= SAME_SPEECH
            for number in own:
                if number in told or not self._may_go_on(number):
                    continue
                cue = _near(told, number)
                if cue is None and last is not None and is_near and self._is_bare(paragraph, own):
                    cue = last[1]
                if cue is not None and self._word_count(number) > 2:
                    self._cues[number] = cue._replace(method="goes_on")
            cues = [self._cues[number] for number in own if number in self._cues]
            last = (paragraph, cues[-1]) if cues else last

    def _is_bare(self, paragraph: int, numbers: Sequence[int]) -> bool:
        """Whether a paragraph holds hardly a word beside its quotations."""
        tokens, quoted = self._tokens, self._marked.quoted
        first = last = self._marked.ranges[numbers[0]][0]
        while first > 0 and tokens.paragraph[first - 1] == paragraph:
            first -= 1
        while last < len(tokens) and tokens.paragraph[last] == paragraph:
            last += 1
        outside = (p for p in range(first, last) if not quoted[p])
        return sum(tokens.word[place].isalnum() for place in outside) <= 2


def _near(told: dict[int, Cue], number: int) -> Cue | None:
    """The cue of the last stretch before this one, else of the first behind it."""
    before = [cue for other, cue in told.items() if other < number]
    behind = [cue for other, cue in told.items() if other > number]
    return before[-1] if before else behind[0] if behind else None


def _blocks(attribution: Attribution) -> Iterator[Quotation]:
    """Paragraphs without marks that the one before leads to: "Ada wrote:", in the first person."""
    tokens, quoted = attribution.tokens, attribution.quoted
    for first in (place + 1 for place in tokens.places(COLON) if place + 1 < len(tokens)):
        if tokens.paragraph[first] == tokens.paragraph[first - 1]:
            continue
        last = bisect_right(tokens.paragraph, tokens.paragraph[first])
        if FIRST_PERSON.isdisjoint(tokens.lower[first:last]):
            continue
        cue = attribution.leading(first - 1)
        if cue is None or any(quoted[first:last]) or not _says(tokens, cue):
            continue
        start, end = tokens.span(first, last)
        yield Quotation(start, end, "block", cue._replace(method="above"))


COLON: Final = frozenset((":",))
ACCORDING: Final = frozenset(("according",))


def _says(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue is one of speech, or its sentence names a statement, a post, a letter."""
    if tokens.lemma[cue.token] in SPEECH or cue.method == "according_to":
        return True
    place = cue.token
    while place < len(tokens) and tokens.sentence[place] == tokens.sentence[cue.token]:
        if tokens.lower[place] in NOUNS:
            return True
        place += 1
    return False


SAID_CLAUSES: Final = frozenset(("ccomp", "parataxis"))
REFUSING: Final = frozenset(("refuse", "decline", "fail", "deny", "forget", "avoid"))
ASKING: Final = frozenset(
    ("what", "how", "why", "who", "where", "when", "which", "whether", "whose", "whom")
)


def _indirect(marked: Marked) -> Iterator[Quotation]:
    """Finite clauses that hang on a verb of stating: "Ada said that she had left".

    What somebody is said not to have said, or asked or told without its content ("said what caused
    it"), is none.
    """
    tokens, quoted = marked.tokens, marked.quoted
    labels = tokens.label
    for clause, verb in _stated(tokens):
        if verb == clause or quoted[verb] or not tokens.tag[verb].startswith("VB"):
            continue
        apart = tokens.word[min(verb, clause) : max(verb, clause)]
        if "parataxis" in (labels[clause], labels[verb]) and ";" in apart:
            continue
        if not _states(tokens, verb) or _is_unsaid(tokens, verb):
            continue
        subject = subject_of(tokens, verb, quoted)
        if subject is None or subject == clause or not _can_speak(tokens, subject):
            continue
        first, last = clause_of(tokens, clause, verb)
        if first <= subject < last or last - first < 2 or _is_question(tokens, first, clause):
            continue
        if not _is_finite(tokens, clause):
            continue  # "said Ada, her voice shaking"
        start, end = tokens.span(first, last)
        kind = "mixed" if any(quoted[first:last]) else "indirect"
        yield Quotation(start, end, kind, Cue(verb, subject, "governing"))


def _stated(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """(clause, verb) of the clauses that may be stated, the verb above or beside its clause.

    "The deal is dead, a diplomat said" has its verb below the clause.
    """
    for place in [p for p, label in enumerate(tokens.label) if label in SAID_CLAUSES]:
        head = tokens.head[place]
        is_beside = tokens.label[place] == "parataxis" and head < place and _states(tokens, place)
        yield (head, place) if is_beside else (place, head)


def _is_unsaid(tokens: Tokens, verb: int) -> bool:
    """Whether a verb of stating is denied or a condition: "never said", "if monitors confirm"."""
    around = {tokens.lower[child] for child in tokens.children[verb]}
    if around & NEGATIONS or around & CONDITIONALS:
        return True
    return tokens.label[verb] == "xcomp" and tokens.lemma[tokens.head[verb]] in REFUSING


def _is_finite(tokens: Tokens, clause: int) -> bool:
    """Whether a clause has a finite verb, and is no participle or adjective alone."""
    if tokens.tag[clause] not in ("VBG", "VBN", "JJ"):
        return True
    helpers = ("aux", "aux:pass", "cop")
    return any(tokens.label[child] in helpers for child in tokens.children[clause])


def _is_question(tokens: Tokens, first: int, clause: int) -> bool:
    """Whether a clause is a question: "said what caused the fire", "say whether she would run"."""
    word = tokens.lower[first]
    if word in ("whose", "whom") or (word in ASKING and tokens.tag[first].startswith("W")):
        return True
    marks = (p for p in tokens.children[clause] if tokens.label[p] == "mark")
    return any(tokens.lower[p] == "whether" for p in marks)


def _states(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is one of stating: "said", "pointed out"."""
    is_out = tokens.lower[verb + 1 : verb + 2] == ["out"]
    return tokens.lemma[verb] in STATING or (tokens.lemma[verb] == "point" and is_out)


def _sourced(marked: Marked) -> Iterator[Quotation]:
    """Clauses that name their source: "According to police, 12 people were arrested"."""
    tokens, quoted = marked.tokens, marked.quoted
    for place in tokens.places(ACCORDING):
        if tokens.lower[place + 1 : place + 2] != ["to"] or quoted[place]:
            continue
        subject = tokens.head[place]
        top = tokens.head[subject]
        is_source = tokens.tag[subject].startswith(("NN", "PRP"))
        if subject <= place or top == subject or not is_source:
            continue
        source = tokens.below(subject)
        rest = tokens.below(top) - source
        clause = {p for p in rest if tokens.label[p] not in ("punct", "cc")}
        is_apart = clause and (max(clause) < min(source) or min(clause) > max(source))
        if not is_apart:
            continue  # "The poll, according to Ada, was wrong"
        first, last = min(clause), max(clause) + 1
        if last - first < FEWEST_SOURCED or not tokens.tag[top].startswith(("VB", "JJ", "NN")):
            continue
        kind = "mixed" if any(quoted[first:last]) else "indirect"
        yield Quotation(*tokens.span(first, last), kind, Cue(place, subject, "according_to"))


FEWEST_SOURCED: Final = 3
"""Tokens of a clause whose source is named, at least."""


def _can_speak(tokens: Tokens, subject: int) -> bool:
    """Whether a subject is somebody: a name, a pronoun, a noun for people or what they write."""
    if tokens.entity[subject] >= 0:
        return tokens.entities[tokens.entity[subject]].label in SPEAKING
    if tokens.tag[subject].startswith(("PRP", "WP")):
        return tokens.lower[subject] not in EXPLETIVES
    if any(
        tokens.entity[child] >= 0 and tokens.entities[tokens.entity[child]].label in SPEAKING
        for child in tokens.children[subject]
    ):
        return True
    word = tokens.lower[subject]
    return word in ACTORS or word in NOUNS or _AGENT.search(word) is not None


def _leads_in(tokens: Tokens, place: int, top: int) -> bool:
    """Whether a token before a clause is no part of what is said: "that", and no "if"."""
    if tokens.label[place] == "mark":
        return tokens.head[place] == top
    return tokens.label[place] in ("punct", "cc")


def _goes_on(tokens: Tokens, place: int) -> bool:
    """Whether something else is said from here on: ", saying that it was closer to 120"."""
    is_aside = tokens.label[place] == "advcl" and tokens.tag[place] == "VBG"
    return is_aside and tokens.lemma[place] in SPEECH and tokens.lower[place - 1] == ","


def _behind_day(tokens: Tokens, first: int, verb: int) -> int:
    """The first token behind the day on which something was said: "said on Monday he would go"."""
    day = first + (tokens.lower[first] == "on")
    if first != verb + 1 or day >= len(tokens) or tokens.entity[day] < 0:
        return first
    entity = tokens.entities[tokens.entity[day]]
    return entity.last if entity.label == "DATE" and entity.first == day else first


def _behind_dateline(tokens: Tokens, first: int, last: int) -> int:
    """The first token behind the dateline that a paragraph begins with: "PORT MARLOW — "."""
    if first and tokens.paragraph[first - 1] == tokens.paragraph[first]:
        return first
    for place in range(first, min(first + LONGEST_DATELINE, last - 1)):
        if tokens.word[place] in DASHES:
            return place + 1 if tokens.word[first].isupper() else first
    return first


LONGEST_DATELINE: Final = 10
"""Tokens of a dateline, at most."""


def clause_of(tokens: Tokens, top: int, verb: int) -> tuple[int, int]:
    """First token and token behind the last of a clause, on its side of the verb it hangs on.

    A conjunction before it and punctuation around it are left out, and so are a dateline and the
    day on which it was said.
    """
    inside = tokens.below(top, lambda child: child != verb and not _goes_on(tokens, child))
    side = [place for place in inside if (place < verb) == (top < verb)]
    first, last = min(side), max(side) + 1
    first = _behind_dateline(tokens, _behind_day(tokens, first, verb), last)
    while first < last and _leads_in(tokens, first, top):
        first += 1
    while last > first and tokens.label[last - 1] == "punct":
        last -= 1
    return first, last
