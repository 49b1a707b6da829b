"""How the layers of several annotators become one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import annotation, article, read, relation, skip
from workbench.exchange.merging import merged
from workbench.exchange.wanted import Merge
from workbench.formats import annotators
from workbench.formats.tagging import tokens
from workbench.model import Annotated, Annotation, Kind, Relation, Span, reading_order
from workbench.spans import overlaps

KINDS = {"ann": Kind.PERSON, "bob": Kind.PERSON, "cat": Kind.PERSON, "gold": Kind.GOLD}


def work(*values: Annotation | Relation, by: str = "ann bob cat") -> Annotated:
    """On two paragraphs, which all of these have read."""
    annotations = sorted((one for one in values if isinstance(one, Annotation)), key=reading_order)
    relations = tuple(one for one in values if isinstance(one, Relation))
    marks = tuple(read(number, name) for name in by.split() for number in (0, 1))
    return Annotated(article(), tuple(annotations), relations, marks)


def spans(annotated: Annotated) -> list[tuple[str, str, int, int]]:
    return [(one.annotator, one.label, one.extent.start, one.extent.end) for one in annotated.annotations]


QUOTE = [annotation((0, 9), annotator=name) for name in ("ann", "bob", "cat")]


def test_union_keeps_what_anybody_has_and_equal_ones_once() -> None:
    """Overlapping ones stay apart."""
    found = merged(work(QUOTE[0], QUOTE[1], annotation((0, 8), annotator="cat")), Merge.UNION, KINDS)
    assert spans(found) == [("union", "direct_quote", 0, 9), ("union", "direct_quote", 0, 8)]


def test_union_keeps_what_was_labelled_before_its_paragraph_was_read() -> None:
    """Anybody has it; a paragraph is often labelled first and ticked off later."""
    one = Annotated(article(), (annotation((22, 28)),), read=(read(0, "ann"), read(1, "bob")))
    assert len(merged(one, Merge.UNION, KINDS).annotations) == 1


def test_majority_is_more_than_half_of_those_who_have_read_there() -> None:
    """Two of three are, one of two is not."""
    assert len(merged(work(*QUOTE[:2]), Merge.MAJORITY, KINDS).annotations) == 1
    assert not merged(work(QUOTE[0], by="ann bob"), Merge.MAJORITY, KINDS).annotations


def test_who_has_not_read_the_paragraph_has_no_vote_on_it() -> None:
    """Their silence says nothing."""
    later = annotation((22, 28))
    only_ann = Annotated(article(), (later,), read=(read(0, "ann"), read(1, "ann"), read(0, "bob"), read(0, "cat")))
    assert len(merged(only_ann, Merge.UNANIMOUS, KINDS).annotations) == 1


def test_who_skips_the_article_has_no_vote() -> None:
    """What they read before counts no more."""
    one = work(QUOTE[0], by="ann bob")
    skipped = Annotated(one.article, one.annotations, read=one.read, skips=(skip("dull", "bob"),))
    assert len(merged(skipped, Merge.UNANIMOUS, KINDS).annotations) == 1


def test_who_skips_the_article_leaves_nothing_in_the_layer() -> None:
    """Nor what they have labelled, nor how they answered, nor what they have read."""
    ann, bob = annotation((0, 9), attributes={"form": "full"}), annotation((0, 9), annotator="bob")
    one = work(ann, bob, annotation((11, 14)), by="ann")
    skipped = Annotated(one.article, one.annotations, read=one.read, skips=(skip("dull"),))
    found = merged(skipped, Merge.UNION, KINDS)
    assert [(each.extent.start, each.attributes) for each in found.annotations] == [(0, {})]
    assert not found.read
    nobody = merged(Annotated(one.article, read=one.read, skips=(skip("dull"),)), Merge.UNION, KINDS)
    assert not annotators(nobody)


def test_a_layer_without_annotations_is_there_all_the_same() -> None:
    """Two who have labelled, but nothing alike, have looked: a negative example."""
    one = Annotated(article(), (annotation((0, 9)), annotation((0, 8), annotator="bob")))
    found = merged(one, Merge.UNANIMOUS, KINDS)
    assert (found.annotations, annotators(found)) == ((), ["unanimous"])


def test_an_attribute_has_the_value_that_most_gave() -> None:
    """Of as many, that of the first by name; who gave none has no say."""
    told = {"ann": {"form": "partial", "size": 1}, "bob": {"form": "full", "size": 2}, "cat": {"form": "full"}}
    made = [annotation((0, 9), annotator=name, attributes=told[name]) for name in ("cat", "bob", "ann")]
    [found] = merged(work(*made), Merge.MAJORITY, KINDS).annotations
    assert found.attributes == {"form": "full", "size": 1}


def test_an_annotation_by_somebody_without_a_vote_needs_the_votes_of_others() -> None:
    """ann has labelled what she has not read, bob has read it and found nothing."""
    one = Annotated(article(), (annotation((22, 28)),), read=(read(0, "ann"), read(1, "bob")))
    assert not merged(one, Merge.MAJORITY, KINDS).annotations


def test_machines_and_gold_have_no_vote_unless_they_are_asked() -> None:
    """Or gold would be in training data by its own vote."""
    made = work(*(annotation((0, 9), annotator=name) for name in ("gold", "ann")), by="ann bob cat")
    assert not merged(made, Merge.MAJORITY, KINDS).annotations
    assert len(merged(made, Merge.UNION, KINDS, ("gold",)).annotations) == 1
    assert not merged(work(annotation((0, 9), annotator="gold")), Merge.UNION, KINDS).annotations


def test_unanimous_keeps_what_all_have() -> None:
    """To the code point."""
    assert spans(merged(work(*QUOTE), Merge.UNANIMOUS, KINDS)) == [("unanimous", "direct_quote", 0, 9)]
    assert not merged(work(*QUOTE[:2], annotation((0, 10), annotator="cat")), Merge.UNANIMOUS, KINDS).annotations


def test_gold_keeps_gold_layers_alone() -> None:
    """Under their own names."""
    gold = annotation((11, 14), annotator="gold")
    assert merged(work(*QUOTE, gold), Merge.GOLD, KINDS).annotations == (gold,)


def test_each_is_what_it_was() -> None:
    """Nothing is merged unasked."""
    one = work(*QUOTE)
    assert merged(one, Merge.EACH, KINDS) is one


def test_soft_gives_each_run_of_words_its_share_of_voters() -> None:
    """“We knew,” by two of three, marks and all; its first word by the third, too."""
    found = merged(work(QUOTE[0], QUOTE[1], annotation((1, 3), annotator="cat")), Merge.SOFT, KINDS)
    assert [(one.extent, one.score) for one in found.annotations] == [
        (Span(0, 1), 0.6667),
        (Span(1, 3), 1.0),
        (Span(4, 9), 0.6667),
    ]


def test_relations_stay_between_annotations_that_stay_each_once() -> None:
    """Two annotators' links of the same two are one."""
    sources = [annotation((11, 14), label="named_source", annotator=name) for name in ("ann", "bob")]
    links = [relation(quote, source) for quote, source in zip(QUOTE, sources, strict=False)]
    found = merged(work(*QUOTE, *sources, *links), Merge.MAJORITY, KINDS)
    [link] = found.relations
    assert {link.from_id, link.to_id} == {one.id for one in found.annotations}
    assert not merged(work(*QUOTE, sources[0], links[0]), Merge.MAJORITY, KINDS).relations


def test_relations_are_voted_on_too() -> None:
    """What one of three has linked is no majority's link, although both its ends are."""
    sources = [annotation((11, 14), label="named_source", annotator=name) for name in ("ann", "bob", "cat")]
    links = [relation(quote, source) for quote, source in zip(QUOTE, sources, strict=True)]
    for count, merges in {1: "union", 2: "union majority", 3: "union majority unanimous"}.items():
        made = work(*QUOTE, *sources, *links[:count])
        assert [
            merge for merge in ("union", "majority", "unanimous") if merged(made, Merge(merge), KINDS).relations
        ] == merges.split()


def test_what_became_one_is_not_linked_to_itself() -> None:
    """As where somebody linked two equal annotations."""
    twice = [annotation((0, 9)), annotation((0, 9))]
    found = merged(work(*twice, relation(*twice), by="ann"), Merge.UNION, KINDS)
    assert (len(found.annotations), found.relations) == (1, ())


def test_the_same_layers_give_the_same_ids() -> None:
    """In whatever order they come, so that two exports can be compared."""
    assert merged(work(*QUOTE), Merge.UNION, KINDS) == merged(work(*QUOTE[::-1]), Merge.UNION, KINDS)


drawn = st.tuples(
    st.lists(st.integers(0, len(article().text)), min_size=2, max_size=4, unique=True).map(sorted),
    st.sampled_from(["ann", "bob", "cat"]),
    st.sampled_from(["direct_quote", "hedge"]),
)
marks = st.sets(st.tuples(st.sampled_from([0, 1]), st.sampled_from(["ann", "bob", "cat"])))


@given(st.lists(drawn, max_size=8), marks)
def test_a_share_is_of_those_who_have_read_the_paragraph(
    drawn: list[tuple[list[int], str, str]], marks: set[tuple[int, str]]
) -> None:
    """For every word and every label, as counted one by one; and runs are as long as they can be."""
    made = [annotation(*zip(at[::2], at[1::2], strict=False), annotator=n, label=label) for at, n, label in drawn]
    one = Annotated(article(), tuple(sorted(made, key=reading_order)), read=tuple(read(*mark) for mark in marks))
    found = merged(one, Merge.SOFT, KINDS).annotations
    readers = {name for _, name in marks}
    for number, paragraph in enumerate(one.article.paragraphs):
        voters = {n for n in readers | {each.annotator for each in made} if n not in readers or (number, n) in marks}
        inside = [token for token in tokens(one.article.text) if overlaps(token, paragraph)]
        for label in ("direct_quote", "hedge"):
            shares = [share(token, [each for each in made if each.label == label], voters) for token in inside]
            here = [each for each in found if each.label == label and overlaps(each.extent, paragraph)]
            told = [sum(each.score or 0 for each in here if overlaps(each.extent, token)) for token in inside]
            assert told == shares
            changes = [bool(next_) for before, next_ in pairwise([0, *shares]) if before != next_]
            assert len(here) == sum(changes)


def share(token: Span, made: list[Annotation], voters: set[str]) -> float:
    having = {one.annotator for one in made if any(overlaps(segment, token) for segment in one.segments)}
    return round(len(having & voters) / len(voters), 4) if voters else 0
