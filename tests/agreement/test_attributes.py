"""Attributes of annotations that both have marked, and relations between them."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from tests.factories import annotation, article, read, relation
from workbench.agreement import chance
from workbench.agreement.attributes import attribute_alpha, attribute_percent, attributes_of, compared
from workbench.agreement.distance import interval, jaccard
from workbench.agreement.groups import Group, group
from workbench.agreement.relations import relation_f1, relation_types
from workbench.errors import Undefined
from workbench.model import Annotated, AttributeValue, Relation

WORDS = "one two three four five six seven eight"
PLACES = [(0, 3), (4, 7), (8, 13), (14, 18), (19, 23), (24, 27), (28, 33), (34, 39)]


def given(answer: AttributeValue | None) -> dict[str, AttributeValue]:
    """Nothing, or the value."""
    return {} if answer is None else {"a": answer}


def answered(*answers: tuple[AttributeValue | None, AttributeValue | None]) -> Group:
    """Two annotators who marked the same words and gave each these values of an attribute, or none."""
    made = [
        annotation(
            place, label="cue", annotator=who, article_id="1", attributes={} if answer is None else {"a": answer}
        )
        for place, both in zip(PLACES, answers, strict=False)
        for who, answer in zip(("ann", "ben"), both, strict=True)
    ]
    one = Annotated(article("1", WORDS), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    return group([one], ("ann", "ben"), ("cue", "hedge"))


def test_values_that_both_have_given_are_compared() -> None:
    """One of the four pairs lacks a value."""
    both = answered(("x", "x"), ("y", "y"), ("x", "y"), ("x", None))
    assert attributes_of(both) == [("cue", "a")]
    assert compared(both, "cue", "a") == 3
    assert attribute_percent(both, "cue", "a").value == pytest.approx(2 / 3)
    assert attribute_alpha(both, "cue", "a").value == pytest.approx(alpha([[0, 0], [1, 1], [0, 1]], 2))


def alpha(pairs: Sequence[Sequence[int]], values: int, distance: np.ndarray | None = None) -> float:
    """Krippendorff's α of items with two values each."""
    counts = np.array([np.bincount(pair, minlength=values) for pair in pairs], dtype=float)
    return chance.krippendorff_alpha(chance.coincidences(counts), distance)


def test_numbers_differ_by_how_far_they_are_apart() -> None:
    """Squared, as Krippendorff has it."""
    both = answered((1, 2), (5, 5), (3, 3.5))
    expected = alpha([[0, 1], [4, 4], [2, 3]], 5, interval([1, 2, 3, 3.5, 5]))
    assert attribute_alpha(both, "cue", "a").value == pytest.approx(expected)


def test_several_choices_are_partly_the_same_in_any_order() -> None:
    """By Jaccard's distance."""
    both = answered((("x", "y"), ("y", "x")), (("x",), ("x", "y")), (("z",), ("z",)))
    sets = [frozenset("xy"), frozenset("x"), frozenset("z")]
    expected = alpha([[0, 0], [1, 0], [2, 2]], 3, jaccard(sets))
    assert attribute_alpha(both, "cue", "a").value == pytest.approx(expected)


def test_yes_and_no_are_no_numbers() -> None:
    """They are the same or not."""
    both = answered((True, True), (False, True), (False, False))
    assert attribute_alpha(both, "cue", "a").value == pytest.approx(alpha([[0, 0], [1, 0], [1, 1]], 2))


@pytest.mark.parametrize("people", [("ann", "ben"), ("ben", "ann")])
def test_of_matchings_that_share_as_much_text_values_decide_not_the_order_of_annotators(
    people: tuple[str, str],
) -> None:
    """Either half of one annotation may be the other; the second half has its value."""
    made = (
        annotation((0, 5), label="cue", annotator="ann", article_id="1", attributes={"a": "z"}),
        annotation((5, 10), label="cue", annotator="ann", article_id="1", attributes={"a": "x"}),
        annotation((0, 10), label="cue", annotator="ben", article_id="1", attributes={"a": "x"}),
    )
    one = Annotated(article("1", WORDS), made, (), (read(0, "ann", "1"), read(0, "ben", "1")))
    assert attribute_percent(group([one], people, ("cue",)), "cue", "a").value == 1


@pytest.mark.parametrize("values", [("x", "y"), ("y", "x")])
def test_which_of_two_equal_annotations_came_first_does_not_matter(values: tuple[str, str]) -> None:
    """Their first value in order counts, and a relation that hangs on either is compared."""
    made = [
        annotation((0, 3), label="cue", annotator="ann", article_id="1", id="a", attributes={"a": "x"}),
        *(
            annotation((0, 3), label="cue", annotator="ben", article_id="1", id=id_, attributes={"a": value})
            for id_, value in zip("bc", values, strict=True)
        ),
        *(annotation((4, 7), label="cue", annotator=who, article_id="1", id=f"{who}2") for who in ("ann", "ben")),
    ]
    links = (relation(made[0], made[3], "follows"), relation(made[2], made[4], "follows"))
    one = Annotated(article("1", WORDS), tuple(made), links, (read(0, "ann", "1"), read(0, "ben", "1")))
    both = group([one], ("ann", "ben"), ("cue",))
    assert attribute_percent(both, "cue", "a").value == 1
    assert relation_f1(both, "follows").value == 1


def test_nothing_to_compare_is_undefined() -> None:
    """No value by both; or free text, of which every annotation has another."""
    with pytest.raises(Undefined, match="has a value by both"):
        attribute_alpha(answered(("x", None), (None, "y")), "cue", "a")


def test_free_text_is_not_compared() -> None:
    """More different values than anybody offers to choose from."""
    made = [
        annotation((start, start + 1), label="cue", annotator=who, article_id="1", attributes={"a": f"{who} {start}"})
        for who in ("ann", "ben")
        for start in range(150)
    ]
    one = Annotated(article("1", "x" * 150), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    both = group([one], ("ann", "ben"), ("cue",))
    with pytest.raises(Undefined, match="text is not compared"):
        attribute_percent(both, "cue", "a")
    assert compared(both, "cue", "a") == 0


def test_annotations_that_do_not_match_are_not_compared() -> None:
    """One letter in common is not the same annotation."""
    made = [
        annotation(place, label="cue", annotator=who, article_id="1", attributes={"a": "x"})
        for who, place in (("ann", (0, 7)), ("ben", (6, 18)))
    ]
    one = Annotated(article("1", WORDS), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    assert compared(group([one], ("ann", "ben"), ("cue",)), "cue", "a") == 0


def linked(drawn: Mapping[str, Sequence[tuple[int, int, str]]], people: Sequence[str] = ("ann", "ben")) -> Group:
    """Annotators who marked all words, each with relations of a type from one word to another."""
    made = {(who, n): annotation(place, label="cue", annotator=who) for who in people for n, place in enumerate(PLACES)}
    links: list[Relation] = [
        relation(made[who, start], made[who, end], kind) for who, some in drawn.items() for start, end, kind in some
    ]
    marks = tuple(read(0, who) for who in people)
    return group([Annotated(article(text=WORDS), tuple(made.values()), tuple(links), marks)], people, ("cue",))


def test_relations_match_where_type_and_both_ends_do() -> None:
    """One is the same, one is turned round, one has another end, one another type."""
    both = linked(
        {"ann": [(0, 1, "a"), (2, 3, "a"), (4, 5, "a")], "ben": [(0, 1, "a"), (3, 2, "a"), (4, 6, "a"), (0, 1, "b")]}
    )
    assert relation_types(both) == {"a": 6, "b": 1}
    assert relation_f1(both, "a").value == pytest.approx(1 / 3)
    assert relation_f1(both, "b").value == 0


def test_relations_of_several_are_the_mean_of_every_two() -> None:
    """Ann and ben agree, cai has drawn none."""
    all_three = linked({"ann": [(0, 1, "a")], "ben": [(0, 1, "a")]}, ("ann", "ben", "cai"))
    assert relation_f1(all_three, "a").value == pytest.approx(1 / 3)


def test_relations_into_another_article_are_compared_too() -> None:
    """Each counts for the article where it starts."""
    made = {
        (who, id_): annotation((0, 3), label="cue", annotator=who, article_id=id_)
        for who in ("ann", "ben")
        for id_ in "12"
    }
    links = tuple(relation(made[who, "1"], made[who, "2"], "same") for who in ("ann", "ben"))
    corpus = [
        Annotated(
            article(id_, WORDS),
            tuple(one for (_, home), one in made.items() if home == id_),
            links if id_ == "1" else (),
            (read(0, "ann", id_), read(0, "ben", id_)),
        )
        for id_ in "12"
    ]
    found = relation_f1(group(corpus, ("ann", "ben"), ("cue",)), "same")
    assert found.value == 1
    assert found.by_article == [1, None]
