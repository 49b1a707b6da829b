"""What stands together as one item: annotations of several annotators about the same words."""

from hypothesis import given
from hypothesis import strategies as st

from tests.adjudicate.stage import ALL, ANNA, HE, KNEW, MAYBE, grouped, on, told
from tests.factories import annotation
from workbench.adjudicate.items import Item


def shown(items: tuple[Item, ...]) -> list[list[str]]:
    return [told(item) for item in items]


def test_what_is_alike_is_one_option() -> None:
    """Label, words and attributes are the same; a comment or a doubt is none of these."""
    found = grouped(on(KNEW, "quote", "ann", comment="so?"), on(KNEW, "quote", "bea", unsure=True))
    assert shown(found) == [[f"ann bea: {KNEW} quote"]]
    assert found[0].is_unanimous


def test_other_attributes_make_another_option() -> None:
    """Else nobody would be asked which value is right."""
    found = grouped(
        on(KNEW, "quote", "ann", attributes={"mode": "speech"}),
        on(KNEW, "quote", "bea", attributes={"mode": "thought"}),
    )
    assert shown(found) == [[f"ann: {KNEW} quote", f"bea: {KNEW} quote"]]
    assert not found[0].is_unanimous


def test_other_edges_or_another_label_on_the_same_words_are_one_item() -> None:
    """The first two slipped by a word, the others differ in what they call it."""
    found = grouped(
        on("knew it", "quote", "ann"), on(KNEW, "quote", "bea"), on(HE, "source", "ann"), on(HE, "hedge", "bea")
    )
    assert shown(found) == [[f"bea: {KNEW} quote", "ann: knew it quote"], [f"bea: {HE} hedge", f"ann: {HE} source"]]


def test_what_lies_inside_something_else_is_an_item_of_its_own() -> None:
    """A source in a quotation is not another opinion about the quotation."""
    inside = grouped(on("“We knew it,” Anna said", "quote", "ann"), on(ANNA, "source", "bea"))
    assert shown(inside) == [["ann: “We knew it,” Anna said quote"], [f"bea: {ANNA} source"]]
    assert inside[0].silent == ("bea",)


def test_nested_annotations_of_one_label_find_their_partners() -> None:
    """The outer ones stand together, and so do the inner ones, which share as much text with the others' outer ones."""
    found = grouped(*(on(words, "quote", name) for words in (KNEW, "knew it") for name in ("ann", "bea")))
    assert shown(found) == [[f"ann bea: {KNEW} quote"], ["ann bea: knew it quote"]]


def test_parts_stand_with_the_whole_that_they_were_divided_from() -> None:
    """One annotation of ann's is two of bea's."""
    found = grouped(
        on("Perhaps she did", "quote", "ann"), on(MAYBE, "quote", "bea"), on("she did", "quote", "bea"), read={}
    )
    assert shown(found) == [["ann: Perhaps she did quote", f"bea: {MAYBE} quote", "bea: she did quote"]]


def test_what_all_made_alike_takes_no_further_part_in() -> None:
    """Bea's second quotation, inside the first, is a matter of its own."""
    found = grouped(on(KNEW, "quote", "ann"), on(KNEW, "quote", "bea"), on("knew", "quote", "bea"))
    assert shown(found) == [[f"ann bea: {KNEW} quote"], ["bea: knew quote"]]


def test_only_text_that_two_have_read_is_decided_on() -> None:
    """Of ann what stands where ann has read; where one alone has read, nothing; silence there is no voice."""
    made = on(KNEW, "quote", "ann"), on(MAYBE, "hedge", "ann"), on(MAYBE, "hedge", "bea"), on("Nobody", "source", "bea")
    found = grouped(*made, read={"ann": [0, 1], "bea": [1, 2], "cat": [1]})
    assert shown(found) == [[f"ann bea: {MAYBE} hedge"]]
    assert (found[0].voters, found[0].silent) == (("ann", "bea", "cat"), ("cat",))


def test_an_annotation_over_two_paragraphs_needs_a_voter_who_read_both() -> None:
    """Cat has read the first alone, and does not object to what goes on in the second."""
    long = "said.|Perhaps"
    found = grouped(on(long, "quote", "ann"), on(long, "quote", "bea"), read={"cat": [0]})
    assert found[0].paragraphs == (0, 1)
    assert found[0].voters == ("ann", "bea")


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda pair: (pair[0], pair[0] + pair[1]))
MADE = st.lists(
    st.tuples(SPANS, st.sampled_from(("quote", "source")), st.sampled_from(("ann", "bea", "cat"))), max_size=9
)


@given(MADE)
def test_every_annotation_is_in_one_item_whatever_the_order_of_annotators(
    made: list[tuple[tuple[int, int], str, str]],
) -> None:
    """Who is named first decides nothing."""
    values = [annotation(span, label=label, annotator=name, id=f"{n}") for n, (span, label, name) in enumerate(made)]
    first, last = (dict.fromkeys(names, ALL) for names in (("ann", "bea", "cat"), ("cat", "bea", "ann")))
    found = grouped(*values, read=first)
    assert sorted(id_ for item in found for id_ in item.candidates) == sorted(one.id for one in values)
    assert {item.candidates for item in grouped(*values, read=last)} == {item.candidates for item in found}
