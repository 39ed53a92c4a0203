"""Do the saved questions about the prose give the answers that the rows hold?"""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest

from warehouse.ddl import create_tables

TEXTS = {
    1: "Ada Brandel said: “We stay.” Police killed 3 people in Ulm. The talks took two hours.",
    2: "Brandel met Bo Lund. “No,” Lund said. “Stop it now,” a man said. Iran refused to talk.",
}
ADA, BO, ULM = (7, "Ada Brandel"), (8, "Bo Lund"), (9, "Ulm")


def insert(connection, table: str, **row) -> None:
    values = ", ".join(f"${name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", row)


def spot(article: int, words: str) -> dict[str, int]:
    start = TEXTS[article].index(words)
    return {"start_char": start, "end_char": start + len(words)}


@pytest.fixture(scope="module")
def ask():
    connection = duckdb.connect()
    create_tables(connection, constraints=False)
    for number, text in TEXTS.items():
        insert(
            connection, "articles", article_id=number, text=text, title=f"t{number}",
            published_at=datetime(2025, 5, 20 * number - 19, tzinfo=UTC), source_id=number,
        )  # fmt: skip
        start = 0
        for sentence, part in enumerate(text.split(". "), 1):
            insert(
                connection, "sentences", article_id=number, sentence_no=sentence,
                start_char=start, end_char=start + len(part),
            )  # fmt: skip
            start += len(part) + 2
    for (entity_id, name), label in ((ADA, "PERSON"), (BO, "PERSON"), (ULM, "GPE")):
        insert(connection, "entities", entity_id=entity_id, name=name, label=label)
    for number, (article, words, entity, label, sentence) in enumerate(
        [
            (1, "Ada Brandel", ADA, "PERSON", 1), (1, "Ulm", ULM, "GPE", 2),
            (2, "Brandel", ADA, "PERSON", 1), (2, "Bo Lund", BO, "PERSON", 1),
        ]
    ):  # fmt: skip
        insert(
            connection, "mentions", mention_id=number, article_id=article, text=words,
            entity_id=entity[0], entity_name=entity[1], label=label, mention_kind="name",
            sentence_no=sentence, **spot(article, words),
        )  # fmt: skip
    insert(
        connection, "places", entity_id=9, place_kind="town", country_code="DE",
        country_fips="GM", admin1_code="01", latitude=48.4, longitude=-9.5, geoname_id=1,
        method="only_town", candidate_count=1,
    )  # fmt: skip
    for number, (article, words, speaker, told) in enumerate(
        [(1, "We stay.", ADA, "Ada Brandel"), (2, "No,", BO, "Lund"),
         (2, "Stop it now,", (None, None), "a man")]
    ):  # fmt: skip
        insert(
            connection, "quotes", quote_id=number, article_id=article, text=words,
            speaker_entity_id=speaker[0], speaker_name=speaker[1], speaker_text=told,
            quote_kind="direct", confidence=0.9, **spot(article, words),
        )  # fmt: skip
    for number, (words, kind, value, unit, sentence) in enumerate(
        [("3", "count", 3, None, 1), ("two hours", "duration", 2, "hour", 2)]
    ):
        insert(
            connection, "figures", figure_id=number, article_id=1, text=words, figure_kind=kind,
            value=value, value_min=value, value_max=value, unit=unit, status="asserted",
            sentence_no=sentence, **spot(1, words),
        )  # fmt: skip
    insert(
        connection, "dates", article_id=1, text="two hours", method="test:unresolved",
        confidence=0.5, **spot(1, "two hours"),
    )  # fmt: skip
    for number, (article, words, kind, who, place, sentence) in enumerate(
        [(1, "killed", "FIGHT", "Police", ULM[0], 1), (2, "refused", "REJECT", "Iran", None, 4)]
    ):
        insert(
            connection, "events", event_id=number, article_id=article, trigger_text=words,
            trigger_lemma=words, event_type=kind, who_text=who, where_entity_id=place,
            status="asserted", is_negated=False, sentence_no=sentence,
            trigger_start=spot(article, words)["start_char"],
            trigger_end=spot(article, words)["end_char"],
        )  # fmt: skip
    yield lambda columns, view: connection.execute(f"SELECT {columns} FROM {view}").fetchall()
    connection.close()


def test_who_gets_a_voice(ask):
    assert ask("speaker, quote_count, word_count, word_share, source_count", "v_voices") == [
        ("(not named)", 1, 3, 0.5, 1),
        ("Ada Brandel", 1, 2, 0.3333, 1),
        ("Bo Lund", 1, 1, 0.1667, 1),
    ]


def test_who_said_what(ask):
    assert ask("speaker, text, title", "v_said") == [
        ("Ada Brandel", "We stay.", "t1"),
        ("Bo Lund", "No,", "t2"),
        (None, "Stop it now,", "t2"),
    ]
    assert ask("text, speaker_text", "v_without_speaker") == [("Stop it now,", "a man")]


def test_who_did_what(ask):
    assert ask("event_type, who, place", "v_events") == [
        ("FIGHT", "Police", "Ulm"),
        ("REJECT", "Iran", None),
    ]
    assert ask("who, event_type", "v_denied") == [("Iran", "REJECT")]


def test_how_long_and_how_many(ask):
    assert ask("text, minutes, minutes_min", "v_durations") == [("two hours", 120.0, 120.0)]
    assert ask("people, place, event_type, outcome, is_part", "v_casualties") == [
        (3.0, "Ulm", "FIGHT", "dead", False)
    ]


def test_figures_and_dates_stand_beside_their_sentences(ask):
    assert ask("text, value, unit, sentence", "v_figures") == [
        ("3", 3.0, None, "Ada Brandel said: “We stay.” Police killed 3 people in Ulm"),
        ("two hours", 2.0, "hour", "The talks took two hours."),
    ]
    assert ask("text, value_from, method, sentence", "v_dates") == [
        ("two hours", None, "test:unresolved", "The talks took two hours.")
    ]


def test_names(ask):
    assert ask("name, variant, use_count", "v_name_variants") == [
        ("Ada Brandel", "Ada Brandel", 1),
        ("Ada Brandel", "Brandel", 1),
        ("Bo Lund", "Bo Lund", 1),
        ("Ulm", "Ulm", 1),
    ]
    assert ask("one, other, sentence_count", "v_pairs") == [("Ada Brandel", "Bo Lund", 1)]
    assert ask("name", "v_new_names") == [("Bo Lund",)]


def test_offsets_are_honest(ask):
    rows = ask("kind, row_count, exact_count", "v_honest_offsets")
    assert {kind for kind, *_ in rows} == {"mention", "quote", "date", "figure", "event"}
    assert all(count == exact for _, count, exact in rows)


def test_rows_of_gdelts_shape_hold_what_the_articles_state(ask):
    (row,) = ask(
        "EnhancedPersons, Quotations, Amounts", "v_gkg WHERE DocumentIdentifier IS NULL LIMIT 1"
    )
    assert "Ada Brandel,0" in row[0]
    assert "We stay." in row[1]
    assert row[2].startswith("3.0,")


def test_places_have_the_nine_parts_of_gdelts_locations(ask):
    rows = ask("V2Locations", "v_gkg ORDER BY GKGRECORDID")
    start = TEXTS[1].index("Ulm")
    assert rows == [(f"4#Ulm#GM###48.4#-9.5##{start}",), (None,)]


def test_where_the_places_are(ask):
    assert ask("name, country_code, latitude, longitude", "v_places") == [("Ulm", "DE", 48.4, -9.5)]


@pytest.mark.parametrize(
    ("row", "location"),
    [
        ({"place_kind": "country", "country_code": "DE", "country_fips": "GM"},
         "1#A B#GM#GM####GM#3"),
        ({"place_kind": "region", "country_code": "US", "country_fips": "US", "admin1_code": "TX"},
         "2#A B#US#USTX####TX#3"),
        ({"place_kind": "region", "country_code": "CA", "country_fips": "CA"}, "5#A B#CA######3"),
        ({"place_kind": "town", "country_code": "US", "country_fips": "US", "admin1_code": "PA",
          "latitude": 40.0, "longitude": -75.1}, "3#A B#US#USPA##40.0#-75.1##3"),
        ({"method": "ambiguous", "country_code": "US", "country_fips": "US"}, None),
    ],
)  # fmt: skip
def test_kinds_of_places_as_gdelt_counts_them(row, location):
    connection = duckdb.connect()
    create_tables(connection, constraints=False)
    insert(connection, "articles", article_id=1, text="in A#B")
    insert(connection, "entities", entity_id=5, name="A#B", label="GPE")
    insert(connection, "places", entity_id=5, **{"method": "country_name", **row})
    for number, kind in enumerate(("name", "pronoun")):
        insert(
            connection, "mentions", mention_id=number, article_id=1, entity_id=5, label="GPE",
            mention_kind=kind, start_char=3, end_char=6, text="A#B",
        )  # fmt: skip
    assert connection.execute("SELECT V2Locations FROM v_gkg").fetchall() == [(location,)]
    connection.close()
