"""What leaves the store: everything, or what the filters let through."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.conftest import Empty, export
from tests.factories import article, made, read
from workbench.errors import WorkbenchError
from workbench.exchange import Export, Wanted
from workbench.formats import jsonl
from workbench.model import State
from workbench.scheme import Scheme
from workbench.store import Store


def layers(content: bytes) -> list[tuple[str, str, list[str]]]:
    """Article, annotator and labels of every record."""
    records: list[dict[str, Any]] = [json.loads(line) for line in content.splitlines()]
    return [(r["article"]["id"], r["annotator"]["name"], [s["label"] for s in r["spans"]]) for r in records]


def test_one_record_leaves_for_each_article_and_annotator(desk: Store, scheme: Scheme) -> None:
    """Sorted by both; who only read or skipped is there, who did nothing is not."""
    assert layers(export(desk, scheme)) == [
        ("001_first", "ann", ["direct_quote", "named_source"]),
        ("001_first", "bob", []),
        ("001_first", "model", ["hedge"]),
        ("002_second", "ann", ["direct_quote"]),
        ("002_second", "bob", []),
    ]


FILTERS = {
    "annotators": (("bob", "model"), [
        ("001_first", "bob", []),
        ("001_first", "model", ["hedge"]),
        ("002_second", "bob", []),
    ]),
    "labels": (("hedge",), [
        ("001_first", "ann", []),
        ("001_first", "bob", []),
        ("001_first", "model", ["hedge"]),
        ("002_second", "bob", []),
    ]),
    "articles": (("002",), [("002_second", "ann", ["direct_quote"]), ("002_second", "bob", [])]),
    "states": ((State.TO_DO, State.DONE), [
        ("001_first", "bob", []),
        ("001_first", "model", ["hedge"]),
        ("002_second", "ann", ["direct_quote"]),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_lets_through_what_it_names(name: str, desk: Store, scheme: Scheme) -> None:
    """Read marks, notes and skips stay with a label filter: a paragraph read without that label says something."""
    wanted, expected = FILTERS[name]
    assert layers(export(desk, scheme, **{name: wanted})) == expected


def test_a_skipped_article_is_in_no_other_state(desk: Store, scheme: Scheme) -> None:
    """What its annotator noted on it stays behind with the skip, or leaves with it."""
    assert layers(export(desk, scheme, states=(State.SKIPPED,))) == [("002_second", "bob", [])]


def test_filters_are_taken_together(desk: Store, scheme: Scheme) -> None:
    """Each has to let a layer through."""
    found = layers(export(desk, scheme, annotators=("ann",), states=(State.IN_PROGRESS,), labels=("named_source",)))
    assert found == [("001_first", "ann", ["named_source"])]


def test_a_relation_leaves_only_with_both_its_ends(desk: Store, scheme: Scheme) -> None:
    """The others are counted."""
    stream = BytesIO()
    told = Export(desk, scheme, Wanted(jsonl.FORMAT, articles=("001_first",))).to_stream(stream)
    assert (told.records, told.annotations, told.relations, told.dropped) == (3, 3, 1, 1)
    assert [r["type"] for r in json.loads(stream.getvalue().splitlines()[0])["relations"]] == ["said_by"]


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"annotators": ("anne",)}, "no annotator 'anne'"),
        ({"labels": ("hedges",)}, "did you mean 'hedge'"),
        ({"articles": ("003",)}, "There is no article '003'"),
    ],
)
def test_a_filter_that_names_nothing_known_is_refused(
    filters: dict[str, tuple[str]], words: str, desk: Store, scheme: Scheme
) -> None:
    """With the nearest name: a silent empty file would be found out too late."""
    with pytest.raises(WorkbenchError, match=words):
        export(desk, scheme, **filters)


def test_a_label_that_left_the_scheme_can_still_be_asked_for(desk: Store, scheme: Scheme) -> None:
    """Its annotations are still there."""
    smaller = Scheme("test", "2", {name: label for name, label in scheme.labels.items() if name != "hedge"})
    assert ("001_first", "model", ["hedge"]) in layers(export(desk, smaller, labels=("hedge",)))


@pytest.mark.parametrize("filters", [{}, {"states": (State.DONE,)}])
def test_nothing_to_export_is_said(filters: dict[str, Any], empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """And no file is made of it."""
    with pytest.raises(WorkbenchError, match="There is nothing to export"):
        Export(empty(), scheme, Wanted(jsonl.FORMAT, **filters)).to_file(tmp_path / "spans.jsonl")
    assert not list(tmp_path.glob("*spans*"))


def test_what_the_options_leave_out_is_not_called_nothing(empty: Empty, scheme: Scheme) -> None:
    """Somebody has read here, and found nothing."""
    store = empty()
    store.articles.add([article()])
    store.people.ensure("ann")
    store.layers.apply("001_first", "ann", made(read(0)))
    with pytest.raises(WorkbenchError, match="Nothing is left by these options"):
        export(store, scheme, negatives=False)


def test_progress_is_told_article_by_article(desk: Store, scheme: Scheme) -> None:
    """How many are done, of how many."""
    steps: list[tuple[int, int | None]] = []
    Export(desk, scheme, Wanted(jsonl.FORMAT)).to_stream(BytesIO(), lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


def test_what_is_looked_for_before_is_told_too(desk: Store, scheme: Scheme) -> None:
    """The ends of relations where a filter may leave some out, and losses that must not be."""
    steps: list[tuple[int, int | None, str]] = []
    wanted = Wanted(jsonl.FORMAT, annotators=("ann",), lossless=True)
    Export(desk, scheme, wanted).to_stream(BytesIO(), lambda done, total, what="": steps.append((done, total, what)))
    looks = ["Looking for relations in articles", "Looking for losses in articles", "Looking for relations in articles"]
    assert steps == [(done, 2, what) for what in (*looks, "") for done in (1, 2)]
