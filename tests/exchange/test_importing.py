"""What comes into the store: import(export(x)) = x, and everything or nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.conftest import SCHEME_TEXT, Empty, export
from tests.factories import article, decision, made
from tests.formats import corpus
from workbench.errors import WorkbenchError
from workbench.exchange import Imported, Incoming, import_file
from workbench.formats import annotators, jsonl, values
from workbench.model import Annotated, Deed, Kind, reading_order
from workbench.scheme import Scheme, parse
from workbench.store import Store


def bring(store: Store, scheme: Scheme, folder: Path, content: bytes) -> Imported:
    """All of the file must come."""
    incoming = Incoming(jsonl.FORMAT, corpus.in_file(folder, content), strict=True)
    return import_file(store, scheme, incoming)


def problems(store: Store, scheme: Scheme, folder: Path, content: bytes) -> list[str]:
    """What of the file cannot come; the rest does."""
    found: list[str] = []
    import_file(
        store, scheme, Incoming(jsonl.FORMAT, corpus.in_file(folder, content)), lambda one: found.append(str(one))
    )
    return found


def test_an_export_comes_into_a_fresh_store_as_it_was(
    desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path
) -> None:
    """The same bytes leave it again, and every layer says in one line of history what came."""
    content, fresh = export(desk, scheme), empty()
    came = bring(fresh, scheme, tmp_path, content)
    assert (came.records, came.annotations, list(came.counts.values())) == (5, 4, [2, 3, 4, 2, 3, 2, 1, 0])
    assert list(fresh.layers.annotated()) == list(desk.layers.annotated())
    assert export(fresh, scheme) == content
    layer = fresh.layers.load("001_first", "ann")
    [entry] = layer.history
    assert entry.deed is Deed.DO
    here = [one for one in layer.relations if one.from_id in {source.id for source in layer.annotations}]
    assert [change.after for change in entry.step] == [*layer.annotations, *here, *layer.read, *layer.notes]


def test_an_export_brought_back_changes_nothing(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """No line of history either."""
    before, content = desk.counts(), export(desk, scheme)
    assert not bring(desk, scheme, tmp_path, content).changed
    assert desk.counts() == before
    assert export(desk, scheme) == content


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(works=st.lists(corpus.annotated(), min_size=1, max_size=2))
def test_any_work_goes_from_store_to_store(works: list[Annotated], empty: Empty, tmp_path: Path) -> None:
    """Nasty texts, numbers and times, on both databases; and the same bytes leave the second store."""
    scheme = parse(SCHEME_TEXT)
    works = [storable(work, scheme, name) for name, work in zip("ab", works, strict=False)]
    if not any(values(work) for work in works):
        return
    source, target = empty(), empty()
    fill(source, scheme, works)
    content = export(source, scheme)
    assert bring(target, scheme, tmp_path, content).changed
    assert export(target, scheme) == content
    assert [one for one in works if values(one)] == list(target.layers.annotated())


def storable(work: Annotated, scheme: Scheme, name: str) -> Annotated:
    """The work under the scheme, on an article of this name."""
    home = replace(work.article, id=name, text=f"{work.article.text}{name}")
    made = (
        replace(
            one,
            article_id=name,
            label="direct_quote",
            scheme=scheme.fingerprint,
            attributes={"note" if isinstance(v, str) else "size": v for v in one.attributes.values() if plain(v)},
        )
        for one in work.annotations
    )
    linked = (replace(one, type="same_quote") for one in work.relations if one.from_id != one.to_id)
    marks = (replace(mark, article_id=name) for mark in work.read)
    notes = (replace(one, article_id=name) for one in work.notes)
    skips = (replace(one, article_id=name) for one in work.skips)
    decisions = (replace(one, article_id=name) for one in work.decisions)
    ordered = tuple(sorted(made, key=reading_order))
    return Annotated(home, ordered, tuple(linked), tuple(marks), tuple(notes), tuple(skips), (), tuple(decisions))


def plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def fill(store: Store, scheme: Scheme, works: list[Annotated]) -> None:
    store.articles.add(work.article for work in works)
    store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    for name, kind in corpus.EVERYBODY.items():
        store.people.ensure(name, kind)
    store.layers.apply_all(
        (
            work.article.id,
            name,
            made(*(value for value in values(work) if value.annotator == name)),
        )
        for work in works
        for name in annotators(work)
    )


def refused(store: Store, scheme: Scheme, folder: Path, content: bytes, words: str) -> None:
    """The file is refused with these words, and the store is as it was."""
    before = store.counts(), list(store.layers.annotated()), store.people.all()
    found: list[str] = []
    incoming = Incoming(jsonl.FORMAT, corpus.in_file(folder, content), strict=True)
    with pytest.raises(WorkbenchError) as caught:
        import_file(store, scheme, incoming, lambda one: found.append(str(one)))
    assert any(words in sentence for sentence in [str(caught.value), *found])
    assert (store.counts(), list(store.layers.annotated()), store.people.all()) == before


def changed(content: bytes, line: int, change: Callable[[dict[str, Any]], object]) -> bytes:
    records = [json.loads(one) for one in content.splitlines()]
    change(records[line - 1])
    return b"".join(corpus.sealed(record) for record in records)


def test_an_article_is_recognised_by_its_text(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """Under the id, title and metadata that it has here; another article of the same id gets another."""
    other = empty()
    [first] = [work.article for work in desk.layers.annotated(["001_first"])]
    other.articles.add([replace(first, id="old"), article("002_second", "Something else.")])
    assert bring(other, scheme, tmp_path, export(desk, scheme)).counts["articles"] == 1
    assert other.articles.ids() == ["002_second", "002_second-2", "old"]
    assert {one.article_id for one in other.layers.load("old", "ann").annotations} == {"old"}
    assert len(other.layers.load("002_second-2", "ann").annotations) == 1


def test_a_broken_line_at_the_end_keeps_all_out(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """No article, no annotator, nothing."""
    content = export(desk, scheme)
    refused(empty(), scheme, tmp_path, content[:-20] + b"\n", "spans.jsonl:5: ")


def test_an_annotation_that_is_here_otherwise_is_a_conflict(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Each is named with what differs; what else is new in the file stays out too."""

    def comment(record: dict[str, Any]) -> None:
        record["spans"][0] |= {"comment": "no!", "score": 1}
        record["spans"][1]["id"] = "9" * 32
        record["relations"] = []

    content = changed(export(desk, scheme, annotators=("ann",)), 1, comment)
    refused(desk, scheme, tmp_path, content, "is here already, with another comment, score")


def test_an_id_of_another_layer_is_a_conflict(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """Ids are unique in a database, whoever's they are."""
    other = empty()
    bring(other, scheme, tmp_path, export(desk, scheme))
    content = changed(
        export(desk, scheme, annotators=("model",)), 1, lambda record: record["annotator"].update(name="model2")
    )
    refused(other, scheme, tmp_path, content, "with another annotator")


def test_labels_that_the_scheme_does_not_have_are_listed(desk: Store, empty: Empty, tmp_path: Path) -> None:
    """Nobody could work on them here."""
    scheme = parse(SCHEME_TEXT)
    smaller = parse("scheme: small\nlabels:\n  direct_quote: {}\n")
    words = "uses the labels 'hedge', 'named_source' and the relation types 'said_by', 'same_quote'"
    refused(empty(), smaller, tmp_path, export(desk, scheme), words)


def test_what_is_here_already_may_have_left_the_scheme(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """A label may be dropped from the scheme; reading one's own export again still changes nothing."""
    smaller = parse("scheme: small\nlabels:\n  direct_quote: {}\n")
    assert not bring(desk, smaller, tmp_path, export(desk, scheme)).changed


def test_a_name_that_is_another_kind_here_is_refused(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """A machine's work does not become a person's."""
    other = empty()
    other.people.ensure("model", Kind.PERSON)
    refused(other, scheme, tmp_path, export(desk, scheme), "The annotator model is a person here")


def test_read_marks_of_other_paragraphs_are_refused(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """A paragraph's number means nothing where the text is divided otherwise."""
    other = empty()
    [first] = [work.article for work in desk.layers.annotated(["001_first"])]
    other.articles.add([replace(first, paragraphs=first.paragraphs[:1])])
    refused(other, scheme, tmp_path, export(desk, scheme), "spans.jsonl:1: other paragraphs divide '001_first' here")


def test_notes_on_other_paragraphs_are_refused(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """One on the article may come."""

    def unread(record: dict[str, Any]) -> None:
        record |= {"read_paragraphs": [], "read_at": []}

    other = empty()
    [first] = [work.article for work in desk.layers.annotated(["001_first"])]
    other.articles.add([replace(first, paragraphs=first.paragraphs[:1])])
    content = changed(export(desk, scheme, annotators=("ann",)), 1, unread)
    refused(other, scheme, tmp_path, content, "notes cannot be placed")
    placeless = changed(content, 1, lambda record: record["notes"].pop())
    assert bring(other, scheme, tmp_path, placeless).counts["notes"] == 1


def test_decisions_come_with_gold_and_once(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """How, by whom, when, on what, with what comment; one that is here with another verdict is a conflict."""
    desk.people.ensure("gold", Kind.GOLD)
    one = decision((0, 9), "gold", candidates=(f"{'a' * 32}@{'b' * 16}",), comment="no quote")
    desk.layers.apply("001_first", "gold", made(one))
    content, fresh = export(desk, scheme), empty()
    assert bring(fresh, scheme, tmp_path, content).counts["decisions"] == 1
    assert fresh.layers.decisions("gold") == [one]
    assert not bring(fresh, scheme, tmp_path, content).changed
    [number] = [n for n, line in enumerate(content.splitlines(), 1) if b'"decisions"' in line]
    other = changed(content, number, lambda record: record["decisions"][0].update(verdict="took"))
    refused(fresh, scheme, tmp_path, other, "is here already, with another verdict")


def test_a_note_or_a_skip_that_is_here_otherwise_is_a_conflict(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """As annotations are."""
    noted = changed(export(desk, scheme), 1, lambda record: record["notes"][0].update(text="on none"))
    refused(desk, scheme, tmp_path, noted, "is here already, with another text")
    skipped = changed(export(desk, scheme), 5, lambda record: record["skip"].update(reason="too long"))
    refused(desk, scheme, tmp_path, skipped, "the skip is here already, with another reason")


def test_a_paragraph_stays_read_since_it_was_read_here(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """The time in the file does not replace the time here."""
    content = changed(export(desk, scheme), 1, lambda record: record.update(read_at=["2020-01-01T00:00:00Z"]))
    assert not bring(desk, scheme, tmp_path, content).changed


def test_older_schemes_come_along(desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """An annotation stays under the scheme that it was made under, and that scheme is kept."""
    later, fresh = parse(SCHEME_TEXT.replace("version: 1", "version: 2")), empty()
    content = export(desk, later)
    bring(fresh, later, tmp_path, content)
    assert {one.fingerprint for one in fresh.schemes.all()} == {scheme.fingerprint, later.fingerprint}
    assert export(fresh, later) == content
