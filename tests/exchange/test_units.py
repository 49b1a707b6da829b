"""What a record is of, and what becomes of annotations at its edges."""

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import annotation, article, note, read, relation, skip
from workbench.exchange.units import Cut, records
from workbench.exchange.wanted import Unit, Wanted
from workbench.formats import annotators, jsonl
from workbench.model import Annotated, Annotation, Span, reading_order
from workbench.tokens import sentences

TEXT = "One 👍. Two “three\n\nfour” five.\n\nSix."


def cut(annotated: Annotated, **how: object) -> tuple[list[Annotated], Cut]:
    told = Cut()
    return list(records(annotated, Wanted(jsonl.FORMAT, **how), told)), told


def words(parts: list[Annotated]) -> list[tuple[str, list[str]]]:
    """Text of each part, and the words under its annotations."""
    return [(one.article.text, [a.quote(one.article.text) for a in one.annotations]) for one in parts]


def work() -> Annotated:
    quote, six = annotation((11, 24), id="1" * 32), annotation((32, 35), label="hedge", id="2" * 32)
    ends = (quote, six)
    return Annotated(
        article(text=TEXT),
        ends,
        (relation(*ends),),
        (read(0), read(2)),
        (note("here", 1), note("all")),
    )


def work_ids() -> list[str]:
    return [one.id for one in work().annotations]


def test_an_article_leaves_as_it_is() -> None:
    """Nothing is cut, nothing is copied."""
    one = work()
    assert cut(one)[0] == [one]


def test_paragraphs_are_articles_of_their_own() -> None:
    """Offsets count from their start; what runs over an edge is cut there, and counted."""
    parts, told = cut(work(), unit=Unit.PARAGRAPH)
    assert words(parts) == [("One 👍. Two “three", ["“three"]), ("four” five.", ["four”"]), ("Six.", ["Six"])]
    assert [one.article.id for one in parts] == ["001_first-0-17", "001_first-19-30", "001_first-32-36"]
    assert [[mark.paragraph for mark in one.read] for one in parts] == [[0], [], [0]]
    assert [[note.text for note in one.notes] for one in parts] == [[], ["here"], []]
    assert (told.annotations, told.relations, told.notes) == (1, 1, 1)


def test_a_part_of_an_annotation_has_an_id_of_its_own() -> None:
    """Or a file of parts would hold one id twice."""
    parts, _ = cut(work(), unit=Unit.PARAGRAPH)
    ids = [one.id for part in parts for one in part.annotations]
    assert len(set(ids)) == len(ids) == 3
    assert ids[2] == work_ids()[1]


def test_a_record_of_nothing_is_somebodys() -> None:
    """Who has labelled elsewhere has found nothing here: a negative example."""
    parts, _ = cut(Annotated(article(text=TEXT), (annotation((0, 3), annotator="model"),)), unit=Unit.PARAGRAPH)
    assert [annotators(part) for part in parts] == [["model"]] * 3


def test_sentences_are_too() -> None:
    """As the workbench divides them."""
    parts, _ = cut(work(), unit=Unit.SENTENCE)
    assert [one.article.text for one in parts] == ["One 👍.", "Two “three", "four” five.", "Six."]


def test_relations_stay_where_both_ends_are() -> None:
    """One that leads out of the record leads nowhere."""
    assert not any(one.relations for one in cut(work(), unit=Unit.PARAGRAPH)[0])


def test_only_what_was_read_leaves() -> None:
    """Each run of paragraphs by itself; how many were left out is counted."""
    parts, told = cut(work(), read_only=True)
    assert words(parts) == [("One 👍. Two “three", ["“three"]), ("Six.", ["Six"])]
    assert told.unread == 1


def test_everybody_leaves_with_what_they_have_read() -> None:
    """What another has read does not count for them."""
    both = Annotated(article(text=TEXT), read=(read(0), read(1, "bob")))
    parts, _ = cut(both, read_only=True, unit=Unit.PARAGRAPH)
    assert [(one.read[0].annotator, one.article.text) for one in parts] == [
        ("ann", "One 👍. Two “three"),
        ("bob", "four” five."),
    ]


def test_records_without_annotations_can_be_left_out() -> None:
    """And are counted."""
    parts, told = cut(work(), unit=Unit.SENTENCE, negatives=False)
    assert len(parts) == 3
    assert told.empty == 1


def test_records_without_annotations_are_left_out_for_everybody_alone() -> None:
    """Where ann has found something and bob nothing, ann's record leaves."""
    both = Annotated(article(text=TEXT), work().annotations, read=(read(0), read(0, "bob")))
    parts, told = cut(both, negatives=False)
    assert [annotators(part) for part in parts] == [["ann"]]
    assert told.empty == 1


def test_an_article_of_nobody_is_no_record() -> None:
    """Nothing is known of it, so it is no negative example."""
    assert cut(Annotated(article(text=TEXT))) == ([], Cut())


def test_an_article_that_was_skipped_was_not_read() -> None:
    """Silence in it says nothing, however far its annotator had come."""
    skipped = Annotated(article(text=TEXT), work().annotations, read=(read(0), read(1), read(2)), skips=(skip("dull"),))
    parts, told = cut(skipped, read_only=True)
    assert (parts, told.unread) == ([], 3)


def test_a_relation_that_is_cut_has_an_id_of_its_own_in_each_part() -> None:
    """It is kept where both ends are, and only what no record holds is counted."""
    quote, whole, five = annotation((11, 24)), annotation((4, 30)), annotation((25, 29))
    links = (relation(quote, whole), relation(quote, five))
    parts, told = cut(Annotated(article(text=TEXT), (whole, quote, five), links), unit=Unit.PARAGRAPH)
    assert [len(part.relations) for part in parts] == [1, 2, 0]
    assert len({one.id for part in parts for one in part.relations}) == 3
    assert told.relations == 0
    assert all(
        {one.from_id, one.to_id} <= {made.id for made in part.annotations} for part in parts for one in part.relations
    )


def test_a_note_leaves_with_the_sentence_where_its_paragraph_begins() -> None:
    """Once, or a file would hold one id twice; what no record holds is counted."""
    noted = Annotated(article(text=TEXT), read=(read(0), read(2)), notes=(note("first", 0), note("unread", 1)))
    parts, told = cut(noted, unit=Unit.SENTENCE, read_only=True)
    assert [[one.text for one in part.notes] for part in parts] == [["first"], [], []]
    assert told.notes == 1


def test_an_annotation_that_begins_where_nobody_has_read_is_cut() -> None:
    """What is left of it is counted as any that is cut."""
    parts, told = cut(Annotated(article(text=TEXT), (annotation((11, 24)),), read=(read(1),)), read_only=True)
    assert words(parts) == [("four” five.", ["four”"])]
    assert told.annotations == 1


def test_what_is_cut_is_in_reading_order() -> None:
    """Of two that begin at the edge now, the wider is the first."""
    parts, _ = cut(Annotated(article(text=TEXT), (annotation((11, 21)), annotation((12, 24)))), unit=Unit.PARAGRAPH)
    assert [one.extent.end for one in parts[1].annotations] == [5, 2]


segments = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=6, unique=True).map(
    lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)
annotations = st.lists(st.tuples(segments, st.sampled_from(["ann", "bob"])), max_size=6).map(
    lambda drawn: sorted((annotation(*where, annotator=name) for where, name in drawn), key=reading_order)
)


def points(one: Annotation, window: Span) -> tuple[int, ...]:
    """The code points of the annotation in the window, counted from its start."""
    return tuple(
        point - window.start for part in one.segments for point in range(part.start, part.end) if point in window
    )


@given(annotations, st.sampled_from([Unit.PARAGRAPH, Unit.SENTENCE]), st.data())
def test_each_record_has_what_lies_in_its_words(made: list[Annotation], unit: Unit, data: st.DataObject) -> None:
    """Code point for code point, and the relations whose ends are there."""
    links = data.draw(st.lists(st.tuples(st.sampled_from(made), st.sampled_from(made)))) if made else []
    whole = article(text=TEXT)
    windows = list(whole.paragraphs)
    if unit is Unit.SENTENCE:
        windows = [one for paragraph in windows for one in sentences(TEXT, paragraph)]
    annotated = Annotated(whole, tuple(made), tuple(relation(*ends) for ends in links), by=("ann",))
    parts, _ = cut(annotated, unit=unit)
    assert [part.article.text for part in parts] == [window.of(TEXT) for window in windows]
    for part, window in zip(parts, windows, strict=True):
        here = {one.id: points(one, Span(0, len(window))) for one in part.annotations}
        told = [(one.annotator, here[one.id]) for one in part.annotations]
        expected = [(one.annotator, points(one, window)) for one in made if points(one, window)]
        assert sorted(told) == sorted(expected)
        ends = [(points(one, window), points(other, window)) for one, other in links]
        left = [(here[one.from_id], here[one.to_id]) for one in part.relations]
        assert sorted(left) == sorted(pair for pair in ends if all(pair))
