"""The project that storms rage in: a scheme with everything in it, the seeds, and articles that shift offsets."""

from __future__ import annotations

import random
from pathlib import Path

from tests import factories
from tests.conftest import SEEDS
from tests.end_to_end.hands import Hands
from tests.strategies import NASTY
from workbench.intake import articles_in
from workbench.keymap import Keymap
from workbench.model import Article, Span
from workbench.store import Store, open_store
from workbench.store.check import check_article, check_file, check_history

SCHEME = """
scheme: storm
version: 1
free_labels: yes
attributes:
  form: {type: choice, values: [full, partial, nested], required: true}
  topics: {type: choices, values: [war, trade, health]}
  sure: {type: yes_no, default: yes}
  target: text
  weight: number
labels:
  quote: {key: q, guideline: What somebody says., attributes: [form, sure]}
  direct quote: {key: qd, parent: quote, attributes: [form, topics, target, weight, sure]}
  indirect quote: {key: qi, parent: quote, exclude: [Thoughts.]}
  source: {key: s, attributes: [weight]}
  данные: {key: д}
  hedge: {key: h}
  a label whose name takes up much more room than there is: {key: a}
  keyless: {parent: hedge}
relations:
  said_by: {from: quote, to: source, required: true}
  same_quote: {from: quote, to: quote, across_articles: true}
  same_source: {from: source, to: [source, hedge], across_articles: true}
"""
LABELS = ("qq", "qd", "qi", "s", "s", "h", "a", "д", "x", "q\r", "q\x1b")
"""What is typed for its labels, and for some that it does not have."""


def make(folder: Path, *, with_scheme: bool = True) -> str:
    """Make the project in the folder, or its articles alone; the URL of its database."""
    if with_scheme:
        (folder / "labels.yaml").write_text(SCHEME, encoding="utf-8")
    url = f"sqlite:///{folder / 'workbench.db'}"
    with open_store(url) as store:
        store.articles.add(articles_in([SEEDS]))
        store.articles.add(_nasty(seed) for seed in range(4))
        store.articles.add([_long()])
    return url


def hands(seed: int, folder: Path, keymap: Keymap) -> Hands:
    """Hands that know this project, and the settings in the folder that they are used to."""
    (folder / "settings.yaml").write_text(f"keymap: {keymap.name}\n", encoding="utf-8")
    return Hands(seed, keymap, LABELS)


def _nasty(seed: int) -> Article:
    chance = random.Random(seed)
    signs = [sign for sign in NASTY if "\n\n" not in sign]
    paragraphs = ["".join(chance.choices([*signs, " ", " "], k=chance.randint(1, 120))) for _ in range(30)]
    paragraphs += ["W" * 700, "one", "\u200d\u0301", "“He said “so”,” she said.\r\nAnd left.", "لا " * 40]
    text, spans = "", []
    for paragraph in filter(str.strip, paragraphs):
        text += "\n\n"
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph
    return factories.article(f"nasty{seed}", text, paragraphs=tuple(spans), title=f"Nasty [/b] {seed} \x1b[31m 日本")


def _long() -> Article:
    words = "The minister said “we knew nothing of it” and some officials, who would not be named, did not agree. "
    return factories.article("zlong", "\n\n".join(f"{number}. {words * 5}" for number in range(215)))


def wrong(store: Store) -> list[str]:
    """All that is wrong with a database, as `db check` finds it."""
    found = check_file(store)
    for article_id in store.articles.ids():
        found += check_article(store, article_id)
    for annotator in store.people.all():
        found += check_history(store, annotator)
    return found
