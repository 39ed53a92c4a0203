"""In which part of a cross-validation is a page?"""

from __future__ import annotations

import hashlib

FOLDS = 5


def fold_of(domain: str) -> int:
    """The fold of all pages of a domain: they are measured with weights that have not seen them."""
    return int(hashlib.sha1(("f" + domain).encode()).hexdigest(), 16) % FOLDS
