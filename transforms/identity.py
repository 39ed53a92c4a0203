"""Which article is this, and whose?

An article is known by its address, or by the id that its outlet gives it, or by
its content, in this order. A file that has changed since the last run continues
its article (`Priors`), so that the change becomes a version and not a stranger.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit  # sec-ok: parsing only

from transforms.ids import stable_id, text_sha256
from transforms.record import RawDocument

Priors = Mapping[str, int]
"""Article ids that the last content of the same file had, by `prior_key`."""

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ocid", "cmpid", "ref_src")


def normal_url(url: str) -> str | None:
    """`url` in the form in which two addresses of one article are equal.

    Lower-case host without `www.`, no fragment, no tracking parameters, no
    trailing slash, `http` and `https` alike. None when it is no web address.

    >>> normal_url("HTTP://www.Harbour-Post.example/a/?utm_source=x&id=7#top")
    'harbour-post.example/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return None
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, True) if not k.lower().startswith(_TRACKING)]
    )
    path = parts.path.rstrip("/")
    return f"{host}{port}{path}" + (f"?{query}" if query else "")


def domain_of(url: str | None) -> str | None:
    """Host name of `url` without `www.`; None when there is none."""
    normal = normal_url(url) if url else None
    return normal.split("/", 1)[0].split("?", 1)[0].split(":", 1)[0] if normal else None


def address_of(document: RawDocument) -> str | None:
    """The address that the input states: its canonical one, else its own."""
    for name in ("canonical_url", "url"):
        claim = document.claim(name)
        if claim is not None and normal_url(claim.value):
            return claim.value.strip()
    return None


def source_of(document: RawDocument) -> tuple[int | None, str | None, str | None]:
    """(source_id, domain, name) of the outlet; all None when the input states neither.

    The id is that of the domain where there is one: outlets change the spelling
    of their name more often than their address.
    """
    stated = document.claim("domain")
    domain = domain_of(address_of(document)) or (
        stated.value.strip().lower().removeprefix("www.") if stated else None
    )
    named = document.claim("source_name")
    name = " ".join(named.value.split()) if named else None
    if not domain and not name:
        return None, None, None
    key = ("domain", domain) if domain else ("name", name.casefold() if name else None)
    return stable_id("source", *key), domain or None, name or None


def prior_key(document: RawDocument) -> str | None:
    """Under which key `Priors` knows this record; None: it continues nothing.

    Its own id, or "" for a file that is one document. A record without an id in a
    file of many can't be told from its neighbours.
    """
    external = document.claim("external_id")
    if external is not None:
        return f"x:{external.value}"
    return "" if document.format in ("txt", "md", "html") else None


def article_id(document: RawDocument, priors: Priors) -> int:
    """The stable id of the article that `document` is a version of.

    Args:
        document: The decoded input.
        priors: Ids that the file's last content had, by `prior_key`. Records with
            neither an address nor an id of their outlet are continued by it; an
            id without an outlet ("17") means something inside one file only.
    """
    address = address_of(document)
    if address is not None:
        return stable_id("article", "url", normal_url(address))
    source_id, _, _ = source_of(document)
    external = document.claim("external_id")
    if external is not None and source_id is not None:
        return stable_id("article", "external", str(source_id), external.value)
    key = prior_key(document)
    prior = priors.get(key) if key is not None else None
    if prior is not None:
        return prior
    title = document.claim("title")
    return stable_id(
        "article",
        "content",
        str(source_id) if source_id is not None else None,  # two outlets print one text
        text_sha256(document.text),
        title.value if title else None,
    )
