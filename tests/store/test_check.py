"""The check finds what a damaged database hides."""

import pytest
from sqlalchemy import text

from tests.factories import annotation, decision, made, note, read, relation, skip
from workbench.store import Store
from workbench.store.check import check_article, check_file, check_history


@pytest.fixture
def worked(desk: Store) -> Store:
    """A desk where something was done."""
    one, two = annotation((0, 9)), annotation((10, 14))
    remark, left_out = note("Who says so?", 1), skip("too short")
    desk.layers.apply(
        "001_first", "ann", made(one, two, relation(one, two), read(0), remark, left_out, decision((0, 9)))
    )
    return desk


def everything(store: Store) -> list[str]:
    """What is found in the article and in ann's history."""
    return check_article(store, "001_first") + check_history(store, "ann")


def test_nothing_is_wrong_with_what_the_store_wrote(worked: Store) -> None:
    """No false alarm."""
    assert check_file(worked) + everything(worked) == []


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE article SET text = text || '!'", "its SHA-256 differs"),
        ("UPDATE paragraph SET span_end = 99 WHERE number = 1", "run to 99, but the text ends at 43"),
        ("UPDATE article SET paragraph_count = 3", "2 paragraphs are stored, 3 were taken in"),
        ("UPDATE segment SET span_end = 99 WHERE span_start = 10", "run to 99, but the text ends at 43"),
        ("UPDATE annotation SET label = 'x'", "is not what the history says"),
        (
            "UPDATE read_mark SET paragraph = 1",
            "the read mark of paragraph 2 of 001_first is not what the history says",
        ),
        ("UPDATE annotation SET unsure = NOT unsure", "is not what the history says"),
        ("UPDATE article SET length = 9", "has 43 characters, 9 were taken in"),
        ("UPDATE note SET text = 'x'", "the note .* is not what the history says"),
        ("DELETE FROM skip", "the skip of 001_first is not what the history says"),
        ("UPDATE decision SET verdict = 'took'", "the decision at .* is not what the history says"),
        ("UPDATE decision SET verdict = 'x'", "the layer cannot be read"),
        ("DELETE FROM relation", "relation .* is not what the history says"),
        ("DELETE FROM history", "is not what the history says"),
        (
            "INSERT INTO history SELECT id + 1, article_id, annotator, deed, changes, at, batch FROM history",
            "contradicts itself",
        ),
        ("UPDATE annotation SET origin = 'x'", "the layer cannot be read"),
        ("UPDATE annotation SET attributes = '[]'", "the layer cannot be read"),
        ("DELETE FROM segment", "the layer cannot be read"),
        ("UPDATE history SET changes = '[[{}, null]]'", "the layer cannot be read"),
        ("UPDATE history SET changes = '[[null, null]]'", "the history cannot be done again"),
    ],
)
def test_damage_is_found(worked: Store, damage: str, problem: str) -> None:
    """Each kind is said in a sentence with its place, on both databases."""
    with worked.database.writing() as connection:
        connection.execute(text(damage))
    assert any(_matches(problem, found) for found in everything(worked))


def test_words_that_the_search_of_all_articles_would_overlook_are_found(worked: Store) -> None:
    """The index has another text for the article, or none."""
    other = "number = 99" if worked.database.is_sqlite else "folded = 'something else'"
    with worked.database.writing() as connection:
        connection.execute(text(f"UPDATE search SET {other} WHERE article_id = '001_first'"))
    assert everything(worked) == ["001_first: the search of all articles overlooks words of it."]


def test_a_row_that_refers_to_nothing_is_found(store: Store) -> None:
    """SQLite keeps foreign keys only where it is told to; another program may not have told it."""
    with store.database.migrating() as connection:
        connection.execute(text("INSERT INTO segment VALUES ('gone', 0, 1, 2)"))
    assert check_file(store) == ["Row 1 of the table segment refers to a row of annotation that is not there."]


def _matches(problem: str, found: str) -> bool:
    return all(part in found for part in problem.split(" .* "))
