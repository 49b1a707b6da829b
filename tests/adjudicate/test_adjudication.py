"""From several layers to gold: what a rule takes, what a person decides, and what comes along."""

from dataclasses import replace

import pytest

from tests.adjudicate.stage import ANNA, HE, KNEW, MAYBE, adjudication, gold, kinds, on, span_of, stored, verdicts
from workbench.adjudicate import Adjudication, Rule
from workbench.errors import Refused
from workbench.model import Origin, Span, Verdict

QUOTES = on(KNEW, "quote", "ann"), on(KNEW, "quote", "bea")
SHORT = on("knew it", "quote", "ann"), on(KNEW, "quote", "bea")
HES = on(HE, "source", "ann"), on(HE, "hedge", "bea")


def three() -> Adjudication:
    """A quotation that all made, a hedge that two of three made, and a source by one alone."""
    made = [on(KNEW, "quote", name) for name in ("ann", "bea", "cat")]
    return adjudication(*made, on(MAYBE, "hedge", "ann"), on(MAYBE, "hedge", "cat"), on(HE, "source", "bea"))


def marks(of: Adjudication) -> list[int]:
    return sorted(of.gold.marks)


@pytest.mark.parametrize(
    ("rule", "taken", "by"),
    [
        (Rule.UNANIMOUS, [f"{KNEW} quote"], ["unanimous by unanimous"]),
        (Rule.MAJORITY, [f"{KNEW} quote", f"{MAYBE} hedge"], ["unanimous by majority", "majority by majority"]),
        (Rule.NONE, [], []),
    ],
)
def test_a_rule_takes_over_what_it_says(rule: Rule, taken: list[str], by: list[str]) -> None:
    """And each decision says by which rule it came."""
    of = three()
    of.accept(rule)
    assert (gold(of), verdicts(of)) == (taken, by)


def test_gold_says_where_it_is_from() -> None:
    """It belongs to the gold annotator; comment, doubt and score stay with whoever had them."""
    of = adjudication(*(replace(one, comment="so?", unsure=True, attributes={"mode": "speech"}) for one in QUOTES))
    of.accept(Rule.UNANIMOUS)
    (one,) = of.gold.annotations.values()
    assert (one.annotator, one.origin, one.comment, one.unsure) == ("gold", Origin.ADJUDICATION, "", False)
    assert one.attributes == {"mode": "speech"}


def test_a_paragraph_is_read_in_gold_when_all_in_it_is_decided() -> None:
    """At once where nothing stands in it, with the last item where there is something; and not after an undo."""
    of = adjudication(*SHORT, *HES)
    of.accept(Rule.UNANIMOUS)
    assert marks(of) == [2]
    assert kinds(of.take([1])) == ["Annotation", "Decision", "ReadMark"]
    assert marks(of) == [0, 2]
    of.undo()
    assert (marks(of), of.decided) == ([2], 0)


def test_text_that_only_one_has_read_is_not_read_in_gold() -> None:
    """Nobody has decided that nothing is in it."""
    of = adjudication(*QUOTES, read={"ann": [0, 1], "bea": [0]})
    of.accept(Rule.UNANIMOUS)
    assert marks(of) == [0]


def test_another_rule_takes_back_what_the_one_before_took() -> None:
    """In one step; what a person has decided stays."""
    of = three()
    of.accept(Rule.MAJORITY)
    of.go(0)
    of.take([0])
    of.change_rule(Rule.NONE)
    assert (gold(of), verdicts(of)) == ([f"{KNEW} quote"], ["took by eve"])
    assert marks(of) == [0, 2]
    of.undo()
    assert gold(of) == [f"{KNEW} quote", f"{MAYBE} hedge"]


def test_taking_rejecting_and_taking_both() -> None:
    """Each decision replaces the one before, with what came of it; a rejection is remembered too."""
    of = adjudication(*SHORT)
    of.take([0])
    assert (gold(of), verdicts(of)) == ([f"{KNEW} quote"], ["took by eve"])
    of.reject()
    assert (gold(of), verdicts(of), of.decided) == ([], ["rejected by eve"], 1)
    of.take_all()
    assert (gold(of), verdicts(of)) == ([f"{KNEW} quote", "knew it quote"], ["both by eve"])
    for _ in range(3):
        of.undo()
    assert (gold(of), verdicts(of), of.decided) == ([], [], 0)


def test_a_person_confirms_what_a_rule_took() -> None:
    """The annotation stays the one that it was; a second time there is nothing to confirm."""
    of = adjudication(*QUOTES)
    of.accept(Rule.UNANIMOUS)
    before = of.results(of.item)
    assert kinds(of.take([0])) == ["Decision"]
    assert of.results(of.item) == before
    with pytest.raises(Refused, match="decided so already"):
        of.take([0])


def test_segments_that_touch_are_one() -> None:
    """Told in two parts and in one it is the same, and unanimous."""
    whole = on(KNEW, "quote", "bea")
    start, end = whole.extent.start, whole.extent.end
    of = adjudication(replace(whole, id="parts", annotator="ann", segments=(Span(start, 4), Span(4, end))), whole)
    of.accept(Rule.UNANIMOUS)
    assert verdicts(of) == ["unanimous by unanimous"]


def test_of_two_that_differ_in_attributes_one_is_gold() -> None:
    """Taking the other changes the attributes of the gold annotation, which stays the same one."""
    modes = ("speech", "ann"), ("thought", "bea")
    of = adjudication(*(on(KNEW, "quote", name, attributes={"mode": mode}) for mode, name in modes))
    of.take([0])
    assert [of.standing.taken(of.item, number) for number in range(2)] == [True, False]
    of.take([1])
    assert [of.standing.taken(of.item, number) for number in range(2)] == [False, True]
    of.undo()
    assert [one.attributes for one in of.gold.annotations.values()] == [{"mode": "speech"}]


def test_options_that_are_not_there_are_refused() -> None:
    """By the number that was typed."""
    with pytest.raises(Refused, match="There is no 3 here"):
        adjudication(*SHORT).take([2])


def test_a_comment_stays_when_it_is_decided_anew() -> None:
    """It is about the matter."""
    of = adjudication(*SHORT)
    with pytest.raises(Refused, match="Decide first"):
        of.comment("why?")
    of.reject()
    of.comment("not a quotation")
    assert of.comment("not a quotation") is None
    of.take([0])
    assert [one.comment for one in of.gold.index.decisions.values()] == ["not a quotation"]


def test_attributes_of_gold_can_be_set() -> None:
    """Of the one annotation that there is."""
    of = adjudication(*SHORT)
    with pytest.raises(Refused, match="Take one first"):
        of.set_attributes({"mode": "thought"})
    of.take([0])
    of.set_attributes({"mode": "thought"})
    (one,) = of.gold.annotations.values()
    assert (one.attributes, verdicts(of)) == ({"mode": "thought"}, ["edited by eve"])


def test_going_from_one_disagreement_to_the_next() -> None:
    """Round the end, past what is decided, and back."""
    of = adjudication(*SHORT, on(ANNA, "source", "ann"), on(ANNA, "source", "bea"), *HES)
    of.accept(Rule.UNANIMOUS)
    of.next_open()
    assert of.at == 2
    of.next_open()
    assert of.at == 0
    of.next_open(-1)
    of.reject()
    of.next_open()
    of.reject()
    with pytest.raises(Refused, match="All is decided"):
        of.next_open()
    assert (of.decided, len(of.items)) == (3, 3)


def test_one_begins_with_what_the_rule_left() -> None:
    """Not with what it took before that; with the first of all where nothing is left."""
    of = adjudication(*QUOTES, on(ANNA, "source", "ann"))
    of.accept(Rule.UNANIMOUS)
    of.go_to_open()
    assert of.at == 1
    of.reject()
    of.go_to_open()
    assert of.at == 0


def test_undo_goes_to_what_it_took_back() -> None:
    """Also over a restart: the history is the layer's."""
    of = adjudication(*SHORT, *HES)
    of.take([0])
    of.go(1)
    of.take([0])
    again = adjudication(*SHORT, *HES, gold=stored(of))
    assert again.decided == 2
    again.undo()
    again.undo()
    assert (again.at, again.decided) == (0, 0)


def test_an_item_to_which_something_new_has_come_is_open_again() -> None:
    """A third annotator made something else of it; what the others decided stays gold until it is decided anew."""
    of = adjudication(*SHORT)
    of.accept(Rule.UNANIMOUS)
    of.take([0])
    later = adjudication(*SHORT, on("We knew it", "quote", "cat"), gold=stored(of))
    later.accept(Rule.UNANIMOUS)
    assert (later.decided, gold(later), marks(later)) == (0, [f"{KNEW} quote"], [1, 2])
    later.take([1])
    assert (gold(later), len(later.gold.index.decisions), marks(later)) == (["We knew it quote"], 1, [0, 1, 2])


def test_an_item_whose_annotation_is_changed_afterwards_is_open_again() -> None:
    """It keeps its id, but is not what was decided on; with what it was before, it is decided as before."""
    alike = on(KNEW, "quote", "ann"), on(KNEW, "quote", "bea")
    of = adjudication(*alike)
    of.accept(Rule.UNANIMOUS)
    shorter = replace(alike[1], segments=(span_of("We knew it"),))
    later = adjudication(alike[0], shorter, gold=stored(of))
    later.accept(Rule.UNANIMOUS)
    assert (later.decided, gold(later), marks(later)) == (0, [f"{KNEW} quote"], [1, 2])
    assert adjudication(*alike, gold=stored(later)).decided == 1
    later.take([1])
    assert (later.decided, gold(later), marks(later)) == (1, ["We knew it quote"], [0, 1, 2])


def test_what_all_change_alike_afterwards_is_taken_over_anew() -> None:
    """The rule follows what the annotators have made of it since."""
    of = adjudication(on(KNEW, "quote", "ann"), on(KNEW, "quote", "bea"))
    of.accept(Rule.UNANIMOUS)
    changed = [replace(on(KNEW, "quote", name), segments=(span_of("We knew it"),)) for name in ("ann", "bea")]
    later = adjudication(*changed, gold=stored(of))
    later.accept(Rule.UNANIMOUS)
    assert (later.decided, gold(later)) == (1, ["We knew it quote"])


def test_what_was_moved_away_leaves_gold_where_it_was() -> None:
    """Ann moves to another paragraph what was decided on with what Bea made: only what Ann made is to be decided."""
    alike = on(ANNA, "source", "ann"), on(ANNA, "source", "bea")
    of = adjudication(*alike)
    of.take([0])
    moved = replace(alike[0], segments=(span_of("he told"),))
    later = adjudication(moved, alike[1], gold=stored(of))
    later.accept(Rule.NONE)
    assert (later.decided, gold(later), marks(later)) == (1, ["Anna source"], [0, 2])
    later.go(1)
    later.take([0])
    assert (later.decided, gold(later), marks(later)) == (2, ["Anna source", "he told source"], [0, 1, 2])
    back = adjudication(*alike, gold=stored(later))
    back.take([0])
    assert (gold(back), len(back.gold.index.decisions)) == (["Anna source"], 1)


def test_what_was_moved_away_leaves_gold_to_what_is_still_there() -> None:
    """Bea has changed hers since, too: it is open, and gold stays until that is decided."""
    alike = on(ANNA, "source", "ann"), on(ANNA, "source", "bea")
    of = adjudication(*alike)
    of.take([0])
    moved = replace(alike[0], segments=(span_of("he told"),))
    later = adjudication(moved, on("Anna said", "source", "bea", id=alike[1].id), gold=stored(of))
    later.go(1)
    later.take([0])
    assert (later.decided, gold(later)) == (1, ["Anna source", "he told source"])
    later.go(0)
    later.take([0])
    assert (later.decided, gold(later)) == (2, ["Anna said source", "he told source"])


def test_what_was_decided_anew_takes_no_gold_of_what_is_changed_later() -> None:
    """Ann makes something else of hers, that is decided, then Bea changes hers: the first decision stays with that."""
    of = adjudication(*SHORT)
    of.take([0])
    other = replace(SHORT[0], label="source", segments=(span_of("We"),))
    later = adjudication(other, SHORT[1], gold=stored(of))
    later.go(1)
    later.take([0])
    assert sorted(gold(later)) == ["We source", f"{KNEW} quote"]
    last = adjudication(other, replace(SHORT[1], segments=(span_of("“We knew"),)), gold=stored(later))
    assert [len(last.results(item)) for item in last.items] == [1, 1]
    last.go(1)
    last.reject()
    assert (gold(last), last.decided) == ([f"{KNEW} quote"], 1)


def test_what_others_have_parted_is_open_again_where_it_stays_too() -> None:
    """Cat joins what Ann made, so that what Bea made stands alone: it was decided on, until the other is anew."""
    ann, bea = on("knew it", "quote", "ann"), on(KNEW, "quote", "bea")
    of = adjudication(ann, bea)
    of.take([0])
    later = adjudication(ann, bea, on("knew it", "quote", "bea"), gold=stored(of))
    assert (later.decided, len(later.items)) == (2, 2)
    later.go(1)
    later.take([0])
    assert (later.decided, gold(later)) == (1, ["knew it quote"])


def test_whoever_makes_the_same_as_others_later_opens_nothing() -> None:
    """It is one of the options that were there."""
    of = adjudication(*SHORT)
    of.take([0])
    later = adjudication(*SHORT, on(KNEW, "quote", "cat"), gold=stored(of))
    later.accept(Rule.MAJORITY)
    assert (later.decided, verdicts(later)) == (1, ["took by eve"])


def test_gold_from_elsewhere_is_used_and_not_doubled() -> None:
    """An imported annotation that is the same is what is taken; a rejection leaves it."""
    of = adjudication(*SHORT)
    of.take([0])
    (one,) = of.gold.annotations.values()
    imported = replace(stored(of), annotations=(replace(one, origin=Origin.IMPORT),), decisions=(), read=(), history=())
    again = adjudication(*SHORT, gold=imported)
    again.take([0])
    assert gold(again) == [f"{KNEW} quote"]
    again.reject()
    assert gold(again) == [f"{KNEW} quote"]


def test_two_who_decide_on_the_same_at_once_are_in_each_others_way() -> None:
    """Their decisions have one id, so the store lets the second not pass."""
    first, second = adjudication(*SHORT, by="eve"), adjudication(*SHORT, by="fay")
    first.take([0])
    second.take([1])
    assert list(first.gold.index.decisions) == list(second.gold.index.decisions)
    assert {one.verdict for one in first.gold.index.decisions.values()} == {Verdict.TOOK}
