"""What was done in several articles at once is undone and done again in all of them, or in none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.factories import NOW, annotation, article, made, note, relation
from workbench.annotate.history import History
from workbench.errors import Conflict, StoreError
from workbench.model import Annotation, Change, Deed, Entry, Layer, inverse
from workbench.store import Store
from workbench.store.check import check_history

IDS = ("001_first", "002_second", "003_third")
BATCH = "b" * 32


@pytest.fixture
def batch(desk: Store) -> tuple[Annotation, ...]:
    """The same words labelled in three articles by one step of ann."""
    desk.articles.add([article(id_, f"“We knew,” she said in {id_}.") for id_ in IDS[1:]])
    ones = tuple(annotation(article_id=id_) for id_ in IDS)
    desk.layers.apply_all([(one.article_id, "ann", replace(made(one), batch=BATCH)) for one in ones])
    return ones


def layers(store: Store) -> list[Layer]:
    """Ann's."""
    return [store.layers.load(id_, "ann") for id_ in IDS]


def deeds(store: Store) -> list[list[Deed]]:
    """What stands in the history of each."""
    return [[entry.deed for entry in layer.history] for layer in layers(store)]


def undo(one: Annotation) -> Entry:
    """The undo of its making."""
    return Entry(Deed.UNDO, inverse(made(one).step), NOW, BATCH)


def redo(one: Annotation) -> Entry:
    """And once more."""
    return Entry(Deed.REDO, made(one).step, NOW, BATCH)


def test_an_entry_keeps_its_batch(desk: Store, batch: tuple[Annotation, ...]) -> None:
    """So that whoever reads the history knows what belongs together."""
    assert [layer.history[0].batch for layer in layers(desk)] == [BATCH] * 3


def test_undoing_one_undoes_all(desk: Store, batch: tuple[Annotation, ...]) -> None:
    """With a line in each history, from whichever article."""
    desk.layers.apply("002_second", "ann", undo(batch[1]))
    assert [layer.annotations for layer in layers(desk)] == [(), (), ()]
    assert deeds(desk) == [[Deed.DO, Deed.UNDO]] * 3
    assert check_history(desk, "ann") == []


def test_undo_and_redo_go_on_from_any_article(desk: Store, batch: tuple[Annotation, ...]) -> None:
    """Each goes over what the one before has left."""
    desk.layers.apply("001_first", "ann", undo(batch[0]))
    desk.layers.apply("003_third", "ann", redo(batch[2]))
    assert [layer.annotations for layer in layers(desk)] == [(one,) for one in batch]
    desk.layers.apply("002_second", "ann", undo(batch[1]))
    desk.layers.apply("002_second", "ann", redo(batch[1]))
    assert [layer.annotations for layer in layers(desk)] == [(one,) for one in batch]
    assert deeds(desk) == [[Deed.DO, Deed.UNDO, Deed.REDO, Deed.UNDO, Deed.REDO]] * 3
    assert check_history(desk, "ann") == []


def test_a_batch_done_again_from_elsewhere_can_be_undone_after_something_new(
    desk: Store, batch: tuple[Annotation, ...]
) -> None:
    """The article is opened anew, and its history offers the batch."""
    desk.layers.apply("001_first", "ann", undo(batch[0]))
    desk.layers.apply("001_first", "ann", made(note("new")))
    desk.layers.apply("002_second", "ann", redo(batch[1]))
    offered = History(desk.layers.load("001_first", "ann").history).to_undo
    assert offered is not None
    assert (offered.step, offered.batch) == (made(batch[0]).step, BATCH)
    desk.layers.apply("001_first", "ann", Entry(Deed.UNDO, inverse(offered.step), NOW, offered.batch))
    assert [layer.annotations for layer in layers(desk)] == [(), (), ()]


def test_an_undo_of_all_at_once_is_done_once(desk: Store, batch: tuple[Annotation, ...]) -> None:
    """Whoever names all layers gets no line more."""
    desk.layers.apply_all([(one.article_id, "ann", undo(one)) for one in batch])
    assert deeds(desk) == [[Deed.DO, Deed.UNDO]] * 3


@pytest.mark.parametrize("change", [lambda one: replace(one, label="paraphrase"), lambda one: None])
def test_what_was_changed_since_in_another_article_keeps_all(
    desk: Store, batch: tuple[Annotation, ...], change: Callable[[Annotation], Annotation | None]
) -> None:
    """It is told with the article and what to do, and nothing is stored; then it goes."""
    since = Change(batch[2], change(batch[2]))
    desk.layers.apply("003_third", "ann", Entry(Deed.DO, (since,), NOW))
    before = layers(desk)
    with pytest.raises(Conflict, match=r"of 003_third .*\nOpen 003_third, take back there"):
        desk.layers.apply("001_first", "ann", undo(batch[0]))
    assert layers(desk) == before
    desk.layers.apply("003_third", "ann", Entry(Deed.UNDO, (since.inverse(),), NOW))
    desk.layers.apply("001_first", "ann", undo(batch[0]))
    assert [layer.annotations for layer in layers(desk)] == [(), (), ()]


def test_a_relation_made_since_keeps_all(desk: Store, batch: tuple[Annotation, ...]) -> None:
    """It holds on to an annotation of the batch."""
    desk.layers.apply("003_third", "ann", made(relation(batch[2], batch[2])))
    with pytest.raises(StoreError, match="of 003_third cannot be deleted"):
        desk.layers.apply("001_first", "ann", undo(batch[0]))
    assert deeds(desk) == [[Deed.DO], [Deed.DO], [Deed.DO, Deed.DO]]


def test_a_batch_is_that_of_one_annotator(desk: Store, batch: tuple[Annotation, ...]) -> None:
    """Who uses the same word for another is not touched."""
    remark = note("mine", annotator="bob")
    desk.layers.apply("001_first", "bob", replace(made(remark), batch=BATCH))
    desk.layers.apply("001_first", "ann", undo(batch[0]))
    assert desk.layers.load("001_first", "bob").notes == (remark,)
