"""What none of the annotators made becomes gold as a decision of its own."""

import pytest

from tests.adjudicate.stage import ANNA, HE, KNEW, MAYBE, adjudication, gold, kinds, on, stored, verdicts
from workbench.adjudicate import Adjudication, Rule
from workbench.errors import Refused
from workbench.model import Origin, Verdict

QUOTES = on(KNEW, "quote", "ann"), on(KNEW, "quote", "bea")


def select(of: Adjudication, words: str) -> None:
    of.gold.clear()
    start = of.article.text.index(words)
    of.gold.move_to(start)
    of.gold.move_to(start + len(words), extend=True)


def added() -> Adjudication:
    """Eve has added a source that ann and bea overlooked."""
    of = adjudication(*QUOTES, on(MAYBE, "hedge", "ann"))
    of.accept(Rule.UNANIMOUS)
    select(of, ANNA)
    of.add("source")
    return of


def test_selected_words_become_gold_with_their_own_verdict() -> None:
    """With the defaults of the label, as a decision by whoever added it, on nothing that anybody made."""
    of = added()
    assert gold(of) == [f"{KNEW} quote", f"{ANNA} source"]
    one = next(one for one in of.gold.annotations.values() if one.label == "source")
    assert (one.annotator, one.origin, one.attributes) == ("gold", Origin.ADJUDICATION, {"kind": "person"})
    decision = next(one for one in of.gold.index.decisions.values() if one.verdict is Verdict.ADDED)
    assert (decision.by, decision.candidates, decision.result) == ("eve", (), (one.id,))


def test_it_is_an_item_in_its_place_that_is_not_counted_as_decided() -> None:
    """One goes there at once; figures are of what the annotators made."""
    of = added()
    assert [item.is_added for item in of.items] == [False, True, False]
    assert (of.at, of.decided, len(of.to_decide)) == (1, 1, 2)


def test_a_paragraph_stays_read_when_something_is_added_and_goes_again() -> None:
    """Nothing is left to decide by it."""
    of = added()
    assert sorted(of.gold.marks) == [0, 2]
    of.reject()
    assert sorted(of.gold.marks) == [0, 2]


def test_rejecting_it_leaves_nothing_behind() -> None:
    """Nobody's opinion was turned down; undo brings it back, and undone it is gone."""
    of = added()
    assert kinds(of.reject()) == ["Annotation", "Decision"]
    assert (gold(of), verdicts(of), len(of.items)) == ([f"{KNEW} quote"], ["unanimous by unanimous"], 2)
    of.undo()
    assert gold(of) == [f"{KNEW} quote", f"{ANNA} source"]
    of.undo()
    assert (gold(of), len(of.items)) == ([f"{KNEW} quote"], 2)


def test_it_can_be_edited_and_commented_on_and_stays_added() -> None:
    """Edges, label, attributes, words about it."""
    of = added()
    of.comment("overlooked")
    of.edit(0)
    of.gold.grow_end()
    of.relabel("quote")
    of.keep_edit()
    of.set_attributes({"mode": "speech"})
    assert gold(of) == [f"{KNEW} quote", "Anna said quote"]
    assert verdicts(of) == ["unanimous by unanimous", "added by eve"]
    assert of.decided_on().comment == "overlooked"
    with pytest.raises(Refused, match="decided so already"):
        of.take([0])


def test_it_is_there_after_a_restart_and_no_rule_touches_it() -> None:
    """Gold is loaded as it is stored; another rule takes back what the one before took, not this."""
    again = adjudication(*QUOTES, on(MAYBE, "hedge", "ann"), gold=stored(added()))
    assert [item.is_added for item in again.items] == [False, True, False]
    again.change_rule(Rule.NONE)
    assert gold(again) == [f"{ANNA} source"]


def test_what_somebody_made_is_to_be_taken() -> None:
    """One is led there."""
    of = added()
    select(of, MAYBE)
    with pytest.raises(Refused, match="take it here"):
        of.add("hedge")
    assert of.at == 2


def test_what_cannot_be_added_is_refused() -> None:
    """Gold has it, no such label, nothing selected, nobody read it, an edit is open."""
    of = adjudication(*QUOTES, read={"ann": [0, 1], "bea": [0]})
    of.accept(Rule.UNANIMOUS)
    select(of, KNEW)
    with pytest.raises(Refused, match="are quote in gold already"):
        of.add("quote")
    with pytest.raises(Refused, match="no label"):
        of.add("verb")
    select(of, HE)
    with pytest.raises(Refused, match="Fewer than two have read"):
        of.add("source")
    of.gold.clear()
    with pytest.raises(Refused, match="Nothing is selected"):
        of.add("source")
    of.edit(0)
    with pytest.raises(Refused, match="is being edited"):
        of.add("source")


def test_an_annotator_who_makes_the_same_later_has_it_decided_on() -> None:
    """It is an item then; taking it uses what was added, and what was added stays when that is rejected."""
    late = on(ANNA, "source", "ann"), on(ANNA, "source", "bea")
    of = adjudication(*QUOTES, *late, on(MAYBE, "hedge", "ann"), gold=stored(added()))
    of.accept(Rule.UNANIMOUS)
    assert gold(of) == [f"{KNEW} quote", f"{ANNA} source"]
    of.go(
        next(
            number
            for number, item in enumerate(of.items)
            if ANNA in of.article.text[item.extent.start : item.extent.end] and not item.is_added
        )
    )
    of.reject()
    assert gold(of) == [f"{KNEW} quote", f"{ANNA} source"]
