from __future__ import annotations

import io

import pyarrow
import pyarrow.parquet
import pytest

from tests.unit.transforms.decode.inputs import (
    gz,
    outcomes,
    parquet_bytes,
    reasons,
    reject,
    values,
    zip_bytes,
)
from transforms.record import RawDocument

GOOD = parquet_bytes({"Title": ["A", None], "text": ["One.", "Two."], "x": [1, 2]})


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (GOOD, "a.parquet"),
        (GOOD, "a.txt"),
        (gz(GOOD), "a.parquet.gz"),
        (zip_bytes(("a.parquet", GOOD)), "a.zip"),
    ],
)
def test_rows_are_records_wherever_the_file_lies(data: bytes, name: str) -> None:
    found = outcomes(data, name)
    assert [item.text for item in found if isinstance(item, RawDocument)] == ["One.", "Two."]
    assert values(found[0], "title") == ["A"]


def test_missing_and_wrong_texts_are_single_rejects() -> None:
    assert reasons(outcomes(parquet_bytes({"text": [None, "Good."]}), "a.parquet")) == [
        "no_text_field",
        "ok",
    ]
    assert reasons(outcomes(parquet_bytes({"text": [1]}), "a.parquet")) == ["wrong_type"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (GOOD[:-20], "bad_parquet"),
        (GOOD[50:], "bad_parquet"),
        (GOOD[:10] + b"\xff" * 60 + GOOD[70:], "bad_parquet"),
        (b"just words", "bad_parquet"),
        (parquet_bytes({"a": [1]}), "no_text_field"),
        (parquet_bytes({"text": pyarrow.array([], pyarrow.string())}), "no_records"),
    ],
)
def test_files_that_are_refused(data: bytes, reason: str) -> None:
    assert reject(data, "a.parquet").reason == reason


def test_a_column_that_repeats_one_text_is_held_to_the_ratio() -> None:
    out = io.BytesIO()
    column = pyarrow.array(["The same text again. " * 50] * 20_000).dictionary_encode()
    pyarrow.parquet.write_table(pyarrow.table({"text": column}), out, compression="zstd")
    found = outcomes(out.getvalue(), "a.parquet")
    assert reasons(found)[-1] == "expansion_limit"
    assert len(found) < 2_000
