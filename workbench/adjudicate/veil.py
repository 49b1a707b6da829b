"""Names that do not tell who it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from string import ascii_uppercase


def veiled(article_id: str, annotators: Sequence[str]) -> dict[str, str]:
    """Each annotator's letter, in an order that is another one in each article, and the same at every start."""
    mixed = sorted(annotators, key=lambda name: hashlib.sha256(f"{article_id}\n{name}".encode()).digest())
    count = len(ascii_uppercase)
    return {name: ascii_uppercase[number % count] * (1 + number // count) for number, name in enumerate(mixed)}
