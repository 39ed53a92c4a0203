from __future__ import annotations

import pytest

from transforms.decode.charset import codec_for, decode_bytes, repair
from transforms.decode.stream import Undecodable

# fmt: off
SENTENCES = {
    "cp1252": "Der Bürgermeister sagte am Dienstag, die Brücke werde "
    "größer als geplant – „so ist es“.",
    "cp1250": "Zażółć gęślą jaźń: burmistrz powiedział w czwartek, że most "
    "będzie większy niż dawniej.",
    "cp1251": "Мэр города заявил во вторник, что старый мост откроется "
    "после девяти месяцев ремонта.",
    "koi8_r": "Мэр города заявил во вторник, что старый мост откроется "
    "после девяти месяцев ремонта.",
    "cp1253": "Ο δήμαρχος δήλωσε την Τρίτη ότι η παλιά γέφυρα θα ανοίξει μετά από εννέα μήνες.",
    "gb18030": "市长星期二表示，旧桥在九个月的维修之后重新开放，第一辆电车在清晨六点过桥。",
    "cp932": "市長は火曜日、古い橋が九か月の修理のあとに再び開通したと述べた。",
}
# fmt: on


@pytest.mark.parametrize("encoding", SENTENCES)
def test_encodings_without_a_mark_are_detected(encoding: str) -> None:
    text = SENTENCES[encoding] * 3
    found = decode_bytes(text.encode(encoding))
    assert found.text == text
    assert found.confidence < 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    text = "The ferry to Saint-Orme leaves at six. “Be early,” they say.\n" * 3
    assert decode_bytes(text.encode(encoding)).text == text


def test_cyrillic_utf16_without_a_mark() -> None:
    text = SENTENCES["cp1251"] * 3
    assert decode_bytes(text.encode("utf-16-le")).text == text


def test_valid_utf8_wins_over_a_stated_encoding() -> None:
    assert decode_bytes("Fährmann".encode(), "koi8-r").text == "Fährmann"


def test_stated_encoding_is_believed_when_the_bytes_fit() -> None:
    found = decode_bytes("Fährmann".encode("cp1252"), "iso-8859-1")
    assert (found.text, found.encoding) == ("Fährmann", "cp1252")


@pytest.mark.parametrize(
    "label", ["utf-7", "base64", "unicode_escape", "x-klingon-$(id)", "", None]
)
def test_refused_labels(label: str | None) -> None:
    assert codec_for(label) is None


def test_single_bad_bytes_in_utf8_are_read_as_windows_1252() -> None:
    data = "“One” — “two” — “three”, and caf".encode() + b"\xe9 au lait"
    found = decode_bytes(data)
    assert found.text.endswith("café au lait")
    assert found.repairs == ("undecodable_bytes",)


def test_a_cut_character_becomes_a_replacement_character() -> None:
    found = decode_bytes("“One” — two".encode() + "€".encode()[:2])
    assert found.text.endswith("two\ufffd\ufffd")
    assert found.repairs == ("undecodable_bytes",)


def test_surrogates_written_as_utf8_are_joined() -> None:
    found = decode_bytes(b"Smile: \xed\xa0\xbd\xed\xb8\x80")
    assert found.text == "Smile: \U0001f600"
    assert found.repairs == ("lone_surrogates",)


def test_binary_is_refused() -> None:
    with pytest.raises(Undecodable) as stop:
        decode_bytes(bytes(range(256)) * 8)
    assert stop.value.reason == "binary_content"


@pytest.mark.parametrize(
    ("text", "fixed", "repairs"),
    [
        (
            "It cost Â£600m, the mayorâ€™s office said",
            "It cost £600m, the mayor’s office said",
            ("mojibake",),
        ),
        ("a\ud83db", "a\ufffdb", ("lone_surrogates",)),
        ("\ud83d\ude00", "\U0001f600", ("lone_surrogates",)),
        ("one\rtwo", "one\ntwo", ("cr_line_ends",)),
        ("one\r\ntwo", "one\r\ntwo", ()),
        ("“Curly” — ‘quotes’ … and ½ stay", "“Curly” — ‘quotes’ … and ½ stay", ()),
        ("Ângela à São João, ÇA VA", "Ângela à São João, ÇA VA", ()),
    ],
)
def test_repair(text: str, fixed: str, repairs: tuple[str, ...]) -> None:
    assert repair(text) == (fixed, repairs)
