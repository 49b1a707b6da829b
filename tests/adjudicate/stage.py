"""Layers of one small article by several annotators, and somebody who adjudicates them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from tests import factories
from tests.annotate.stage import SCHEME
from workbench.adjudicate import Adjudication, Case
from workbench.adjudicate.adjudication import layer_of
from workbench.adjudicate.items import Item, items
from workbench.annotate.others import Others
from workbench.annotate.units import Units
from workbench.model import Annotated, Annotation, Entry, Layer, Relation, Span

ARTICLE = factories.article_of("“We knew it,” Anna said.", "Perhaps she did, he told us.", "Nobody asked.")
KNEW, ANNA, MAYBE, HE = "“We knew it,”", "Anna", "Perhaps", "he"
ALL = range(3)
EMPTY = Layer(ARTICLE.id, "gold")
Read = Mapping[str, Iterable[int]]


def on(words: str, label: str, annotator: str, **other: Any) -> Annotation:
    """An annotation where the words stand first; words with `|` between them are its segments."""
    spans, start = list[tuple[int, int]](), 0
    for part in words.split("|"):
        start = ARTICLE.text.index(part, start)
        spans.append((start, start + len(part)))
    values = {"id": f"{annotator}: {words} {label}", "scheme": SCHEME.fingerprint} | other
    return factories.annotation(*spans, label=label, annotator=annotator, **values)


def annotated(made: Sequence[Annotation], read: Read, relations: Sequence[Relation] = ()) -> Annotated:
    """What these made and read; who is not in `read` has read everything."""
    names = dict.fromkeys([*read, *(one.annotator for one in made)])
    marks = (factories.read(number, name) for name in names for number in read.get(name, ALL))
    return Annotated(ARTICLE, tuple(made), tuple(relations), tuple(marks))


def names_of(of: Annotated) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.annotator for mark in of.read))


def grouped(*made: Annotation, read: Read | None = None) -> tuple[Item, ...]:
    """The items that these annotations come to."""
    of = annotated(made, read or {})
    others = Others.of(ARTICLE, [layer_of(of, name) for name in names_of(of)])
    return items(Units(ARTICLE), names_of(of), others)


def told(item: Item) -> list[str]:
    """Its options: who made what."""
    return [f"{' '.join(option.annotators)}: {_words(option.like)} {option.like.label}" for option in item.options]


def adjudication(
    *made: Annotation,
    read: Read | None = None,
    gold: Layer = EMPTY,
    relations: Sequence[Relation] = (),
    by: str = "eve",
) -> Adjudication:
    """Somebody before these layers, who has decided nothing yet. The clock ticks once a second and ids count."""
    of, seconds, ids = annotated(made, read or {}, relations), count(), count(len(gold.history) * 100)
    return Adjudication(
        Case(of, names_of(of), gold),
        SCHEME,
        by,
        now=lambda: factories.NOW + timedelta(seconds=next(seconds)),
        new_id=lambda: f"gold{next(ids)}",
    )


def gold(of: Adjudication) -> list[str]:
    """The gold annotations in words, in reading order."""
    return [f"{_words(one)} {one.label}" for one in sorted(of.gold.annotations.values(), key=lambda one: one.extent)]


def stored(of: Adjudication) -> Layer:
    """The gold layer as the store would give it back."""
    index = of.gold.index
    return Layer(
        ARTICLE.id,
        "gold",
        tuple(index.annotations.values()),
        tuple(index.relations.values()),
        tuple(index.marks.values()),
        tuple(of.gold.history.entries),
        decisions=tuple(index.decisions.values()),
    )


def verdicts(of: Adjudication) -> list[str]:
    """How each decision came about, by place."""
    found = sorted(of.gold.index.decisions.values(), key=lambda one: (one.extent, one.verdict))
    return [f"{one.verdict} by {one.by}" for one in found]


def kinds(entry: Entry) -> list[str]:
    """What the changes of an entry are about."""
    return [type(change.after or change.before).__name__ for change in entry.step]


def _words(one: Annotation) -> str:
    return one.quote(ARTICLE.text)


def span_of(words: str) -> Span:
    start = ARTICLE.text.index(words)
    return Span(start, start + len(words))
