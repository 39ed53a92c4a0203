"""When are two records the same article?"""

from __future__ import annotations

import pytest

from transforms.identity import article_id, domain_of, normal_url, source_of
from transforms.record import Claim, RawDocument


def document(text: str = "Some text.", form: str = "txt", **claims: str) -> RawDocument:
    return RawDocument(
        0, text, form, tuple(Claim(name, value, "test", 0.9) for name, value in claims.items())
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.lorn.example/a", "http://lorn.example/a/"),
        ("https://lorn.example/a?utm_source=x", "https://lorn.example/a#top"),
        ("https://LORN.example/a?id=1&fbclid=zz", "https://lorn.example:443/a?id=1"),
    ],
)
def test_spellings_of_one_address_are_one(one, other):
    assert normal_url(one) == normal_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://lorn.example/a", "https://lorn.example/b"),
        ("https://lorn.example/a?id=1", "https://lorn.example/a?id=2"),
        ("https://lorn.example/a", "https://lorn.example:8080/a"),
        ("https://lorn.example/A", "https://lorn.example/a"),
    ],
)
def test_different_addresses_stay_apart(one, other):
    assert normal_url(one) != normal_url(other)


@pytest.mark.parametrize(
    "bad", ["", "lorn.example/a", "mailto:a@b.example", "http://[::1", "https://x"]
)
def test_what_is_no_web_address_is_none(bad):
    assert normal_url(bad) is None
    assert domain_of(bad) is None


def test_the_address_wins_over_everything():
    one = document("first text", url="https://lorn.example/a", external_id="1")
    other = document("other text", url="http://www.lorn.example/a/", external_id="2")
    assert article_id(one, {}) == article_id(other, {})


def test_an_outlets_own_id_needs_the_outlet():
    here = document("text", external_id="17", source_name="Lorn Post")
    there = document("text two", external_id="17", source_name="Lorn  post")
    elsewhere = document("text", external_id="17", source_name="Vellmar Post")
    nowhere = document("text", external_id="17")
    assert article_id(here, {}) == article_id(there, {})
    assert len({article_id(d, {}) for d in (here, elsewhere, nowhere)}) == 3


def test_content_is_the_last_resort_and_a_prior_continues_it():
    old, new = document("old text"), document("new text")
    first = article_id(old, {})
    assert article_id(document("old text"), {}) == first
    assert article_id(new, {}) != first
    assert article_id(new, {"": first}) == first
    assert article_id(document("x", external_id="7"), {"x:7": first}) == first
    assert article_id(document("x", external_id="7"), {"": first}) != first


def test_a_record_among_others_continues_nothing_without_an_id():
    first = article_id(document("old text"), {})
    assert article_id(document("new text", "jsonl"), {"": first}) != first


def test_the_domain_names_the_outlet_before_its_name():
    one = source_of(document(url="https://lorn.example/a", source_name="Lorn"))
    other = source_of(document(url="https://www.lorn.example/b", source_name="The Lorn Post"))
    assert one[0] == other[0] and one[1] == "lorn.example"
    assert source_of(document()) == (None, None, None)
