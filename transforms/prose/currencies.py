"""Which currency is a sum in? The sign, the word and the country's adjective tell; else none does.

Codes are those of ISO 4217.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

SHARED: Final = {
    "shilling": "kenyan KES ugandan UGX tanzanian TZS somali SOS",
    "dinar": "kuwaiti KWD iraqi IQD jordanian JOD bahraini BHD algerian DZD tunisian TND libyan LYD"
    " serbian RSD",
    "dirham": "emirati AED uae AED moroccan MAD",
    "riyal": "saudi SAR qatari QAR omani OMR yemeni YER",
    "rial": "iranian IRR omani OMR yemeni YER",
    "peso": "mexican MXN argentine ARS argentinian ARS chilean CLP colombian COP cuban CUP"
    " philippine PHP dominican DOP uruguayan UYU",
    "franc": "swiss CHF french FRF belgian BEF cfa XOF congolese CDF rwandan RWF burundian BIF"
    " luxembourg LUF djiboutian DJF guinean GNF comorian KMF",
    "krona": "swedish SEK icelandic ISK",
    "krone": "norwegian NOK danish DKK",
    "lira": "turkish TRY lebanese LBP syrian SYP",
    "kwacha": "zambian ZMW malawian MWK",
    "rs": "",
    "crown": "czech CZK swedish SEK norwegian NOK danish DKK",
}
"""Currencies of several countries, none of which the word alone means, with their codes."""
CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "cent": "USD", "cents": "USD",
    "usd": "USD", "£": "GBP", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "pence": "GBP",
    "gbp": "GBP", "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "¥": "JPY",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "roubles": "RUB",
    "ruble": "RUB", "rubles": "RUB", "rupee": "INR", "rupees": "INR", "₹": "INR", "hryvnia": "UAH",
    "won": "KRW", "zloty": "PLN", "zlotys": "PLN", "rand": "ZAR",
    "naira": "NGN", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "forint": "HUF",
    "forints": "HUF", "shekel": "ILS", "shekels": "ILS", "taka": "BDT", "tenge": "KZT",
    "birr": "ETB", "cedi": "GHS", "cedis": "GHS", "pula": "BWP", "dong": "VND", "kyat": "MMK",
    "dlr": "USD", "dlrs": "USD", "cts": "USD", "stg": "GBP", "marks": "DEM", "guilder": "NLG",
    "guilders": "NLG", "peseta": "ESP", "pesetas": "ESP", "lire": "ITL", "drachma": "GRD",
    "drachmas": "GRD", "schilling": "ATS", "schillings": "ATS",
    "reais": "BRL", "lei": "RON", "hryvnias": "UAH",
    **{word: name for name in SHARED for word in (name, name + "s")},
    "rs.": "rs", "kronor": "krona", "kroner": "krone", "liras": "lira",
}  # fmt: skip
"""ISO 4217 code, or a key of `SHARED`, by word in lower case or sign. A bare "$" is read as the US
dollar, as agencies write it."""
_ISO: Final = """
USD GBP EUR JPY CNY INR PKR BDT NGN KES TZS UGX GHS ZAR NAD BWP RUB UAH TRY AED SAR QAR KWD BHD OMR
EGP ILS AUD CAD NZD SGD HKD MYR IDR THB PHP VND KRW TWD CHF SEK NOK DKK PLN CZK HUF RON BRL MXN COP
CLP ARS PEN ETB XAF XOF ZMW MWK RWF
"""
CODES: Final = {
    **{code: code for code in _ISO.split()},
    "Ksh": "KES", "KSh": "KES", "TSh": "TZS", "Tsh": "TZS", "USh": "UGX", "Tk": "BDT",
    "RMB": "CNY", "Dh": "AED", "Dhs": "AED", "SR": "SAR", "QR": "QAR", "RM": "MYR", "Rp": "IDR",
    "NIS": "ILS", "GH¢": "GHS",
}  # fmt: skip
"""ISO 4217 code by abbreviation as it is written: "COP" is a peso, and a cop is none."""
DOLLARS: Final = {
    "us": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "aus": "AUD",
    "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "n": "NAD", "nt": "TWD", "j": "JMD",
    "ja": "JMD", "tt": "TTD", "bz": "BZD", "fj": "FJD", "ec": "XCD", "bds": "BBD", "gy": "GYD",
    "mx": "MXN", "r": "BRL",
}  # fmt: skip
"""ISO 4217 code by the letters before a "$"; of others the currency is unknown."""
OF_COUNTRIES: Final = {
    ("american", "USD"): "USD", ("us", "USD"): "USD", ("u.s.", "USD"): "USD",
    ("australian", "USD"): "AUD", ("canadian", "USD"): "CAD", ("kong", "USD"): "HKD",
    ("h.k.", "USD"): "HKD",
    ("singapore", "USD"): "SGD", ("zealand", "USD"): "NZD",
    ("n.z.", "USD"): "NZD", ("namibian", "USD"): "NAD",
    ("jamaican", "USD"): "JMD", ("taiwan", "USD"): "TWD", ("taiwanese", "USD"): "TWD",
    ("british", "GBP"): "GBP", ("egyptian", "GBP"): "EGP", ("syrian", "GBP"): "SYP",
    ("lebanese", "GBP"): "LBP", ("sudanese", "GBP"): "SDG", ("indian", "INR"): "INR",
    ("pakistani", "INR"): "PKR", ("nepali", "INR"): "NPR", ("nepalese", "INR"): "NPR",
    ("lankan", "INR"): "LKR", ("korean", "KRW"): "KRW",
    ("russian", "RUB"): "RUB", ("belarusian", "RUB"): "BYN", ("ukrainian", "UAH"): "UAH",
    ("chinese", "CNY"): "CNY", ("japanese", "JPY"): "JPY", ("turkish", "TRY"): "TRY",
    ("african", "ZAR"): "ZAR",
    **{
        (country, name): code
        for name, codes in SHARED.items()
        for country, code in zip(codes.split()[::2], codes.split()[1::2], strict=True)
    },
}  # fmt: skip
"""ISO 4217 code by the word before a currency's, and the currency that this one alone means."""
SIGN: Final = re.compile(r"(?:\b([A-Z][A-Za-z]{0,2}|N (?=\$)))?\$|[£€¥₹]")
"""Letters and sign; a blank stands between them in "N $200" alone, for "A $5 deal" is no AUD."""
SUBUNITS: Final = frozenset(("cent", "cents", "cts", "pence"))
"""Words of hundredths."""


def currency_of(text: str, words: Sequence[str]) -> str | None:
    """ISO 4217 code of a sum; None: not told.

    Args:
        text: The sum as written, from which a sign is read; empty: it has none.
        words: Its words, with the one before it.
    """
    sign = SIGN.search(text)
    if sign and sign[1]:
        return DOLLARS.get(sign[1].strip().lower())
    code = next((CODES[word] for word in words if word in CODES), None)
    if code:
        return code
    place = next((n for n, w in enumerate(words) if n and w.lower() in CURRENCIES), None)
    if place is None:
        return CURRENCIES[sign.group()] if sign else None
    alone = CURRENCIES[words[place].lower()]
    if alone == "rs":
        is_indian = any(word.lower().removesuffix("s") in ("lakh", "crore") for word in words)
        return "INR" if is_indian else None
    country = words[place - 1]
    if place and words[place][0].isalpha() and country[:1].isupper():
        return OF_COUNTRIES.get((country.lower(), alone))
    return None if alone in SHARED else alone
