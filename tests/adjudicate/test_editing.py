"""Gold other than anybody made it: edges, parts and labels of an option or of what came of it."""

import pytest

from tests.adjudicate.stage import KNEW, adjudication, gold, on, verdicts
from workbench.adjudicate import Adjudication
from workbench.errors import Refused

SHORT = on("knew it", "quote", "ann"), on(KNEW, "quote", "bea")


def test_edited_edges_and_label_become_gold() -> None:
    """From an option, and then again from the gold annotation, which stays the same one."""
    of = adjudication(*SHORT)
    of.edit(1)
    of.gold.grow_start()
    of.relabel("hedge")
    entry = of.keep_edit()
    assert entry is not None
    assert (gold(of), verdicts(of)) == (["We knew it hedge"], ["edited by eve"])
    (before,) = of.gold.annotations
    of.edit(0)
    of.gold.shrink_end()
    of.keep_edit()
    assert gold(of) == ["We knew hedge"]
    assert list(of.gold.annotations) == [before]
    of.undo()
    assert gold(of) == ["We knew it hedge"]


def test_an_edit_that_changes_nothing_is_taking() -> None:
    """And one that is dropped is nothing."""
    of = adjudication(*SHORT)
    of.edit(0)
    of.gold.grow_end()
    of.drop_edit()
    assert of.gold.selection is None
    of.edit(1)
    of.keep_edit()
    assert (gold(of), verdicts(of)) == (["knew it quote"], ["took by eve"])
    of.edit(1)
    assert of.keep_edit() is None


def test_other_keys_wait_while_an_edge_is_moved() -> None:
    """Else what was moved would be gone."""
    of = adjudication(*SHORT)
    of.edit(0)
    for command in (of.reject, of.take_all, of.undo):
        with pytest.raises(Refused, match="is being edited"):
            command()


def select(of: Adjudication, words: str) -> None:
    """Select words, as the mouse would."""
    start = of.article.text.index(words)
    of.gold.cursor.selecting = False
    of.gold.move_to(start)
    of.gold.move_to(start + len(words), extend=True)
    of.gold.cursor.selecting = True


def parts() -> Adjudication:
    """A quotation of two parts by ann, which bea ends elsewhere."""
    return adjudication(on("We knew|she did", "quote", "ann"), on("We knew|she did, he", "quote", "bea"))


def test_the_edges_of_every_part_can_be_moved() -> None:
    """One after the other, and round; what was moved before stays moved."""
    of = parts()
    of.edit(1)
    of.gold.grow_end()
    of.next_part()
    of.gold.shrink_start()
    of.next_part()
    of.gold.grow_start()
    of.next_part(-1)
    of.keep_edit()
    assert gold(of) == ["“We knew it … did quote"]
    assert verdicts(of) == ["edited by eve"]


def test_a_part_is_left_out() -> None:
    """Not the last one: that is rejecting."""
    of = parts()
    of.edit(1)
    of.next_part()
    of.drop_part()
    with pytest.raises(Refused, match="Nothing would be left"):
        of.drop_part()
    of.keep_edit()
    assert gold(of) == ["We knew quote"]


def test_other_words_become_a_further_part() -> None:
    """The part whose edges were taken stays where it was."""
    of = adjudication(*SHORT)
    of.edit(1)
    with pytest.raises(Refused, match="Select other words"):
        of.split_part()
    select(of, "she did")
    of.split_part()
    of.gold.grow_end()
    of.keep_edit()
    assert gold(of) == ["knew it … she did, he quote"]


def test_of_one_part_there_is_no_next() -> None:
    """It says so, and what was moved is not lost."""
    of = adjudication(*SHORT)
    of.edit(1)
    of.gold.grow_start()
    with pytest.raises(Refused, match="one part"):
        of.next_part()
    of.keep_edit()
    assert gold(of) == ["We knew it quote"]


def test_the_gold_annotation_gets_and_loses_parts_without_an_edit() -> None:
    """By words that are selected, as where one labels; another part at the caret goes without a selection."""
    of = adjudication(*SHORT)
    of.take([1])
    of.gold.cursor.drop()
    select(of, "she did")
    of.add_part()
    assert gold(of) == ["knew it … she did quote"]
    select(of, "knew")
    of.remove_part()
    assert gold(of) == ["it … she did quote"]
    of.gold.clear()
    of.gold.move_to(of.article.text.index("she did") + 2)
    of.remove_part()
    assert gold(of) == ["it quote"]
    with pytest.raises(Refused, match="does not hold"):
        of.remove_part()
    select(of, "knew it")
    with pytest.raises(Refused, match="Nothing would be left"):
        of.remove_part()
    for _ in range(3):
        of.undo()
    assert gold(of) == ["knew it quote"]
