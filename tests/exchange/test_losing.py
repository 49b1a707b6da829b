"""What is told as lost, with its count, and what therefore is not written."""

from collections import Counter
from pathlib import Path

import pytest

from tests.exchange.conftest import Empty
from tests.factories import annotation, article, decision, made, note, read, relation, skip
from tests.formats.corpus import EVERYBODY
from workbench.exchange import Export, Incoming, Unknown, Wanted, changes, import_file, lost
from workbench.exchange.losing import described, leaving
from workbench.formats import FORMATS, Broken, Format, Source, docbin, huggingface, losses, named, options, prodigy
from workbench.model import Annotated
from workbench.scheme import Scheme
from workbench.store import Store

TEXT = "They don't know. Nobody asked."


@pytest.fixture
def any_url(sqlite_url: str) -> str:
    """What leaves does not depend on the database."""
    return sqlite_url


def noted(format_: Format, one: Annotated, **chosen: str) -> tuple[Annotated, Counter[str]]:
    """What is written of the article, and what is told."""
    found: Counter[str] = Counter()
    [whole] = leaving([one], format_, options(format_, chosen), EVERYBODY, found)
    return whole, found


def test_annotations_that_become_equal_are_written_once_and_told() -> None:
    """As in one token of spaCy; what led to the one leads to the other, and another language has other tokens."""
    did, do = (annotation((5, end), id=str(end) * 32) for end in (6, 7))
    other = annotation((17, 23), label="named_source")
    one = Annotated(article(text=TEXT), (did, do, other), (relation(do, other), relation(did, other)))
    whole, found = noted(docbin.FORMAT, one)
    assert found[described(losses.doubles)] == 1 + 1
    assert [each.id for each in whole.annotations] == [did.id, other.id]
    assert [(each.from_id, each.to_id) for each in whole.relations] == [(did.id, other.id)]
    whole, found = noted(docbin.FORMAT, Annotated(one.article, (did, annotation((8, 10)))))
    assert (len(whole.annotations), found[described(losses.doubles)]) == (2, 0)
    whole, found = noted(docbin.FORMAT, Annotated(one.article, (did, annotation((8, 10)))), language="xx")
    assert (len(whole.annotations), found[described(losses.doubles)]) == (1, 1)


def test_of_each_kind_what_becomes_another_is_counted() -> None:
    """What goes and what is changed, and not what stays as it is."""
    marks = read(0), read(1), read(0, annotator="bob")
    plain, scored = annotation((0, 4)), annotation((5, 9), score=0.5)
    one = Annotated(article(text=TEXT), (plain, scored), read=marks, notes=(note("so", None), note("so", 0)))
    _, found = noted(named("brat"), one)
    counted = {loss: found[described(loss)] for loss in (losses.unfinished, losses.paragraph_notes, losses.scores)}
    assert counted == {losses.unfinished: 3, losses.paragraph_notes: 1, losses.scores: 1}


@pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.name)
def test_how_gold_was_decided_is_held_by_our_own_records_alone(format_: Format) -> None:
    """All others say how many decisions they lose."""
    both = decision((0, 4), "gold"), decision((5, 9), "gold")
    _, found = noted(format_, Annotated(article(text=TEXT), (annotation(annotator="gold"),), decisions=both))
    assert found[described(losses.decisions)] == (0 if format_.name in {"jsonl", "parquet"} else 2)


def test_annotations_of_which_nothing_stays_are_not_written() -> None:
    """Those of white space alone, and in Prodigy those of articles that their annotator skips."""
    blank, skipped = annotation((4, 5)), annotation((0, 4), annotator="bob")
    one = Annotated(article(text=TEXT), (annotation((0, 4)), blank, skipped), skips=(skip("dull", "bob"),))
    whole, found = noted(prodigy.FORMAT, one)
    assert [each.annotator for each in whole.annotations] == ["ann"]
    assert (found[described(losses.edges)], found[described(prodigy.skipped_work)]) == (1, 1)
    assert whole.by == ("ann", "bob")


@pytest.mark.parametrize(
    ("name", "layers"), [("doccano", 2), ("web-annotation", 1), ("label-studio", 0), ("xmi", 1), ("docbin", 0)]
)
def test_layers_whose_annotator_is_taken_for_a_person_are_counted(name: str, layers: int) -> None:
    """Gold and a machine; whose kinds a format keeps, it tells nothing of."""
    one = Annotated(article(), (annotation(annotator="gold"), annotation(annotator="model")), read=(read(0),))
    _, found = noted(named(name), one)
    assert sum(count for words, count in found.items() if words.startswith("that layers are")) == layers


def test_shares_are_held_where_soft_tags_are_chosen() -> None:
    """Nothing but times and ids is lost of them then."""
    one = Annotated(article(), (annotation((1, 8), score=0.5), annotation((4, 8), label="hedge", score=0.25)))
    _, found = noted(huggingface.FORMAT, one, tags="soft")
    assert found == {described(losses.provenance): 2}
    _, found = noted(huggingface.FORMAT, one)
    assert (found[described(losses.scores)], found[described(losses.overlaps)]) == (2, 1)


def test_an_option_tells_what_it_changes() -> None:
    """What is lost besides, and what no more."""
    [tags, _] = huggingface.FORMAT.options
    [(value, more, less)] = changes(huggingface.FORMAT, tags)
    assert value == "soft"
    assert {described(losses.scores), "which words a discontinuous annotation leaves out"} <= set(less)
    assert not set(more) & set(lost(huggingface.FORMAT, options(huggingface.FORMAT, {})))


@pytest.mark.parametrize("format_", [one for one in FORMATS if one.read], ids=lambda one: one.name)
def test_our_own_export_comes_in_whole(
    format_: Format, desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path
) -> None:
    """Nothing of it is refused, although some annotations are there twice."""
    twice = [annotation((0, 9), annotator="bob", scheme=scheme.fingerprint) for _ in range(2)]
    desk.layers.apply("001_first", "bob", made(*twice))
    path = tmp_path / f"out{format_.suffix}"
    Export(desk, scheme, Wanted(format_)).to_file(path)
    refused: list[Broken] = []
    incoming = Incoming(format_, path, Source(options(format_, {})), unknown=Unknown.IGNORE)
    told = import_file(empty(), scheme, incoming, refused.append)
    assert (refused, told.broken, len(told.articles)) == ([], 0, 2)
