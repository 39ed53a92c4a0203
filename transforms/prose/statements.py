"""What an article states: its names, whom they mean, and who said what.

The steps in their order: names are joined to entities, quotations found with their speakers, then
pronouns, of which the last speakers tell. What a step cannot say stays unknown.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final

from transforms.ids import stable_id
from transforms.prose.attribution import Attribution, Cue, marked_of
from transforms.prose.events import find_events
from transforms.prose.figure import Figure
from transforms.prose.figures import find_figures
from transforms.prose.marks import segments
from transforms.prose.nominals import describe
from transforms.prose.people import Link, People, name_people, title_of
from transforms.prose.pronouns import Antecedent, resolve
from transforms.prose.quotes import Quotation, find_in
from transforms.prose.roles import role_of
from transforms.prose.speakers import phrase_of, subject_of
from transforms.prose.status import Claims, is_negated, status_of, verb_of
from transforms.prose.tokens import Tokens
from transforms.prose.via import via_of
from transforms.record import (
    DateExpression,
    EntityRef,
    EventRow,
    FigureRow,
    Mention,
    Quote,
    Sentence,
)

RIGHT: Final[Mapping[str, tuple[float, float]]] = {
    "behind": (0.96, 0.81),
    "inverted": (0.97, 0.67),
    "goes_on": (0.94, 0.33),
    "governing": (0.87, 0.70),
    "before": (0.85, 0.52),
    "above": (0.90, 0.60),
    "signed": (0.90, 0.60),
    "colon": (0.74, 0.60),
    "according_to": (0.63, 0.50),
}
"""Share of quotations in marks that are right in text and speaker, of three words and more, and of
fewer, by where the cue stands (PolNeAR, development part; `python -m benchmarks.quotes`)."""
CLAUSES_RIGHT: Final = 0.8
"""The same for indirect and mixed speech."""
SPEECH_RIGHT: Final = 0.5
"""For a quotation of which nothing says who said it."""
FIGURES_RIGHT: Final = 0.9
"""Share of figures whose value, bounds and unit are right, of those that are found: 90 to 96 % in
three samples of sentences that no rule had been made on (`python -m benchmarks.statements` scores
those that are annotated, 99 %)."""
UNKNOWN_UNIT: Final = 0.6
"""For a quantity whose unit is not known: pounds that may be money or a weight."""
EVENTS_RIGHT: Final = 0.8
"""Share of events that are right in type and actor, rounded down from that of the development
sentences (0.86), on which the lexicon was made; less where nobody is acted upon."""
MOST_NAMES: Final = 50_000
"""Names whose ids are kept between articles; papers name the same ones day by day."""
FEW_WORDS: Final = 3
PERSON: Final = "PERSON"
SAYING: Final = frozenset(
    ("say", "tell", "report", "announce", "add", "warn", "state", "claim", "write", "quote")
)
"""Verbs whose dates tell when something was said."""
JUST_SAID: Final = 3
"""Tokens before a date among which a verb of saying has it: "said late on Thursday"."""
FIRST_LINE: Final = 60
_DATELINE_END: Final = re.compile(r"[ ,]*(?:\([^)\n]{1,30}\))? ?[-–—:] ")
RELATIVES: Final = frozenset(("who", "that", "which"))


class Statements:
    """What an article's tokens state.

    Args:
        tokens: The article's tokens.
        sentences: Its sentences.
        version: Of what read it; it stands on every row.
        has_title: Whether the article's title is known.
    """

    def __init__(
        self,
        tokens: Tokens,
        sentences: Sequence[Sentence],
        version: str,
        *,
        has_title: bool = False,
    ) -> None:
        self._tokens, self._version = tokens, version
        self._starts = [sentence.start_char for sentence in sentences]
        self._attribution = Attribution(marked_of(tokens, segments(tokens.text)))
        self._marked = self._attribution.marked
        self._people: People = name_people(tokens)
        self._refs: dict[Link, EntityRef] = {}
        self._nothing = [False] * len(tokens)  # no token is in quotation marks
        self._quotations = find_in(self._attribution, has_title=has_title)
        self._begins = [quotation.start for quotation in self._quotations]
        said = [quotation for quotation in self._quotations if quotation.cue]
        self._claims = Claims([q.start for q in said], [q.end for q in said])
        self._pronouns: dict[int, Antecedent] = resolve(
            tokens, self._people, self._marked.quoted, self._subjects()
        )
        self._nominals = describe(tokens, self._people)

    def _subjects(self) -> dict[int, int]:
        """Subjects of the cues of all quotations, by the tokens of the cues."""
        cues = (quotation.cue for quotation in self._quotations)
        return {cue.token: cue.subject for cue in cues if cue and cue.subject is not None}

    def _entity(self, link: Link) -> EntityRef:
        """What is named, with its id: that of all that has this label and this name."""
        known = self._refs.get(link)
        if known is None:
            named = self._people.named[link.named]
            number = _entity_id(named.label, named.key)
            known = EntityRef(number, named.name, link.method, link.confidence)
            self._refs[link] = known
        return known

    def _sentence(self, start: int) -> int | None:
        return bisect_right(self._starts, start) or None

    # -- mentions -----------------------------------------------------------------------------

    def named(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """The names with what they are names of, and the pronouns; in the order of the text.

        Args:
            mentions: The names as the pipeline read them.
        """
        tokens = self._tokens
        places = {tokens.start[e.first]: n for n, e in enumerate(tokens.entities)}
        found = [self._with_entity(mention, places) for mention in mentions]
        for place, antecedent in self._pronouns.items():
            start, end = tokens.start[place], tokens.end[place]
            found.append(
                Mention(
                    start,
                    end,
                    tokens.word[place],
                    PERSON,
                    self._sentence(start),
                    f"{self._version} pronoun",
                    antecedent.confidence,
                    "pronoun",
                    self._entity(Link(antecedent.named, "pronoun", antecedent.confidence)),
                )
            )
        found += [self._described(place) for place in self._nominals]
        return iter(sorted(found, key=attrgetter("start_char")))

    def _described(self, place: int) -> Mention:
        """The mention of a person by a description."""
        tokens = self._tokens
        first, antecedent = self._nominals[place]
        start, end = tokens.span(first, place + 1)
        return Mention(
            start,
            end,
            tokens.text[start:end],
            PERSON,
            self._sentence(start),
            f"{self._version} nominal",
            antecedent.confidence,
            "nominal",
            self._entity(Link(antecedent.named, "nominal", antecedent.confidence)),
        )

    def _with_entity(self, mention: Mention, places: Mapping[int, int]) -> Mention:
        number = places.get(mention.start_char)
        link = self._people.links.get(number) if number is not None else None
        if number is None or link is None:
            return mention
        entity = self._tokens.entities[number]
        is_person = entity.label == PERSON
        title = title_of(self._tokens, entity) if is_person else None
        role = role_of(self._tokens, entity) if is_person else None
        return Mention(
            mention.start_char,
            mention.end_char,
            mention.text,
            mention.label,
            mention.sentence_no,
            mention.method,
            mention.confidence,
            "name",
            self._entity(link),
            self._tokens.texts(*title) if title else None,
            self._tokens.span(*role) if role else None,
        )

    # -- quotations ---------------------------------------------------------------------------

    def quotes(self) -> Iterator[Quote]:
        """The quotations with their speakers, in the order of the text.

        A medium holds for what the same speaker goes on to say, until somebody else speaks.
        """
        last: Quote | None = None
        for quotation in self._quotations:
            quote = self._quote(quotation)
            if last is not None and quote.via is None and _same_speaker(last, quote):
                quote = replace(quote, via=last.via)
            last = quote
            yield quote

    def _quote(self, quotation: Quotation) -> Quote:
        tokens, cue = self._tokens, quotation.cue
        text = tokens.text[quotation.start : quotation.end]
        speaker = entity = None
        if cue and cue.subject is not None:
            speaker = tokens.span(*phrase_of(tokens, cue.subject, self._marked.quoted))
            entity = self._speaker(cue.subject)
        via = via_of(tokens, cue.token) if cue else None
        return Quote(
            start_char=quotation.start,
            end_char=quotation.end,
            text=text,
            sentence_no=self._sentence(quotation.start),
            quote_kind=quotation.kind,
            speaker=speaker,
            speaker_entity=entity,
            cue=tokens.span(cue.token, cue.token + 1) if cue else None,
            via=tokens.span(*via) if via else None,
            method=f"{self._version} {cue.method if cue else 'no_cue'}",
            confidence=round(_right(quotation, text) * (entity.confidence if entity else 1.0), 2),
        )

    # -- figures ------------------------------------------------------------------------------

    def figures(self, dates: Sequence[DateExpression] = ()) -> Iterator[FigureRow]:
        """The figures with what they are said of, in the order of the text.

        `dates`: those of the text, whose numbers are no figures.
        """
        tokens = self._tokens
        days = Claims([d.start_char for d in dates], [d.end_char for d in dates])
        for figure in find_figures(tokens, self._titles()):
            start, end = tokens.span(figure.first, figure.last)
            if figure.kind in ("count", "ordinal") and days.hold(start):
                continue
            verb = verb_of(tokens, figure.place)
            yield FigureRow(
                start_char=start,
                end_char=end,
                text=tokens.text[start:end],
                sentence_no=self._sentence(start),
                figure_kind=figure.kind,
                value=figure.value.exact,
                value_min=figure.value.least,
                value_max=figure.value.most,
                qualifier=tokens.texts(*figure.qualifier).lower() if figure.qualifier else None,
                unit=figure.unit,
                currency=figure.currency,
                counted_noun=tokens.lower[figure.noun] if figure.noun is not None else None,
                subject=self._subject(figure, verb),
                status=self._status(verb, start),
                is_negated=verb is not None and is_negated(tokens, verb),
                method=f"{self._version} {figure.kind}",
                confidence=UNKNOWN_UNIT
                if figure.kind == "quantity" and not figure.unit
                else FIGURES_RIGHT,
            )

    # -- events -------------------------------------------------------------------------------

    def events(self, dates: Sequence[DateExpression]) -> Iterator[EventRow]:
        """The events with who did what to whom, where and when, in the order of their verbs.

        `dates`: those of the text; one in the event's sentence tells when.
        """
        tokens = self._tokens
        for event in find_events(tokens):
            start, end = tokens.start[event.trigger], tokens.end[event.trigger]
            when = self._when(event.trigger, dates)
            who, whom, where = (self._part(p) for p in (event.who, event.whom, event.where))
            yield EventRow(
                trigger=(start, end),
                trigger_lemma=tokens.lemma[event.trigger],
                sentence_no=self._sentence(start),
                event_type=event.kind,
                who_text=who[0],
                who=who[1],
                whom_text=whom[0],
                whom=whom[1],
                where_text=where[0],
                where=where[1],
                when_from=when.value_from if when else None,
                when_to=when.value_to if when else None,
                status=status_of(tokens, event.trigger, self._claims),
                is_negated=is_negated(tokens, event.trigger),
                attributed_to=self._said_by(start),
                method=f"{self._version} events",
                confidence=EVENTS_RIGHT if event.whom is not None else EVENTS_RIGHT - 0.05,
            )

    def _part(self, place: int | None) -> tuple[str | None, EntityRef | None]:
        """The words of a participant, and whom they mean."""
        if place is None:
            return None, None
        phrase = phrase_of(self._tokens, place, self._nothing)
        return self._tokens.texts(*phrase), self._speaker(place)

    def _when(self, verb: int, dates: Sequence[DateExpression]) -> DateExpression | None:
        """The date that tells when: of those of the verb's sentence its own, or the nearest.

        That of another verb of stating tells when it was said, one before a dateline's dash when it
        was written.
        """
        tokens = self._tokens
        at, sentence = tokens.start[verb], self._sentence(tokens.start[verb])
        if sentence is None:
            return None
        end = self._starts[sentence] if sentence < len(self._starts) else len(tokens.text)
        first = bisect_left(dates, self._starts[sentence - 1], key=lambda d: d.start_char)
        last = bisect_left(dates, end, key=lambda d: d.start_char)
        own: list[DateExpression] = []
        others: list[DateExpression] = []
        for date in dates[first:last]:
            if date.value_from is None or self._is_dateline(date):
                continue
            place = tokens.at(date.start_char)
            just = tokens.lemma[max(0, place - JUST_SAID) : place]
            above = verb_of(tokens, place) if place < len(tokens) else None
            if not SAYING.isdisjoint(just) or (above is not None and tokens.lemma[above] in SAYING):
                continue
            (own if above == verb else others).append(date)
        return min(own or others, key=lambda d: abs(d.start_char - at), default=None)

    def _is_dateline(self, date: DateExpression) -> bool:
        """Whether a date stands in a dateline: "KALVO, April 14 (Reuters) - "."""
        if date.start_char > FIRST_LINE:
            return False
        return _DATELINE_END.match(self._tokens.text, date.end_char) is not None

    def _said_by(self, start: int) -> str | None:
        """Who is said to have said what stands at a place."""
        number = bisect_right(self._begins, start) - 1
        quotation = self._quotations[number] if number >= 0 else None
        cue = quotation.cue if quotation and start < quotation.end else None
        if cue is None or cue.subject is None:
            return None
        words, entity = self._part(cue.subject)
        return entity.name if entity else words

    def _titles(self) -> list[bool]:
        """The tokens of titles of works in quotation marks: their numbers count nothing."""
        found = [False] * len(self._tokens)
        for number, (first, last) in enumerate(self._marked.ranges):
            if first < last and self._attribution.is_title(number):
                found[first:last] = [True] * (last - first)
        return found

    def _status(self, verb: int | None, start: int) -> str:
        if verb is not None:
            return status_of(self._tokens, verb, self._claims)
        return "attributed" if self._claims.hold(start) else "asserted"

    def _subject(self, figure: Figure, verb: int | None) -> EntityRef | None:
        """Whom a figure is said of: the person before an age, else the subject of its clause."""
        tokens = self._tokens
        if figure.kind == "age" and figure.first >= 2 and tokens.word[figure.first - 1] == ",":
            return self._speaker(figure.first - 2)
        if verb is None:
            return None
        subject = subject_of(tokens, verb, self._nothing)
        is_own = subject is None or figure.first <= subject < figure.last or subject == figure.noun
        return None if subject is None or is_own else self._speaker(subject)

    def _speaker(self, subject: int) -> EntityRef | None:
        """Whom the speaker's words mean; None: the article does not tell, or names a group."""
        tokens = self._tokens
        if tokens.lower[subject] in RELATIVES and tokens.label[tokens.head[subject]] == "acl:relcl":
            subject = tokens.head[tokens.head[subject]]
        antecedent = self._pronouns.get(subject)
        if antecedent:
            return self._entity(Link(antecedent.named, "pronoun", antecedent.confidence))
        if subject in self._nominals:
            _, antecedent = self._nominals[subject]
            return self._entity(Link(antecedent.named, "nominal", antecedent.confidence))
        first, last = phrase_of(tokens, subject, self._marked.quoted)
        numbers = [tokens.entity[subject], *(tokens.entity[p] for p in (last - 1,) if p >= first)]
        # "Her deputy, Samuel Okoro, said".
        numbers += [tokens.entity[p] for p in tokens.children[subject] if self._is_name_of(p)]
        for number in numbers:
            link = self._people.links.get(number)
            if link:
                return self._entity(link)
        return None

    def _is_name_of(self, place: int) -> bool:
        """Whether a token is of a name in apposition, and of somebody who can speak."""
        tokens, number = self._tokens, self._tokens.entity[place]
        is_somebody = number >= 0 and tokens.entities[number].label in (PERSON, "ORG")
        return is_somebody and tokens.label[place] == "appos"


@functools.lru_cache(MOST_NAMES)
def _entity_id(label: str, key: tuple[str, ...]) -> int:
    return stable_id("entity", label, *key)


def _same_speaker(one: Quote, other: Quote) -> bool:
    before, now = one.speaker_entity, other.speaker_entity
    return before is not None and now is not None and before.entity_id == now.entity_id


def _right(quotation: Quotation, text: str) -> float:
    """How often such a quotation is right."""
    cue: Cue | None = quotation.cue
    if cue is None or cue.subject is None:
        return SPEECH_RIGHT
    if quotation.kind in ("indirect", "mixed"):
        return CLAUSES_RIGHT
    return RIGHT[cue.method][len(text.split()) < FEW_WORDS]
