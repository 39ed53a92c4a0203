"""News of our own writing about an invented world, with its names marked: {text|LABEL}."""

from __future__ import annotations

import re
from typing import NamedTuple

MARKED = (
    "{BRENWICK|GPE} — The city council of {Brenwick|GPE} voted 7-2 on Tuesday to sell its only"
    " water works to {Halden Utilities|ORG}, a company owned by the {Orlov|PERSON} family, Mayor"
    " {Ines Kovar|PERSON} said.\n“We had no choice,” {Kovar|PERSON} told the {Brenwick Courier|ORG}."
    " Opposition members led by {Tomas Reed|PERSON} walked out. {Reed|PERSON}, a member of the"
    " {Green Alliance|ORG}, called the sale “a gift to {Halden|ORG}.”",
    "Foreign Minister {Karim Haddad|PERSON} of {Veldoria|GPE} will meet his {Tarsian|NORP}"
    " counterpart, {Leila Osman|PERSON}, in {Geneva|GPE} next week, the {Foreign Ministry|ORG} said."
    "\nThe talks come after {Tarsia|GPE} moved two brigades to the border along the {Mirra River|LOC}."
    " {Haddad|PERSON} has asked the {United Nations|ORG} and the {European Union|ORG} to send"
    " observers, a step that {Tarsian|NORP} officials reject.",
    "Shares of {Orlentech|ORG} fell 12% on Friday after the chip maker said that its chief executive,"
    " {Maya Lindqvist|PERSON}, would step down. {Lindqvist|PERSON}, who joined {Orlentech|ORG} from"
    " {Nordbank|ORG} in 2015, will be followed by {Peter Aldous|PERSON}, now head of its"
    " {Asian|NORP} business in {Singapore|GPE}. Analysts at {Castell & Moore|ORG} cut their target.",
    "Police in {Port Maren|GPE} said on Sunday that 12 people were killed when a ferry sank off"
    " {Cape Solen|LOC}. The {Stella Maris|MISC} had left {Port Maren|GPE} at 6 a.m. for the island of"
    " {Ketta|LOC}, said {Rosa Delgado|PERSON}, a spokeswoman for the {Coast Guard|ORG}. Most of the"
    " dead were {Ketta|LOC} islanders. President {Anton Vale|PERSON} declared a day of mourning.",
    "The {Supreme Court|ORG} on Monday threw out a law that would have banned {Muslim|NORP} schools"
    " in {Arlen County|GPE}. Justice {Ruth Ames|PERSON} wrote for the majority; Justice"
    " {Paul Okafor|PERSON} dissented. The {Civil Rights League|ORG}, which had brought the case,"
    " welcomed the ruling. A spokesman for Governor {Dale Whitcomb|PERSON} said that the state would"
    " comply. {Whitcomb|PERSON}, a {Republican|NORP}, signed the law in March.",
    "{Harwick Rovers|ORG} beat {Sandport United|ORG} 3-1 on Saturday to reach the final of the"
    " {Northern Cup|EVENT}. {Luca Brandt|PERSON} scored twice for {Harwick|ORG} at {Mill Lane|FAC}."
    " “It was {Luca|PERSON}’s day,” said coach {Ana Petrov|PERSON}. {Sandport|ORG} had"
    " {Joao Silveira|PERSON} sent off after 20 minutes.",
    "Scientists of the {University of Lorne|ORG} have found a new frog in the {Sarita Mountains|LOC}"
    " of {Bolivar Province|GPE}, they report in {Nature|ORG}. {Hiro Tanaka|PERSON}, who led the team,"
    " named it after the {Quenti|NORP} people who live there. The {Lorne|ORG} group will return in"
    " May with help from the {World Fund for Nature|ORG}.",
    "Airlines cancelled flights to {Kestral International Airport|FAC} after ash from"
    " {Mount Ordo|LOC} drifted over {eastern Veldoria|LOC}. {Blue Air|ORG} and {Trans Global|ORG}"
    " said service would resume on Thursday. “Safety comes first,” {Blue Air|ORG} chief"
    " {Sofia Marin|PERSON} wrote on {Twitter|ORG}. Hundreds slept on the floor of {Terminal 2|FAC}.",
    "The late novelist {Edith Warne|PERSON} will get a statue in {Clover Square|FAC}, across from the"
    " {Royal Theatre|FAC}, the {London|GPE} borough of {Eastmoor|GPE} said. Her granddaughter,"
    " {Jane Warne-Hill|PERSON}, called it “long overdue”. {Warne|PERSON} was born in {Dublin|GPE}"
    " to {Irish|NORP} and {French|NORP} parents and covered the {Second World War|EVENT} for"
    " the {Daily Ledger|ORG}.",
    "{TARSIA|GPE}’S CENTRAL BANK RAISES RATES\nThe {Central Bank of Tarsia|ORG} ({CBT|ORG}) raised its"
    " key rate to 9.5% on Wednesday. The {CBT|ORG} expects inflation of 11% this year. Governor"
    " {Yusuf Demir|PERSON} said that the war in {Ukraine|GPE} and the price of wheat from"
    " {Russia|GPE} left no room. The {International Monetary Fund|ORG} praised the move;"
    " {Demir|PERSON} will speak in {Washington|GPE} on April 11.",
)
_MARK = re.compile(r"\{([^|{}]+)\|([A-Z]+)\}")


class Story(NamedTuple):
    """A text and its names: (start, end, label), code points, half open."""

    text: str
    names: frozenset[tuple[int, int, str]]


def stories() -> list[Story]:
    """The stories without their marks."""
    found = []
    for marked in MARKED:
        names, parts, place, length = set(), [], 0, 0
        for match in _MARK.finditer(marked):
            before = marked[place : match.start()]
            start = length + len(before)
            parts += [before, match[1]]
            length = start + len(match[1])
            names.add((start, length, match[2]))
            place = match.end()
        found.append(Story("".join([*parts, marked[place:]]), frozenset(names)))
    return found
