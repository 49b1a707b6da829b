"""The lesson of docs/learning.md: its keys, and its gold standard, docs/gold.jsonl, made by `python -m docs.lesson`."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from docs import tutorial
from workbench import formats
from workbench import scheme as schemes
from workbench.annotate import Reading
from workbench.exchange import Export, Wanted
from workbench.intake import articles_in
from workbench.model import AttributeValue, Kind
from workbench.store import Store, open_store

ROOT = Path(__file__).parent.parent
PAGE, FILE = ROOT / "docs" / "learning.md", ROOT / "docs" / "gold.jsonl"
SECTION = "## Your first lesson"
READ = 5
"""Paragraphs of the first article that have a gold standard: those that docs/annotating.md goes through."""
PICTURED = 10
"""Rows of the lesson before its picture."""
ATTRIBUTES: dict[str, dict[str, AttributeValue]] = {
    "Submitted by MAGA": {"kind": "byline"},
    "Posted 13 days ago": {"kind": "date"},
    "Reportedly": {"kind": "evidential"},
    "all of whom spoke on condition of anonymity": {"reason_given": False},
}
START = datetime(2024, 11, 4, 9, tzinfo=UTC)


def rows() -> list[tuple[list[str], list[str]]]:
    """Of each row of the section's tables the keys, by Textual's names, and what is then to be seen."""
    section = PAGE.read_text(encoding="utf-8").split(SECTION)[1].split("\n## ")[0]
    found = re.findall(r"^\| (.*?`.*?) \| (.*) \|$", section, re.MULTILINE)
    return [
        ([key for code in tutorial.CODE.finditer(keys) for key in tutorial.pressed(code[1] or code[2])], _seen(told))
        for keys, told in found
    ]


def _seen(told: str) -> list[str]:
    return re.findall(r"“([^”]+)”", told)


def make_gold(store: Store) -> None:
    """Read and label as the page for annotators does, as gold, a minute for each thing."""
    scheme = schemes.load(ROOT / "labels.yaml")
    store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    store.people.ensure("gold", Kind.GOLD)
    article = store.articles.get(store.articles.ids()[0])
    minutes, ids = count(), (f"{number:032x}" for number in count(1))
    reading = Reading(
        article,
        scheme,
        store.layers.load(article.id, "gold"),
        now=lambda: START + timedelta(minutes=next(minutes)),
        new_id=lambda: next(ids),
    )
    for words, label in tutorial.labelled():
        first, _, last = words.partition(" … ")
        start = article.text.index(first)
        end = article.text.index(last, start) + len(last) if last else start + len(first)
        reading.move_to(start)
        reading.move_to(end, extend=True)
        store.layers.apply(article.id, "gold", reading.tag(label))
        target, more = reading.target, ATTRIBUTES.get(words)
        if target and more and (entry := reading.set_attributes(target.id, {**target.attributes, **more})):
            store.layers.apply(article.id, "gold", entry)
    reading.article_start()
    for _ in range(READ):
        if entry := reading.read():
            store.layers.apply(article.id, "gold", entry)


def main(file: Path = FILE) -> None:
    """Write the gold standard."""
    scheme = schemes.load(ROOT / "labels.yaml")
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/workbench.db") as store:
        store.articles.add(articles_in([ROOT / "seeds"]))
        make_gold(store)
        Export(store, scheme, Wanted(formats.named("jsonl"), annotators=("gold",))).to_file(file)


if __name__ == "__main__":
    main()
