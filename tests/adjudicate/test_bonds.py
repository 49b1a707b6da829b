"""Relations are decided on once both ends are gold: by a rule, or by a person."""

from dataclasses import replace

import pytest

from tests.adjudicate.stage import ANNA, ARTICLE, HE, KNEW, MAYBE, adjudication, gold, on, span_of, stored, verdicts
from workbench.adjudicate import Adjudication, Rule
from workbench.adjudicate.bonds import Bond
from workbench.errors import Refused
from workbench.model import Annotation, Layer, Relation

QUOTES = on(KNEW, "quote", "ann"), on(KNEW, "quote", "bea")
SHORT = on("knew it", "quote", "ann"), on(KNEW, "quote", "bea")
ANNAS = on(ANNA, "source", "ann"), on(ANNA, "source", "bea")
HES = on(HE, "source", "ann"), on(HE, "source", "bea")


def joined(*pairs: tuple[Annotation, Annotation], kind: str = "said_by") -> list[Relation]:
    return [Relation(f"{a.id} {kind} {b.id}", a.annotator, kind, a.id, b.id) for a, b in pairs]


def ties(of: Adjudication) -> list[tuple[str, str]]:
    words = {one.id: one.quote(of.article.text) for one in of.gold.annotations.values()}
    return [(words[one.from_id], words[one.to_id]) for one in of.gold.relations.values()]


def bond_at(of: Adjudication) -> Bond:
    """Go to the only bond."""
    (number,) = [number for number, item in enumerate(of.items) if isinstance(item, Bond)]
    of.go(number)
    assert isinstance(of.item, Bond)
    return of.item


def by_ann_alone() -> Adjudication:
    """Both have the quotation and the source; only ann has joined them."""
    of = adjudication(*QUOTES, *ANNAS, relations=joined((QUOTES[0], ANNAS[0])))
    of.accept(Rule.UNANIMOUS)
    return of


def test_what_all_joined_comes_along_with_the_second_of_the_ends() -> None:
    """Once though two made it, as a decision of the rule; it goes when an end goes, and comes back with the undo."""
    of = adjudication(*SHORT, *ANNAS, relations=joined(*zip(SHORT, ANNAS, strict=True)))
    of.accept(Rule.UNANIMOUS)
    assert ties(of) == []
    of.take([0])
    assert ties(of) == [(KNEW, ANNA)]
    assert verdicts(of) == ["took by eve", "unanimous by unanimous", "unanimous by unanimous"]
    of.reject()
    assert ties(of) == []
    assert len(of.gold.index.decisions) == 2
    of.undo()
    assert ties(of) == [(KNEW, ANNA)]


def test_what_one_of_two_joined_is_to_be_decided_at_the_end() -> None:
    """It is an item of its own, after all others; its paragraph is not read before."""
    of = by_ann_alone()
    assert (ties(of), of.decided, len(of.items), sorted(of.gold.marks)) == ([], 2, 3, [1, 2])
    bond = bond_at(of)
    assert (of.at, bond.silent) == (2, ("bea",))
    of.take([0])
    assert (ties(of), of.decided, sorted(of.gold.marks)) == ([(KNEW, ANNA)], 3, [0, 1, 2])
    assert verdicts(of)[-1] == "unanimous by unanimous"
    assert "took by eve" in verdicts(of)


def test_a_rejected_relation_is_remembered() -> None:
    """Also over a restart, and undo opens it again."""
    of = by_ann_alone()
    bond_at(of)
    of.reject()
    assert (ties(of), of.decided) == ([], 3)
    again = adjudication(*QUOTES, *ANNAS, relations=joined((QUOTES[0], ANNAS[0])), gold=stored(of))
    assert again.accept(Rule.UNANIMOUS) is None
    assert again.decided == 3
    again.undo()
    assert again.decided == 2


def test_nobody_else_could_have_joined_what_one_alone_has_made() -> None:
    """Bea has not the source: where ann's is taken, her relation comes with it."""
    of = adjudication(*QUOTES, ANNAS[0], relations=joined((QUOTES[0], ANNAS[0])))
    of.accept(Rule.UNANIMOUS)
    of.go(1)
    of.take([0])
    assert (ties(of), of.decided, len(of.items)) == ([(KNEW, ANNA)], 3, 3)


def test_a_relation_is_one_of_what_has_become_gold() -> None:
    """Ann's quotation is joined to the source, bea's longer one is taken: it is asked whether that is joined, too."""
    of = adjudication(*SHORT, *ANNAS, relations=joined((SHORT[0], ANNAS[0])))
    of.accept(Rule.UNANIMOUS)
    of.take([0])
    bond_at(of)
    of.take([0])
    assert ties(of) == [(KNEW, ANNA)]


@pytest.mark.parametrize(("rule", "found"), [(Rule.MAJORITY, [(KNEW, ANNA)]), (Rule.UNANIMOUS, []), (Rule.NONE, [])])
def test_the_rule_is_that_of_the_annotations(rule: Rule, found: list[tuple[str, str]]) -> None:
    """Two of three who made both ends have joined them."""
    quotes = *QUOTES, on(KNEW, "quote", "cat")
    sources = *ANNAS, on(ANNA, "source", "cat")
    of = adjudication(*quotes, *sources, relations=joined(*zip(quotes[:2], sources[:2], strict=True)))
    of.accept(rule)
    assert ties(of) == found


def test_another_rule_takes_relations_back() -> None:
    """And gives them again."""
    of = adjudication(*QUOTES, *ANNAS, relations=joined(*zip(QUOTES, ANNAS, strict=True)))
    of.accept(Rule.UNANIMOUS)
    assert ties(of) == [(KNEW, ANNA)]
    of.change_rule(Rule.NONE)
    assert (ties(of), gold(of)) == ([], [])
    of.change_rule(Rule.MAJORITY)
    assert ties(of) == [(KNEW, ANNA)]


def test_of_two_types_one_is_taken_or_both() -> None:
    """Each is an option; of the other nothing is left."""
    others = on(MAYBE, "quote", "ann"), on(MAYBE, "quote", "bea")
    one, other = joined((QUOTES[0], others[0]), kind="echoes"), joined((others[1], QUOTES[1]), kind="echoes")
    of = adjudication(*QUOTES, *others, relations=[*one, *other])
    of.accept(Rule.UNANIMOUS)
    assert len(bond_at(of).options) == 2
    of.take([0])
    assert ties(of) == [(KNEW, MAYBE)]
    of.take([1])
    assert ties(of) == [(MAYBE, KNEW)]
    of.take_all()
    assert sorted(ties(of)) == [(MAYBE, KNEW), (KNEW, MAYBE)]
    assert "both by eve" in verdicts(of)


def test_a_relation_goes_with_a_label_that_cannot_have_it() -> None:
    """It is nothing to decide any more, and comes back with the undo."""
    of = adjudication(*QUOTES, *ANNAS, relations=joined(*zip(QUOTES, ANNAS, strict=True)))
    of.accept(Rule.UNANIMOUS)
    of.edit(0)
    of.relabel("hedge")
    of.keep_edit()
    assert (ties(of), len(of.items)) == ([], 2)
    of.undo()
    assert (ties(of), len(of.items)) == ([(KNEW, ANNA)], 3)


def test_an_end_that_gets_other_edges_keeps_its_relation() -> None:
    """What was decided on it stays decided."""
    of = by_ann_alone()
    bond_at(of)
    of.take([0])
    of.go(0)
    of.edit(0)
    of.gold.shrink_end()
    of.keep_edit()
    assert ties(of) == [("“We knew it", ANNA)]
    assert of.decided == 3


def test_an_open_relation_keeps_the_paragraphs_of_both_ends_unread() -> None:
    """Until it is decided, and again after an undo."""
    of = adjudication(*QUOTES, *HES, relations=joined((QUOTES[0], HES[0])))
    of.accept(Rule.UNANIMOUS)
    assert sorted(of.gold.marks) == [2]
    bond_at(of)
    of.reject()
    assert sorted(of.gold.marks) == [0, 1, 2]
    of.undo()
    assert sorted(of.gold.marks) == [2]


def test_a_relation_that_somebody_makes_later_opens_it_again() -> None:
    """Bea has joined them the other way round."""
    of = by_ann_alone()
    bond_at(of)
    of.reject()
    later = joined((QUOTES[0], ANNAS[0])), joined((QUOTES[1], ANNAS[1]), kind="echoes")
    again = adjudication(*QUOTES, *ANNAS, relations=[*later[0], *later[1]], gold=stored(of))
    again.accept(Rule.UNANIMOUS)
    assert (again.decided, len(again.items)) == (2, 3)


def test_a_relation_stays_where_its_ends_are_when_one_annotator_moves_hers() -> None:
    """Ann moves her quotation, and with it what she had joined; that is a relation to be decided on of its own."""
    relations = joined(*zip(QUOTES, ANNAS, strict=True))
    of = adjudication(*QUOTES, *ANNAS, relations=relations)
    of.accept(Rule.UNANIMOUS)
    assert ties(of) == [(KNEW, ANNA)]
    moved = replace(QUOTES[0], segments=(span_of(MAYBE),))
    later = adjudication(moved, QUOTES[1], *ANNAS, relations=relations, gold=stored(of))
    later.go_to(ARTICLE.text.index(MAYBE))
    later.take([0])
    assert ties(later) == [(KNEW, ANNA)]
    assert [later.standing.decided(one) for one in later.items if isinstance(one, Bond)] == [True, False]
    later.next_open()
    later.take([0])
    assert ties(later) == [(KNEW, ANNA), (MAYBE, ANNA)]


def test_a_rejection_is_of_the_relation_that_stayed() -> None:
    """What Ann has moved away is to be decided on of its own."""
    relations = joined(*zip(QUOTES, ANNAS, strict=True))
    of = adjudication(*QUOTES, *ANNAS, relations=relations)
    of.accept(Rule.UNANIMOUS)
    bond_at(of)
    of.reject()
    moved = replace(QUOTES[0], segments=(span_of(MAYBE),))
    later = adjudication(moved, QUOTES[1], *ANNAS, relations=relations, gold=stored(of))
    later.go_to(ARTICLE.text.index(MAYBE))
    later.take([0])
    assert [later.standing.decided(one) for one in later.items if isinstance(one, Bond)] == [True, False]


def test_gold_relations_from_elsewhere_are_used() -> None:
    """Such as came along before relations were decided on: no second one is made, and a rejection takes it away."""
    of = by_ann_alone()
    bond_at(of)
    of.take([0])
    there = stored(of)
    kept = tuple(one for one in there.decisions if one.candidates != tuple(sorted(bond_at(of).versions)))
    before = adjudication(
        *QUOTES, *ANNAS, relations=joined((QUOTES[0], ANNAS[0])), gold=replace(there, decisions=kept, history=())
    )
    assert ties(before) == [(KNEW, ANNA)]
    bond_at(before)
    before.take([0])
    assert ties(before) == [(KNEW, ANNA)]
    before.reject()
    assert ties(before) == []


def test_a_relation_is_taken_or_not() -> None:
    """There is nothing to edit about it."""
    of = by_ann_alone()
    bond_at(of)
    for command in (lambda: of.edit(0), lambda: of.set_attributes({}), of.add_part):
        with pytest.raises(Refused, match="taken or not"):
            command()


def both_ways() -> tuple[Adjudication, list[Relation]]:
    """Ann has joined two quotations one way, bea the other."""
    maybes = on(MAYBE, "quote", "ann"), on(MAYBE, "quote", "bea")
    relations = joined((QUOTES[0], maybes[0]), (maybes[1], QUOTES[1]), kind="echoes")
    of = adjudication(*QUOTES, *maybes, relations=relations)
    of.accept(Rule.UNANIMOUS)
    bond_at(of)
    return of, relations


def later(of: Adjudication, relations: list[Relation], gold: Layer) -> Adjudication:
    """The same annotations, with other relations or another gold layer."""
    made = [one for item in of.items for one in item.options[0].made if isinstance(one, Annotation)]
    again = adjudication(*made, relations=relations, gold=gold)
    again.accept(Rule.UNANIMOUS)
    return again


@pytest.mark.parametrize(("does", "found"), [("reject", []), ("take_all", [(MAYBE, KNEW)])])
def test_what_was_taken_goes_though_nobody_has_it_any_more(does: str, found: list[tuple[str, str]]) -> None:
    """What ann joined was taken; she takes it back, and it is decided anew."""
    of, relations = both_ways()
    of.take([0])
    assert ties(of) == [(KNEW, MAYBE)]
    again = later(of, relations[1:], stored(of))
    bond_at(again)
    getattr(again, does)()
    assert ties(again) == found


def test_a_decision_whose_relations_are_not_all_here_goes_with_an_end() -> None:
    """As of another database, whose scheme has more relation types."""
    of, relations = both_ways()
    of.take_all()
    layer = stored(of)
    again = later(of, relations, replace(layer, relations=layer.relations[:1], history=()))
    again.go(0)
    again.reject()
    assert ties(again) == []
    assert "both by eve" not in verdicts(again)
