"""What can be undone and done again."""

from dataclasses import replace

from tests import factories
from workbench.annotate.history import History
from workbench.model import Deed, Entry, inverse

BATCH = replace(factories.made(factories.annotation((0, 3))), batch="all")
OTHER = factories.made(factories.annotation((4, 7)))


def undone(entry: Entry) -> Entry:
    return replace(entry, deed=Deed.UNDO, step=inverse(entry.step))


def test_what_was_done_again_from_another_article_can_be_undone_here() -> None:
    """Also after something new: the new step has made the way to do it again disappear here, but not there."""
    made = History([BATCH, undone(BATCH), OTHER, replace(BATCH, deed=Deed.REDO)])
    assert made.to_undo == BATCH
    made.add(undone(BATCH))
    assert (made.to_undo, made.to_redo) == (OTHER, BATCH)


def test_what_the_store_refused_to_undo_is_passed_over() -> None:
    """The next undo takes back what was done before it; what was refused for another reason stays where it is."""
    made = History([OTHER, BATCH])
    made.pass_over(undone(OTHER), "Open it.")
    assert made.to_undo == BATCH
    made.pass_over(undone(BATCH), "Open it.")
    assert made.to_undo == OTHER
