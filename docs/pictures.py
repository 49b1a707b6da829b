"""The pictures of the README and the docs, as SVG, from the real seeds: `python -m docs.pictures`.

Two annotators who are scripts read and label some of the seeds in a database that is thrown away; then the screens are
opened on it, and what they show is drawn. The same program draws the same bytes.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from docs import lesson, tutorial
from workbench import keys
from workbench import scheme as schemes
from workbench.annotate import Reading, linking
from workbench.intake import articles_in
from workbench.model import AttributeValue, Entry, Kind
from workbench.scheme import Scheme
from workbench.settings import Preferences
from workbench.store import Store, open_store
from workbench.tui.app import Bench
from workbench.tui.saving import REST

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
START = datetime(2024, 11, 7, 9, tzinfo=UTC)

Labelled = tuple[str, str, dict[str, AttributeValue]]
"""Words of an article, a label, and the attributes that are set."""

GRANT = (
    "All of these sources spoke on condition of anonymity as they are not authorized to give comments to foreign media."
)
QUOTE = "“Until the inauguration, we will keep advancing [in Ukraine],”"
OFFICIAL = "a Russian government official"
KREMLIN: tuple[Labelled, ...] = (
    ("Moscow believes that Trump's return to the presidency could give Russia a boost", "indirect_quote", {}),
    ("seven senior officials", "anonymous_source", {"specificity": "role"}),
    ("three members of the Russian business elite", "anonymous_source", {"specificity": "role"}),
    ("told", "cue", {}),
    (GRANT, "anonymity_grant", {"reason_given": False, "reason_kind": "formulaic"}),
    ("All of these sources", "anonymous_source", {"specificity": "bare", "reason_given": False}),
    (QUOTE, "direct_quote", {"quote_form": "full"}),
    (OFFICIAL, "anonymous_source", {"specificity": "role"}),
    ("said", "cue", {}),
    ("could", "hedge", {"kind": "epistemic"}),
)
WANTS: tuple[Labelled, ...] = (
    ("Retired US Army General Barry McCaffrey", "named_source", {}),
    ("has said", "cue", {}),
    ("“actively hoping”", "direct_quote", {"quote_form": "partial"}),
)
ANN: dict[str, tuple[Labelled, ...]] = {"004": KREMLIN, "001": WANTS}
BEA: dict[str, tuple[Labelled, ...]] = {
    "004": (
        ("Trump's return to the presidency could give Russia a boost", "indirect_quote", {}),
        ("seven senior officials", "anonymous_source", {"specificity": "role"}),
        ("three members of the Russian business elite", "named_source", {}),
        ("told", "cue", {}),
    ),
    "001": WANTS,
    "000": (),
}
READ = {("ann", "004"): 8, ("ann", "001"): 23, ("bea", "004"): 31, ("bea", "001"): 12, ("bea", "000"): 11}
JOINED = ((QUOTE, OFFICIAL), (QUOTE, "said"), (GRANT, "All of these sources"))
"""Words of annotations of ann's in 004 between which there is one relation."""


class Picture(NamedTuple):
    """What ann sees in an article, or in the library, at the paragraph of these words and after these keys."""

    name: str
    size: tuple[int, int]
    article: str | None
    words: str = ""
    keys: str = ""


PICTURES_OF = (
    Picture("library", (120, 14), None),
    Picture("article", (120, 32), "004", OFFICIAL, "right"),
    Picture("jump", (80, 24), "002", "Putin defended", "F"),
    Picture("every", (100, 24), "003", "Vladivostok", "slash P u t i n enter asterisk tab"),
    Picture("lists", (100, 16), "004", GRANT, "f2 2"),
    Picture("history", (100, 24), "004", GRANT, "H down down"),
    Picture("agreement", (120, 20), None, "", "f5 right right"),
    Picture("differences", (120, 20), None, "", "f5 end enter down down"),
    Picture("comparison", (100, 20), "004", "Moscow believes", "percent_sign"),
    Picture("guideline", (120, 32), "004", GRANT, "2 full_stop I"),
    Picture("settings", (80, 18), "001", "", "f10 down"),
    Picture("adjudication", (100, 30), None, "", "0 0 4 ctrl+g 2 n"),  # last: it makes gold
)


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


def join_and_note(reading: Reading) -> Iterator[Entry]:
    """Relations, a doubt, a comment and notes."""
    by_words = {one.quote(reading.article.text): one for one in reading.annotations.values()}
    for pair in JOINED:
        one, other = (by_words[words] for words in pair)
        yield reading.relate(linking.offered(reading, one, other)[0])
    doubtful = by_words["All of these sources"]
    reading.choose(doubtful.id, doubtful.extent.start)
    yield reading.unsure()
    hedge = by_words["could"]
    if entry := reading.set_comment(hedge.id, "The author’s own, or Moscow’s?"):
        yield entry
    for paragraph, words in ((6, "What do others print of this?"), (None, "Discuss on Friday: who is Moscow?")):
        if entry := reading.set_note(paragraph, words):
            yield entry


def work(store: Store, scheme: Scheme) -> None:
    """What the two scripts do, a minute for each thing."""
    ids = (f"{number:032x}" for number in count())
    minutes = (START + timedelta(minutes=number) for number in count())
    for annotator, layers in (("ann", ANN), ("bea", BEA)):
        store.people.ensure(annotator, Kind.PERSON)
        for name, labelled in layers.items():
            article = store.articles.get(store.articles.find(name))
            layer = store.layers.load(article.id, annotator)
            reading = Reading(article, scheme, layer, now=lambda: next(minutes), new_id=lambda: next(ids))
            more = join_and_note(reading) if labelled is KREMLIN else ()
            for entry in chain(annotate(reading, labelled, READ[annotator, name]), more):
                store.layers.apply(article.id, annotator, entry)


async def draw(bench: Bench, name: str, size: tuple[int, int], pressed: Iterable[str]) -> None:
    """What the application shows after these keys, as `NAME.svg`."""
    async with bench.run_test(size=size) as pilot:
        for key in pressed:
            await pilot.press(key)
            await asyncio.wrap_future(bench.writer.start(lambda: None))  # the store has answered
            await bench.workers.wait_for_complete()  # what is counted is counted
            await pilot.pause()
        await pilot.pause(2 * REST)
        svg = bench.export_screenshot(title="workbench")
    steady = re.sub(r"terminal-\d+", "terminal", svg)  # Rich numbers each drawing anew
    (PICTURES / f"{name}.svg").write_text(steady, encoding="utf-8")


async def draw_all(scheme: Scheme) -> None:
    """What somebody sees who has done the first article of the page, or the lesson, and what ann sees beside bea."""
    with seeded(scheme) as store:
        await draw(bench(store, scheme), "tutorial", (120, 34), [*tutorial.presses(), *"K2", "semicolon"])
    with seeded(scheme) as store:
        lesson.make_gold(store)
        pressed = [key for keys_, _ in lesson.rows()[: lesson.PICTURED] for key in keys_]
        (learner := bench(store, scheme, store.articles.ids()[0])).learns = True
        await draw(learner, "learning", (120, 36), pressed)
    with seeded(scheme) as store:
        work(store, scheme)
        for picture in PICTURES_OF:
            article_id = store.articles.find(picture.article) if picture.article else None
            way = way_to(store, article_id, picture.words) if article_id else []
            pressed = [*way, *picture.keys.split()]
            await draw(bench(store, scheme, article_id), picture.name, picture.size, pressed)


def bench(store: Store, scheme: Scheme, article_id: str | None = None) -> Bench:
    """The screens for ann, in the usual theme of a terminal with all colours."""
    preferences = Preferences()
    preferences.change("theme", "textual-dark")
    preferences.path = Path("~/.config/workbench/settings.yaml")  # only shown
    return Bench(store, lambda: scheme, "ann", article_id, preferences)


@contextmanager
def seeded(scheme: Scheme) -> Iterator[Store]:
    """A database of the seeds."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/workbench.db") as store:
        store.articles.add(articles_in([ROOT / "seeds"]))
        store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
        store.people.ensure("ann", Kind.PERSON)
        yield store


def way_to(store: Store, article_id: str, words: str) -> list[str]:
    """Keys to the paragraph of these words."""
    article = store.articles.get(article_id)
    offset = article.text.index(words)
    number = 1 + sum(1 for paragraph in article.paragraphs if paragraph.end <= offset)
    return [*map(keys.named, str(number)), "G"]


def main() -> None:
    os.environ.pop("NO_COLOR", None)
    os.environ["TZ"] = "UTC"  # the history tells local times
    time.tzset()
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(draw_all(schemes.load(ROOT / "labels.yaml")))


if __name__ == "__main__":
    main()
