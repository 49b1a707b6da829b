"""Which part of a split each article goes into: by its own hash, near-duplicates together with the first of them.

Near-duplicates are found as A. Broder, "On the resemblance and containment of documents", Compression and Complexity of
Sequences, 1997, describes: shingles of words, min-wise hashes, banded; candidates are compared shingle by shingle.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from workbench.exchange.progress import Progress, silent
from workbench.exchange.wanted import LEFT_OUT, Split
from workbench.model import Article

ALIKE = 0.5
"""Share of shingles in common, of all that two texts have, from which they are near-duplicates."""

_SHINGLE = 5
_HASHES, _BANDS = 192, 64
"""Bands of three: at a resemblance of 0.5, texts share a band with a probability of 0.9998; of 0.6, nearly always."""

Shingles = NDArray[np.uint64]
_PRIME = np.uint64(4_294_967_311)  # the first above all hashes of shingles


def parts(
    articles: Iterable[Article], split: Split, progress: Progress = silent, total: int | None = None
) -> dict[str, str]:
    """Article id → part. `articles`, `total` of them, come in the order in which they came into the database.

    An article that is added later never moves one that was there: it goes where those like it are, and is left out
    where these are in several parts.
    """
    placed: dict[str, str] = {}
    for done, (id_, sha256, like) in enumerate(_alike_before(articles), start=1):
        known = {placed[other] for other in like} - {LEFT_OUT}
        placed[id_] = _part(sha256, split) if not like else known.pop() if len(known) == 1 else LEFT_OUT
        progress(done, total, what="Comparing articles")
    return placed


def _part(sha256: str, split: Split) -> str:
    """By the text's hash and the seed alone: a number from 0 to 100, evenly."""
    digest = hashlib.sha256(f"{split.seed} {sha256}".encode()).digest()
    place = int.from_bytes(digest[:8]) / 2**64 * 100
    return "train" if place < split.train else "validation" if place < split.train + split.validation else "test"


def _alike_before(articles: Iterable[Article]) -> Iterator[tuple[str, str, list[str]]]:
    """Id and hash of each article, and the ids of those before that are nearly the same."""
    known: list[tuple[str, Shingles]] = []
    bands: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for article in articles:
        shingles = _shingles(article.text)
        keys = list(_keys(shingles))
        near = (known[number] for number in sorted({number for key in keys for number in bands[key]}))
        like = [id_ for id_, others in near if _alike(shingles, others)]
        for key in keys:
            bands[key].append(len(known))
        known.append((article.id, shingles))
        yield article.id, article.sha256, like


def _shingles(text: str) -> Shingles:
    """Hashes of all runs of five words, in lower case; of the words, where there are fewer."""
    words = text.casefold().split()
    runs = [" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))]
    return np.unique(np.array([zlib.crc32(run.encode()) for run in runs], dtype=np.uint64))


def _keys(shingles: Shingles) -> Iterator[tuple[int, bytes]]:
    smallest = ((_FACTORS[:, None] * shingles[None, :] + _TERMS[:, None]) % _PRIME).min(axis=1)
    for number, band in enumerate(smallest.reshape(_BANDS, -1)):
        yield number, band.tobytes()


def _alike(one: Shingles, other: Shingles) -> bool:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common) >= ALIKE


_random = np.random.default_rng(1997)
_FACTORS = _random.integers(1, 2**31, _HASHES, dtype=np.uint64)
_TERMS = _random.integers(0, 2**31, _HASHES, dtype=np.uint64)
