"""Who did what to whom? Sentences of our own about an invented world."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.record import DateExpression

CASES = [
    ("Karim Haddad met Ines Kovar in Geneva.", "CONSULT", "Karim Haddad", "Ines Kovar"),
    ("France and Poland held talks on Monday.", "CONSULT", "France", None),
    ("Poland signed a treaty with Denmark.", "AGREE", "Poland", "Denmark"),
    ("Poland agreed to send 300 tents to Denmark.", "AGREE", "Poland", "Denmark"),
    ("France said it will provide food aid to Chad.", "AGREE", "France", "Chad"),
    ("Norway is ready to help Denmark.", "AGREE", "Norway", "Denmark"),
    ("Denmark praised Norway for its patience.", "SUPPORT", "Denmark", "Norway"),
    ("Zambia extradited Bo Lund to Norway.", "COOPERATE", "Zambia", "Bo Lund"),
    ("The Red Cross delivered 40 tonnes of medicine to Chad.", "AID", "The Red Cross", "Chad"),
    ("Serbia lifted the curfew in Brenwick.", "CONCEDE", "Serbia", "Brenwick"),
    ("The rebels surrendered on Sunday.", "RETREAT", "The rebels", None),
    ("Haddad demanded that Kovar resign.", "DEMAND", "Haddad", None),
    ("Russia said that Norway must return the ship.", "DEMAND", "Russia", "Norway"),
    ("Ines Kovar accused Karim Haddad of fraud.", "DISAPPROVE", "Ines Kovar", "Karim Haddad"),
    ("Iran refused to meet the delegation.", "REJECT", "Iran", None),
    ("Syria will not accept more refugees.", "REJECT", "Syria", None),
    ("Haddad did not want to meet Kovar.", "REJECT", "Haddad", None),
    ("Iran threatened to cut off electricity.", "THREATEN", "Iran", None),
    ("France will impose sanctions on Chad.", "THREATEN", "France", "Chad"),
    ("Thousands of students staged a strike in Oslo.", "PROTEST", "students", "Oslo"),
    ("Norway expelled two Russian diplomats.", "SANCTION", "Norway", None),
    ("Poland deployed 4,000 troops.", "MOBILIZE", "Poland", None),
    ("Police arrested Bo Lund in Oslo.", "COERCE", "Police", "Bo Lund"),
    ("Gunmen attacked a school in Chad.", "ASSAULT", "Gunmen", "a school"),
    ("Rebels shelled Juba for two days.", "FIGHT", "Rebels", "Juba"),
    ("Croatia is investigating Bo Lund.", "INVESTIGATE", "Croatia", "Bo Lund"),
    ("Bo Lund was arrested by police.", "COERCE", "police", "Bo Lund"),
    ("Police arrested 14 people in Oslo.", "COERCE", "Police", "14 people"),
    (
        "The EU imposed sanctions on five Chadian generals.",
        "SANCTION",
        "The EU",
        "five Chadian generals",
    ),
    (
        "Twelve men were killed by rebel fighters in Chad.",
        "ASSAULT",
        "rebel fighters",
        "Twelve men",
    ),
]


@pytest.mark.parametrize(("text", "kind", "who", "whom"), CASES)
def test_an_event_has_its_type_actor_and_target(read, text, kind, who, whom):
    events = list(read(text).stated.events(()))
    assert [event.event_type for event in events] == [kind]
    assert events[0].who_text == who
    if whom is not None:
        assert events[0].whom_text == whom


def test_the_place_of_arrests_is_where_and_not_whom(read):
    [event] = read("Police arrested 14 people in Oslo.").stated.events(())
    assert (event.whom_text, event.where_text) == ("14 people", "Oslo")


def dates_of(text, *found):
    rows = []
    for words, day in found:
        start = text.index(words)
        end = start + len(words)
        rows.append(DateExpression(start, end, words, day, day, "day", None, "test", 0.9))
    return rows


@pytest.mark.parametrize(
    ("text", "found", "when"),
    [
        (
            "KALVO, April 14 (Post) - Rebels shelled Dresk on Wednesday.",
            [("April 14", date(2016, 4, 14)), ("Wednesday", date(2016, 4, 13))],
            date(2016, 4, 13),
        ),
        (
            "Rebels shelled Dresk, Karim Haddad said on Thursday.",
            [("Thursday", date(2016, 4, 14))],
            None,
        ),
    ],
)
def test_when_it_was_said_or_written_is_not_when_it_was_done(read, text, found, when):
    [event] = read(text).stated.events(dates_of(text, *found))
    assert event.when_from == when


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army killed 12 rebels in May.", "asserted"),
        ("The army said it would free 12 rebels.", "future"),
    ],
)
def test_the_month_of_may_hedges_nothing_and_would_is_told_future(read, text, status):
    [figure] = read(text).stated.figures()
    assert figure.status == status


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Oslo.",
        "Kovar did not meet Haddad.",
        "An offer to host a summit was made.",
        "The book was attacked with gusto.",
        "He likes to meet.",
        "The war in Chad killed 9,000 people.",
    ],
)
def test_what_did_not_happen_or_nobody_did_is_no_event(read, text):
    assert [e for e in read(text).stated.events(()) if e.event_type != "REJECT"] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police arrested Bo Lund.", "asserted"),
        ("Police may have arrested Bo Lund.", "hedged"),
        ("Kovar said that police had arrested Bo Lund.", "attributed"),
        ("If the police arrested Bo Lund, the strike would end.", "conditional"),
        ("Kovar denied that police had arrested Bo Lund.", "denied"),
        ("Was Bo Lund arrested by police?", "question"),
    ],
)
def test_it_is_told_how_an_event_is_stated(read, text, status):
    (event,) = [e for e in read(text).stated.events(()) if e.event_type == "COERCE"]
    assert event.status == status


def test_an_event_has_its_place_its_day_and_who_says_so(read):
    text = "Ines Kovar said that police had arrested Bo Lund in Oslo on May 3, 2025. It rained."
    start = text.index("May 3")
    when = DateExpression(
        start, start + 11, "May 3, 2025", date(2025, 5, 3), date(2025, 5, 3), "day", None, "x", 0.9
    )
    (event,) = read(text).stated.events([when])
    assert text[slice(*event.trigger)] == "arrested"
    assert event.where_text == "Oslo"
    assert (event.when_from, event.when_to) == (date(2025, 5, 3), date(2025, 5, 3))
    assert event.attributed_to == "Ines Kovar"
    assert event.whom is not None
    assert event.whom.name == "Bo Lund"


@pytest.mark.parametrize(
    ("text", "kind", "whom", "where"),
    [
        ("Police arrested three men, according to Bo Lund.", "COERCE", "three men", None),
        ("Nurses went on strike in Oslo.", "PROTEST", None, "Oslo"),
        ("The union called a strike.", "PROTEST", None, None),
        ("The union called off the strike.", "CONCEDE", None, None),
        ("The ministers of France and Norway met in Geneva.", "CONSULT", None, "Geneva"),
        ("The army bombed Juba.", "FIGHT", "Juba", None),
    ],
)
def test_what_is_done_is_no_target_and_where_it_is_done_neither(read, text, kind, whom, where):
    [event] = read(text).stated.events(())
    assert (event.event_type, event.whom_text, event.where_text) == (kind, whom, where)


def test_what_somebody_did_not_say_is_no_event(read):
    assert list(read("Bo Lund did not say that he would resign.").stated.events(())) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bo Lund is accused of killing his wife.",
        "A court acquitted Bo Lund of murdering his wife.",
        "Police prevented a man from stabbing a rabbi in Oslo.",
        "The army avoided attacking the town.",
        "The army almost attacked the town.",
        "No troops attacked the town.",
        "The troops have yet to attack the town.",
        "The army considered bombing Juba.",
        "Bo Lund told police to arrest Karim Haddad.",
        "Bo Lund was urged to resign.",
        "Bo Lund vowed not to resign.",
        "Police ruled out arresting the mayor.",
        "Bo Lund pleaded not guilty to killing his wife.",
        "Chad was about to attack Norway.",
        "Had the army attacked Juba, thousands would have died.",
    ],
)
def test_what_is_only_talked_of_is_no_event_of_its_own(read, text):
    kinds = {event.event_type for event in read(text).stated.events(())}
    assert kinds <= {"DEMAND", "REJECT", "DISAPPROVE"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("It is unlikely that the army attacked the town.", "hedged"),
        ("He rejected allegations that the army attacked the town.", "hedged"),
        ("The army attacked the town.", "asserted"),
        ("The police, after attacking the town, fled.", "asserted"),
    ],
)
def test_what_is_doubted_is_not_asserted(read, text, status):
    [event] = [e for e in read(text).stated.events(()) if e.event_type == "ASSAULT"]
    assert event.status == status
