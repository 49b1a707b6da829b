"""What a record is of, and what becomes of annotations at its edges."""

from tests.factories import annotation, article, note, read, relation
from workbench.exchange.units import Cut, records
from workbench.exchange.wanted import Unit, Wanted
from workbench.formats import annotators, jsonl
from workbench.model import Annotated

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
