"""Opening an article to label: as the store has it now."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.annotate import Reading
from workbench.model import Article, Layer
from workbench.store import Store

if TYPE_CHECKING:
    from workbench.tui.app import Bench


def reading_of(bench: Bench, article_id: str) -> Reading:
    """The passage through the article of whoever works here, after all that was submitted.

    Raises StoreError where it cannot be read, and SchemeError.
    """
    article, layer = bench.writer.in_turn(_load, bench.store, article_id, bench.annotator)
    reading = Reading(article, bench.scheme, layer, now=lambda: datetime.now(UTC), new_id=lambda: uuid.uuid4().hex)
    reading.last_label = bench.last_label or reading.last_label
    return reading


def _load(store: Store, article_id: str, annotator: str) -> tuple[Article, Layer]:
    return store.articles.get(article_id), store.layers.load(article_id, annotator)
