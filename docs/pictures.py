"""The pictures of the README and the docs, as SVG, from the real seeds: `python docs/pictures.py`.

Two annotators who are scripts read and label two of the seeds in a database that is thrown away; then the screens are
opened on it, and what they show is drawn.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from workbench import scheme as schemes
from workbench.annotate import Reading
from workbench.intake import articles_in
from workbench.model import Entry, Kind
from workbench.scheme import Scheme
from workbench.store import Store, open_store
from workbench.tui.app import Bench

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime(2024, 11, 7, 9, tzinfo=UTC)

Labelled = tuple[str, str, dict[str, str]]
"""Words of an article, a label, and the attributes that are set."""

GRANT = (
    "All of these sources spoke on condition of anonymity as they are not authorized to give comments to foreign media."
)
ANN: dict[str, tuple[Labelled, ...]] = {
    "004": (
        ("Moscow believes that Trump's return to the presidency could give Russia a boost", "indirect_quote", {}),
        ("seven senior officials", "anonymous_source", {"specificity": "role"}),
        ("three members of the Russian business elite", "anonymous_source", {"specificity": "role"}),
        ("told", "cue", {}),
        (GRANT, "anonymity_grant", {"reason_given": "no", "reason_kind": "formulaic"}),
        ("All of these sources", "anonymous_source", {"specificity": "bare", "reason_given": "no"}),
        ("“Until the inauguration, we will keep advancing [in Ukraine],”", "direct_quote", {"quote_form": "full"}),
        ("a Russian government official", "anonymous_source", {"specificity": "role"}),
        ("said", "cue", {}),
        ("could", "hedge", {"kind": "epistemic"}),
    ),
    "001": (
        ("Retired US Army General Barry McCaffrey", "named_source", {}),
        ("has said", "cue", {}),
        ("“actively hoping”", "direct_quote", {"quote_form": "partial"}),
    ),
}
BEA: dict[str, tuple[Labelled, ...]] = {"004": ANN["004"][:5], "001": ANN["001"], "000": ()}
READ = {("ann", "004"): 8, ("ann", "001"): 23, ("bea", "004"): 31, ("bea", "001"): 12, ("bea", "000"): 11}

HERE = "All of these sources"
"""Where the caret stands in the picture of an article: two annotations overlap."""


def annotate(reading: Reading, labelled: tuple[Labelled, ...], read: int) -> Iterator[Entry]:
    """Label words where they first occur and read the first paragraphs, as keys would."""
    for words, label, attributes in labelled:
        start = reading.article.text.index(words)
        reading.move_to(start)
        reading.move_to(start + len(words), extend=True)
        yield reading.tag(label)
        target = reading.target
        if target and (entry := reading.set_attributes(target.id, {**target.attributes, **attributes})):
            yield entry
    reading.article_start()
    for _ in range(read):
        if entry := reading.read():
            yield entry


def work(store: Store, scheme: Scheme) -> None:
    """What the two scripts do."""
    ids = (f"{number:032x}" for number in count())
    for annotator, layers in (("ann", ANN), ("bea", BEA)):
        store.people.ensure(annotator, Kind.PERSON)
        for name, labelled in layers.items():
            article = store.articles.get(store.articles.find(name))
            layer = store.layers.load(article.id, annotator)
            reading = Reading(article, scheme, layer, now=lambda: NOW, new_id=lambda: next(ids))
            for entry in annotate(reading, labelled, READ[annotator, name]):
                store.layers.apply(article.id, annotator, entry)


async def picture(bench: Bench, name: str, size: tuple[int, int], *keys: str) -> None:
    """What the application shows after these keys, as `NAME.svg`."""
    async with bench.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        svg = bench.export_screenshot(title="workbench")
    steady = re.sub(r"terminal-\d+", "terminal", svg)  # Rich numbers each drawing anew
    (PICTURES / f"{name}.svg").write_text(steady, encoding="utf-8")


async def draw(store: Store, scheme: Scheme) -> None:
    """The three pictures, as ann sees them."""
    article = store.articles.find("004")
    await picture(Bench(store, lambda: scheme, "ann"), "library", (120, 14))
    await picture(Bench(store, lambda: scheme, "ann", article), "article", (120, 36), *way_to(store, HERE))
    await picture(Bench(store, lambda: scheme, "ann"), "help", (120, 52), "question_mark")


def way_to(store: Store, words: str) -> list[str]:
    """Keys from the article's start to the paragraph of these words, and one step into them."""
    article = store.articles.get(store.articles.find("004"))
    offset = article.text.index(words)
    before = sum(1 for paragraph in article.paragraphs if paragraph.end <= offset)
    return ["T", *["J"] * before, "right"]


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    scheme = schemes.load(ROOT / "labels.yaml")
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/workbench.db") as store:
        store.articles.add(articles_in([ROOT / "seeds"]))
        store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
        work(store, scheme)
        asyncio.run(draw(store, scheme))


if __name__ == "__main__":
    main()
