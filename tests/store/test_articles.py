"""Articles in the store: taken in once, verbatim, found by what a person types."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.factories import annotation, article, made, note, read, skip
from tests.strategies import nasty_text
from workbench.errors import IntakeError, StoreError
from workbench.model import Article, Kind, Span
from workbench.store import Shelved, Store, Work

NUMBERS = count()


def test_an_article_comes_back_equal(any_store: Store) -> None:
    """Text, title, paragraphs, what is known and what is guessed."""
    one = article(metadata={"outlet": "The “Times”", "date": "2026-11-22"}, guessed=frozenset({"title", "date"}))
    assert any_store.articles.add([one]) == [("001_first", True)]
    assert any_store.articles.get("001_first") == one


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=nasty_text, title=nasty_text)
def test_a_text_is_stored_verbatim(any_store: Store, text: str, title: str) -> None:
    """Not a code point is normalised, stripped or turned."""
    text = f"{text}{next(NUMBERS)}"
    one = Article("nasty", title, text, (Span(0, len(text)),), {"byline": title})
    ((article_id, is_new),) = any_store.articles.add([one])
    stored = any_store.articles.get(article_id)
    assert is_new
    assert (stored.text, stored.title, stored.metadata) == (one.text, title, {"byline": title})


def test_a_text_that_is_there_is_not_added_again(any_store: Store) -> None:
    """It is recognised under another name, in the same call and in the next."""
    one, same = article(), article("copy")
    assert any_store.articles.add([one, same]) == [("001_first", True), ("001_first", False)]
    assert any_store.articles.add([same]) == [("001_first", False)]
    assert any_store.articles.ids() == ["001_first"]


def test_an_id_that_is_taken_gets_a_number(any_store: Store) -> None:
    """Another text under the same name is another article."""
    texts = [article(text=text) for text in ("One.", "Two.", "Three.")]
    assert [id_ for id_, _ in any_store.articles.add(texts)] == ["001_first", "001_first-2", "001_first-3"]
    assert any_store.articles.get("001_first-2").text == "Two."


def test_articles_are_added_all_or_none(any_store: Store) -> None:
    """A source that fails in the middle leaves nothing."""

    def source() -> Iterator[Article]:
        yield article()
        raise IntakeError("The second file is broken.")

    with pytest.raises(IntakeError):
        any_store.articles.add(source())
    assert any_store.articles.ids() == []


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (article(text="a\0b"), r"U\+0000 at position 1"),
        (article(title="\udcff"), r"U\+DCFF at position 0"),
        (article(paragraphs=()), "no paragraph, so there is nothing in it to label"),
        (article(paragraphs=(Span(0, 99),)), "run to 99, but the text ends at 43"),
        (article(paragraphs=(Span(5, 9), Span(0, 6))), "overlap or go back"),
    ],
)
def test_what_no_database_can_hold_is_refused(any_store: Store, broken: Article, reason: str) -> None:
    """With the place, before anything is stored."""
    with pytest.raises(StoreError, match=reason):
        any_store.articles.add([article("good", "Good."), broken])
    assert any_store.articles.ids() == []


def test_a_wrong_id_is_told_the_nearest(any_store: Store) -> None:
    """A slip of the finger is not a riddle."""
    any_store.articles.add([article()])
    with pytest.raises(StoreError, match="no article '001_frist'") as refused:
        any_store.articles.get("001_frist")
    assert "001_first" in refused.value.hint


@pytest.mark.parametrize("name", ["004_moscow", "004", "MOSCOW", "kremlin s", "4_mos"])
def test_an_article_is_found_by_what_a_person_types(any_store: Store, name: str) -> None:
    """Its id, how that begins, or a part of id or title in any case."""
    any_store.articles.add([article(), article("004_moscow", "Text.", title="The Kremlin Said")])
    assert any_store.articles.find(name) == "004_moscow"


def test_an_ambiguous_name_lists_what_it_may_mean(any_store: Store) -> None:
    """And an id wins over ids that begin with it."""
    any_store.articles.add([article("00", "a"), article("001", "b"), article("002", "c")])
    with pytest.raises(StoreError, match=r"'0' fits 3 articles: 00, 001, 002\."):
        any_store.articles.find("0")
    assert any_store.articles.find("00") == "00"
    with pytest.raises(StoreError, match="no article 'nothing'"):
        any_store.articles.find("nothing")


def test_a_correction_is_no_guess_any_longer(any_store: Store) -> None:
    """What was given replaces or is taken away; the rest, and the text, stay."""
    guessed = frozenset({"title", "byline", "date"})
    any_store.articles.add([article(metadata={"byline": "By X", "date": "1999", "url": "u"}, guessed=guessed)])
    any_store.articles.correct("001_first", title="Right", metadata={"byline": "", "outlet": "Times"})
    stored = any_store.articles.get("001_first")
    assert (stored.title, stored.metadata) == ("Right", {"date": "1999", "url": "u", "outlet": "Times"})
    assert stored.guessed == {"date"}
    assert stored.text == article().text
    with pytest.raises(StoreError, match="no article"):
        any_store.articles.correct("009", title="x")


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        ({"title": "a\0b"}, r"U\+0000 at position 1"),
        ({"metadata": {"byline": "\ud800"}}, r"U\+D800 at position 0"),
        ({"metadata": {"a\0": "x"}}, r"U\+0000 at position 1"),
    ],
)
def test_a_correction_that_no_database_can_hold_is_refused(
    any_store: Store, correction: dict[str, Any], reason: str
) -> None:
    """In a sentence, and nothing of it is stored."""
    any_store.articles.add([article()])
    with pytest.raises(StoreError, match=reason):
        any_store.articles.correct("001_first", **correction)
    assert any_store.articles.get("001_first") == article()


def test_the_shelf_shows_my_progress_and_that_of_others(desk: Store) -> None:
    """Sorted by id, with lengths, and without a text."""
    desk.articles.add([article("000_zero", "Zero.", metadata={"outlet": "Times"})])
    desk.layers.apply("001_first", "ann", made(annotation(), annotation((1, 3)), read(0)))
    desk.layers.apply("001_first", "bob", made(annotation(annotator="bob"), read(0, "bob"), read(1, "bob")))
    zero, first = desk.articles.shelf("ann")
    assert zero == Shelved("000_zero", "000_Zero", "Times", 1, 1, 0, 0, {})
    assert first == Shelved("001_first", "001_First", "", 8, 2, read=1, annotations=2, others={"bob": 2})
    desk.layers.apply("000_zero", "ann", made(skip("too short", article_id="000_zero")))
    assert [one.skipped for one in desk.articles.shelf("ann")] == [True, False]
    assert not any(one.skipped for one in desk.articles.shelf("bob"))
    assert desk.articles.shelf("nobody")[1].others == {"ann": 1, "bob": 2}


def test_counts_are_those_of_the_tables(desk: Store) -> None:
    """Everything that `status` prints."""
    desk.layers.apply("001_first", "ann", made(annotation(), read(0), note("So?"), skip("too short")))
    assert desk.counts() == {
        "articles": 1, "annotators": 2, "annotations": 1, "relations": 0, "read_paragraphs": 1, "notes": 1, "skips": 1,
        "schemes": 1, "steps": 1, "paragraphs": 2, "words": 8,
    }  # fmt: skip


def test_an_empty_store_counts_nothing(any_store: Store) -> None:
    """Zero, not nothing."""
    assert set(any_store.counts().values()) == {0}


def test_work_adds_up_for_everybody(desk: Store) -> None:
    """Who touched, began and finished how much; who did nothing is listed too."""
    desk.articles.add([article("002_other", "Another text.")])
    desk.people.ensure("quotes-by-rule", Kind.MACHINE)
    desk.layers.apply("002_other", "bob", made(annotation(annotator="bob", article_id="002_other")))
    desk.layers.apply("001_first", "ann", made(annotation(), read(0)))
    desk.layers.apply("001_first", "bob", made(read(0, "bob"), read(1, "bob")))
    desk.layers.apply("002_other", "ann", made(skip("too short", article_id="002_other")))
    assert desk.people.work() == (
        Work("ann", Kind.PERSON, articles=2, in_progress=1, done=0, skipped=1, annotations=1, read=1),
        Work("bob", Kind.PERSON, articles=2, in_progress=0, done=1, skipped=0, annotations=1, read=2),
        Work("quotes-by-rule", Kind.MACHINE, articles=0, in_progress=0, done=0, skipped=0, annotations=0, read=0),
    )
