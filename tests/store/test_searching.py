"""Searching all articles: what is found is what reading them all would find, however the index is kept."""

import sqlite3
from itertools import count

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from tests.factories import article
from tests.strategies import nasty_text
from workbench.errors import Refused
from workbench.model import Article, Span
from workbench.search import compiled, matches
from workbench.store import Found, Store, searching

NUMBERS = count()
FIRST = article("001_first", "Officials in Moscow said so.\n\nAn official, who asked for anonymity, SAID no.")
SECOND = article("002_second", "Die Straße; DIE STRASSE.\n\nNobody said 100% of it\\all.")


@pytest.fixture
def library(any_store: Store) -> Store:
    """On both databases in turn: two articles."""
    any_store.articles.add([SECOND, FIRST])
    return any_store


def words(found: tuple[Found, ...]) -> list[tuple[str, str]]:
    """Article and words of each match."""
    return [(one.article_id[:3], one.words) for one in found]


def test_matches_come_in_the_order_of_articles_and_places(library: Store) -> None:
    """In any case or in the same, and no more than wanted."""
    search = library.articles.search
    assert words(search("said", regex=False, case=False, limit=9)) == [
        ("001", "said"),
        ("001", "SAID"),
        ("002", "said"),
    ]
    assert words(search("SAID", regex=False, case=True, limit=9)) == [("001", "SAID")]
    assert words(search("said", regex=False, case=False, limit=2)) == [("001", "said"), ("001", "SAID")]


def test_a_match_comes_with_some_of_its_line(library: Store) -> None:
    """Whole words, and nothing of the next paragraph."""
    (found,) = library.articles.search("asked", regex=False, case=False, limit=9)
    place = FIRST.text.index("asked")
    assert found == Found(
        "001_first", "001_First", Span(place, place + 5), "An official, who ", "asked", " for anonymity, SAID no."
    )


def test_a_long_line_is_cut_between_words(any_store: Store) -> None:
    """On both sides."""
    any_store.articles.add([article(text=f"{'before ' * 30}here{' after' * 30}")])
    (found,) = any_store.articles.search("here", regex=False, case=False, limit=9)
    assert found.before.split() == ["before"] * 8
    assert found.after.split() == ["after"] * 10


@pytest.mark.parametrize("pattern", ["100%", "it\\a", "%", "_", '"', "s_id", "ÍT", "ss", "straSSe", "\0", "\ud800"])
def test_no_sign_means_anything_to_a_database(library: Store, pattern: str) -> None:
    """What the index makes of it is what the search finds."""
    found = library.articles.search(pattern, regex=False, case=False, limit=9)
    assert words(found) == scanned([FIRST, SECOND], pattern, regex=False, case=False)


def test_an_expression_that_is_broken_or_slow_is_told(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the second."""
    with pytest.raises(Refused, match="Broken"):
        library.articles.search("(said", regex=True, case=False, limit=9)
    monkeypatch.setattr(searching, "PATIENCE", -1)
    with pytest.raises(Refused, match="took too long"):
        library.articles.search("said", regex=False, case=False, limit=9)


def test_articles_that_are_in_no_index_are_read(library: Store) -> None:
    """Those that were added by an SQLite without FTS5."""
    with library.database.writing() as connection:
        connection.execute(sql("DELETE FROM search WHERE article_id = '001_first'"))
    found = library.articles.search("said", regex=False, case=False, limit=9)
    assert words(found) == [("001", "said"), ("001", "SAID"), ("002", "said")]


def test_the_index_outlives_a_rebuilt_file(store: Store) -> None:
    """VACUUM numbers the rows of tables anew where they have no number of their own."""
    store.articles.add([SECOND, FIRST])
    with sqlite3.connect(store.name) as connection:
        connection.execute("VACUUM")
    connection.close()
    assert words(store.articles.search("anonymity", regex=False, case=False, limit=9)) == [("001", "anonymity")]


def test_without_trigrams_everything_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such an SQLite adds nothing to the index that another made, and one that can use it again misses nothing."""
    store.articles.add([FIRST])
    monkeypatch.setattr(searching, "_has_trigrams", lambda connection: False)
    store.articles.add([SECOND])
    without = store.articles.search("said", regex=False, case=False, limit=9)
    monkeypatch.undo()
    assert words(without) == [("001", "said"), ("001", "SAID"), ("002", "said")]
    assert store.articles.search("said", regex=False, case=False, limit=9) == without


def scanned(articles: list[Article], pattern: str, *, regex: bool, case: bool) -> list[tuple[str, str]]:
    """What reading all articles finds."""
    wanted = compiled(pattern, regex=regex, case=case)
    return [(one.id[:3], span.of(one.text)) for one in articles for span in matches(wanted, one.text)]


TRAPS = st.sampled_from(
    [
        "straße",
        "STRASSE",
        "ß",
        "ẞ",
        "İstanbul",
        "istanbul",
        "ısı",
        "\u212aelvin",
        "kelvin",
        "ﬁn",
        "FIN",
        "ſs",
        "Σάς",
        "σΑΣ",
    ]
)
trapped = st.lists(TRAPS | nasty_text | st.sampled_from([" ", "\n\n"]), min_size=1, max_size=6).map("".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    texts=st.lists(trapped, min_size=1, max_size=3),
    other=TRAPS,
    cut=st.tuples(st.integers(0, 20), st.integers(1, 8)),
    case=st.booleans(),
)
def test_the_index_misses_nothing(
    any_store: Store, texts: list[str], other: str, cut: tuple[int, int], case: bool
) -> None:
    """Words of the articles and words that trap, in any case and in the same: the same as reading everything."""
    drafts = [article(f"a{next(NUMBERS):07}", f"{text}\n{next(NUMBERS)}") for text in texts]
    added = [any_store.articles.get(id_) for id_, _ in any_store.articles.add(drafts)]
    for pattern in (other, added[0].text[cut[0] : sum(cut)], other.swapcase()):
        assume(pattern)
        found = any_store.articles.search(pattern, regex=False, case=case, limit=10_000)
        for one in added:
            spans = [each.span for each in found if each.article_id == one.id]
            assert spans == list(matches(compiled(pattern, regex=False, case=case), one.text))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    pieces=st.lists(st.sampled_from(["said", "An? ", r"\w+", "official", "(x|s)", ".", "s*", "stra", "ß", "[e]", "|"])),
    case=st.booleans(),
)
def test_an_expression_finds_what_reading_everything_finds(library: Store, pieces: list[str], case: bool) -> None:
    """Whatever the index can say about it."""
    pattern = "".join(pieces)
    assume(pattern)
    found = library.articles.search(pattern, regex=True, case=case, limit=10_000)
    assert words(found) == scanned([FIRST, SECOND], pattern, regex=True, case=case)
