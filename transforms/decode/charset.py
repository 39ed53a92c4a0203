"""Which encoding is this, and which text does it hold?

Order: byte order mark, UTF-16 without one, strict UTF-8, the encoding that the
input states, UTF-8 with a few bad bytes, detection. Nothing here depends on
anything but the bytes.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from transforms.decode.stream import Undecodable

SAMPLE_BYTES = 65_536
"""Detection looks at this much, so that its cost does not grow with the input."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the UTF-32 ones stand before the UTF-16 ones that they begin with."""

CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
"""Bytes that text has next to none of (tab, line ends and ESC apart)."""

HIGH_BYTES = bytes(range(128, 256))

MAX_CONTROL_SHARE = 0.1
"""Random bytes have 0.10 to 0.12 of them, a text with stray ones below 0.06."""

WEB_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Labels that stand for a larger encoding: WHATWG Encoding Standard, section 4.2."""

REFUSED_CODECS = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
)
"""Codecs that Python has and that no page may ask for."""

DETECTED = (
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "cp874", "iso8859_2", "iso8859_5", "cp866"),
)
"""Encodings that detection chooses from: those of news archives, Western first."""

TIE = 0.06
"""Detection scores this close to the best one are a tie, which Western wins."""

_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read with, its probability, and the repairs made."""

    text: str
    encoding: str
    confidence: float
    repairs: tuple[str, ...] = ()


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: spaces, zero-width and control characters only."""
    return _VISIBLE.search(text) is None


def bom_of(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that `data` begins with, and its encoding."""
    return next(((bom, name) for bom, name in BOMS if data.startswith(bom)), None)


def is_binary(data: bytes) -> bool:
    """Whether `data` has more zero or control bytes than a text in any 8-bit encoding."""
    sample = data[:SAMPLE_BYTES]
    if not sample:
        return False
    control = len(sample) - len(sample.translate(None, CONTROL_BYTES))
    return control > MAX_CONTROL_SHARE * len(sample) or data.count(0) > 0.1 * len(data)


def codec_for(label: str | None) -> str | None:
    """Python's name for a stated encoding, or None when it is unknown or refused."""
    if not label or len(label) > 40:
        return None
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    name = info.name
    if name in REFUSED_CODECS or not getattr(info, "_is_text_encoding", True):
        return None
    return WEB_ALIASES.get(name, name)


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, without its byte order mark.

    Args:
        data: All bytes of one document.
        declared: Encoding that the input states (HTTP header, `<meta charset>`).

    Raises:
        Undecodable: `binary_content` or `unknown_encoding`.
    """
    with_mark = _by_mark(data)
    if with_mark:
        return with_mark
    if is_binary(data):
        raise Undecodable("binary_content", "it has zero or control bytes that no text has")
    stated = codec_for(declared)
    if stated and stated.startswith("iso2022") and b"\x1b" in data:
        return _lenient(data, stated, 0.9)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError:
        pass
    return _by_label(data, stated) or _mostly_utf8(data) or _detected(data, stated)


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without lone surrogates, mojibake and lone carriage returns.

    Returns:
        The text and the names of the repairs made: `lone_surrogates` (paired ones are
        joined, others become U+FFFD), `mojibake` (only on lines where ftfy finds that
        UTF-8 was read as another encoding), `cr_line_ends` (a text whose only line ends
        are carriage returns gets line feeds).
    """
    repairs = []
    joined = without_surrogates(text)
    if joined is not text:
        text = joined
        repairs.append("lone_surrogates")
    if _MOJIBAKE.search(text):
        fixed = _without_mojibake(text)
        if fixed != text:
            text = fixed
            repairs.append("mojibake")
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
        repairs.append("cr_line_ends")
    return text, tuple(repairs)


def as_given(text: str) -> str:
    """`text` with U+FFFD for lone surrogates, which no encoding has; all offsets stay."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def without_surrogates(text: str) -> str:
    """`text` with surrogate pairs joined and lone ones as U+FFFD; itself if it has none."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _by_mark(data: bytes) -> Decoded | None:
    """Decoded by its byte order mark, or by the pattern of UTF-16 without one."""
    mark = bom_of(data)
    if mark:
        return _lenient(data[len(mark[0]) :], mark[1], 1.0)
    encoding = _bare_utf16(data)
    return _lenient(data, encoding, 0.9) if encoding else None


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: one of each two bytes takes next to no different values."""
    sample = data[: SAMPLE_BYTES // 16]
    if b"\0" not in sample or len(data) % 2 or len(sample) < 32:
        return None
    shares = [
        sum(count for _, count in Counter(half).most_common(3)) / len(half)
        for half in (sample[0::2], sample[1::2])
    ]
    if max(shares) < 0.97 or min(shares) > 0.9:
        return None
    encoding = "utf-16-be" if shares[0] > shares[1] else "utf-16-le"
    text = data[:SAMPLE_BYTES].decode(encoding, "replace")
    odd = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\r\n\f\v"))
    return encoding if odd <= 0.01 * len(text) else None


def _lenient(data: bytes, encoding: str, confidence: float) -> Decoded:
    """Decoded with U+FFFD for what the encoding does not have; that is a repair."""
    try:
        return Decoded(data.decode(encoding), encoding, confidence)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, confidence / 2, ("undecodable_bytes",))


def _by_label(data: bytes, stated: str | None) -> Decoded | None:
    """Decoded by the stated encoding, if all of it can be."""
    if not stated or stated.startswith("utf-"):
        return None
    try:
        return Decoded(data.decode(stated), stated, 0.9)
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes.

    Surrogates written as three bytes (CESU-8) are joined or replaced. A single bad byte
    before ASCII is read as Windows-1252, which is how such mixtures come about; any
    other one becomes U+FFFD.
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(repair(text)[0], "utf-8", 0.9, ("lone_surrogates",))
    text = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = sum(1 for c in text[:SAMPLE_BYTES] if c > "\x7f" and not "\udc80" <= c <= "\udcff")
    # Valid sequences hardly arise by chance where most bytes are ASCII.
    per_good = 8 if good > 2 and _ascii_share(data[:SAMPLE_BYTES]) > 0.8 else 1
    if not good or (bad > 2 and bad > good * per_good):
        return None
    text = re.sub("(?<![\udc80-\udcff])[\udc80-\udcff](?=[\x00-\x7f])", _as_windows, text)
    text = re.sub("[\udc80-\udcff]", "\ufffd", text)
    return Decoded(text, "utf-8", max(0.3, 1 - bad / (good + bad)), ("undecodable_bytes",))


def _as_windows(match: re.Match[str]) -> str:
    """A surrogate-escaped byte as the Windows-1252 character, or U+FFFD."""
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace")


def _detected(data: bytes, stated: str | None) -> Decoded:
    """Decoded by charset-normalizer's best guess over a sample."""
    # charset_normalizer costs 40 ms to import; UTF-8 files never need it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = data[:SAMPLE_BYTES]
    if len(data) > SAMPLE_BYTES:
        # The cut must not split a character of two or more bytes.
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" "), SAMPLE_BYTES // 2) + 1]
    isolated = [*DETECTED, stated] if stated and not stated.startswith("utf-") else list(DETECTED)
    matches = list(from_bytes(sample, cp_isolation=isolated, enable_fallback=False))
    if not matches:
        raise Undecodable("unknown_encoding", "no encoding fits its bytes")
    least = matches[0].chaos
    tied = [match for match in matches if match.chaos <= least + TIE]
    best = next((m for m in tied if m.encoding == "cp1252" and _is_western(sample)), matches[0])
    return _lenient(data, best.encoding, round(max(0.3, 0.9 - best.chaos), 3))


def _ascii_share(sample: bytes) -> float:
    """The share of ASCII bytes; 1 for nothing."""
    return len(sample.translate(None, HIGH_BYTES)) / len(sample) if sample else 1.0


def _is_western(sample: bytes) -> bool:
    """Whether `sample` reads as Western European in Windows-1252.

    Central European and Turkish letters come out there as rare ones (`ì ù ð ý þ`) or as
    signs inside of words.
    """
    text = sample.decode("cp1252", "replace")
    high = [c for c in text if c > "\x7f" and c.isalpha()]
    rare = sum(1 for c in high if c in "ìùðýþõûÌÙÐÝÞÕÛšžŽ")
    signs = len(re.findall(r"[^\W\d_][\xa1-\xb6\xb8-\xbf][^\W\d_]", text))
    return _ascii_share(sample) > 0.8 and (rare + signs) * 10 <= len(high) + 4


def _without_mojibake(text: str) -> str:
    """`text` with ftfy's encoding repair on the lines that ftfy calls bad."""
    # ftfy costs 60 ms to import; texts without a suspicious pair never need it.
    import ftfy  # noqa: PLC0415
    from ftfy.badness import is_bad  # noqa: PLC0415

    config = ftfy.TextFixerConfig(fix_c1_controls=False)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _MOJIBAKE.search(line) and is_bad(line):
            fixed = ftfy.fix_encoding(line, config)
            if "\n" not in fixed:
                lines[number] = fixed
    return "\n".join(lines)
