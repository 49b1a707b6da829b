"""What is to be adjudicated, from the store: between whom, where next, and how far all is."""

from collections.abc import Iterator

import pytest

from tests.adjudicate.stage import ANNA, ARTICLE, KNEW, on
from tests.annotate.stage import SCHEME
from tests.factories import article, made, read, skip
from workbench.adjudicate import Rule, Terms
from workbench.adjudicate.opening import Progress, begun, load, next_article, overview
from workbench.adjudicate.veil import veiled
from workbench.errors import Refused, StoreError
from workbench.model import Annotation, Kind, Relation
from workbench.scheme import Scheme, parse
from workbench.store import Store, open_store

BEAS, BEA_ANNA = on(KNEW, "quote", "bea"), on(ANNA, "source", "bea")
OTHER = article("002_other", "Another text.")


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Store]:
    """Two articles; of the first ann and bea have read all, and slipped by an edge."""
    with open_store(sqlite_url) as store:
        store.articles.add([ARTICLE, OTHER])
        store.schemes.remember(SCHEME.fingerprint, SCHEME.name, SCHEME.text)
        for name in ("ann", "bea", "cat"):
            store.people.ensure(name)
        work(store, "ann", on("knew it", "quote", "ann"), on(ANNA, "source", "ann"))
        work(store, "bea", BEAS, BEA_ANNA)
        yield store


def work(store: Store, name: str, *annotations: Annotation, read_too: range = range(3)) -> None:
    store.layers.apply(ARTICLE.id, name, made(*annotations, *(read(number, name) for number in read_too)))


def test_between_all_persons_who_have_read_something(desk: Store) -> None:
    """Not who skips the article, unless named; nobody is made known by looking."""
    work(desk, "cat", read_too=range(1))
    assert load(desk, SCHEME, Terms(), ARTICLE.id, "eve").annotators == ("ann", "bea", "cat")
    desk.layers.apply(ARTICLE.id, "cat", made(skip("no time", "cat")))
    assert load(desk, SCHEME, Terms(), ARTICLE.id, "eve").annotators == ("ann", "bea")
    case = load(desk, SCHEME, Terms(("cat", "ann"), gold="truth"), ARTICLE.id, "eve")
    assert (case.annotators, case.gold.annotator) == (("cat", "ann"), "truth")
    assert list(desk.people.all()) == ["ann", "bea", "cat"]


def test_one_alone_leaves_nothing_to_decide_between(desk: Store) -> None:
    """Nor does gold take part, nor anybody who is not here."""
    with pytest.raises(Refused, match="nobody has read anything"):
        load(desk, SCHEME, Terms(), OTHER.id, "eve")
    with pytest.raises(Refused, match="only 'ann' has read"):
        load(desk, SCHEME, Terms(("ann", "cat")), ARTICLE.id, "eve")
    desk.people.ensure("gold", Kind.GOLD)
    with pytest.raises(StoreError, match="gold is gold"):
        load(desk, SCHEME, Terms(("ann", "gold")), ARTICLE.id, "eve")
    with pytest.raises(StoreError, match="no annotator 'anne'"):
        load(desk, SCHEME, Terms(("anne", "bea")), ARTICLE.id, "eve")
    with pytest.raises(StoreError, match="is a person here"):
        load(desk, SCHEME, Terms(gold="ann"), ARTICLE.id, "eve")


def test_in_a_blind_project_own_work_comes_first(desk: Store) -> None:
    """Cat has begun the article; who has read nothing of it, or all, may see what others made."""
    blind = parse(SCHEME.text.replace("version: 1", "version: 1\nblind: yes"))
    work(desk, "cat", read_too=range(1))
    with pytest.raises(Refused, match="blind"):
        load(desk, blind, Terms(), ARTICLE.id, "cat")
    for by in ("eve", "ann"):
        assert load(desk, blind, Terms(), ARTICLE.id, by).annotators


def test_all_of_it_is_stored_and_comes_back(desk: Store) -> None:
    """Gold, its decisions and its history; opened again, nothing is left."""
    decide(desk, SCHEME)
    again = load(desk, SCHEME, Terms(), ARTICLE.id, "eve")
    assert [one.by for one in again.gold.decisions] == ["eve", "unanimous"]
    assert len(again.gold.read) == len(ARTICLE.paragraphs)
    assert next_article(desk, SCHEME, Terms(), "eve") is None


def decide(store: Store, scheme: Scheme) -> None:
    """Take what is unanimous, and the first option of what is not."""
    of = begun(load(store, scheme, Terms(), ARTICLE.id, "eve"), scheme, "eve")
    store.people.ensure("gold", Kind.GOLD)
    for entry in (of.accept(Rule.UNANIMOUS), of.take([0])):
        assert entry is not None
        store.layers.apply(ARTICLE.id, "gold", entry)


def test_the_next_article_has_something_left_for_a_person(desk: Store) -> None:
    """By the rule in use: without one there is more to do."""
    assert next_article(desk, SCHEME, Terms(), "eve") == ARTICLE.id
    assert next_article(desk, SCHEME, Terms(), "eve", after=ARTICLE.id) is None
    decide(desk, SCHEME)
    work(desk, "cat", on("Anna said", "source", "cat"))
    assert next_article(desk, SCHEME, Terms(), "eve") == ARTICLE.id
    assert next_article(desk, SCHEME, Terms(("ann", "bea")), "eve") is None


def test_articles_on_the_way_in_which_the_rule_takes_all_become_gold(desk: Store) -> None:
    """Also where nothing is labelled: two have read that there is nothing."""
    for name in ("ann", "bea"):
        desk.layers.apply(OTHER.id, name, made(read(0, name, OTHER.id)))
    assert next_article(desk, SCHEME, Terms(), "eve", after=ARTICLE.id) is None
    assert [mark.paragraph for mark in desk.layers.load(OTHER.id, "gold").read] == [0]


def test_how_far_all_is(desk: Store) -> None:
    """Before and after; articles that two have not read are not among them."""
    assert list(overview(desk, SCHEME, Terms(), "eve")) == [
        Progress(ARTICLE.id, ARTICLE.title, ("ann", "bea"), items=2, decided=0, ruled=1, added=0)
    ]
    decide(desk, SCHEME)
    (after,) = overview(desk, SCHEME, Terms(), "eve")
    assert (after.decided, after.ruled, after.left) == (2, 0, 0)


def test_what_was_added_and_relations_are_counted(desk: Store) -> None:
    """Of both quotations and sources bea has joined hers: that is left when their ends are decided."""
    desk.layers.apply(ARTICLE.id, "bea", made(Relation("r" * 32, "bea", "said_by", BEAS.id, BEA_ANNA.id)))
    decide(desk, SCHEME)
    of = begun(load(desk, SCHEME, Terms(), ARTICLE.id, "eve"), SCHEME, "eve")
    of.gold.move_to(0)
    of.gold.move_to(12, extend=True)
    desk.layers.apply(ARTICLE.id, "gold", of.add("hedge"))
    (after,) = overview(desk, SCHEME, Terms(), "eve")
    assert (after.items, after.decided, after.left, after.added) == (3, 2, 1, 1)


def test_letters_for_names_are_others_in_other_articles() -> None:
    """So that A is not always the same person; in one article they stay what they are."""
    names = [f"person {number}" for number in range(30)]
    assert sorted(veiled("a1", names).values(), key=lambda letter: (len(letter), letter))[:3] == ["A", "B", "C"]
    assert len(set(veiled("a1", names).values())) == 30
    assert veiled("a1", names) == veiled("a1", names[::-1]) != veiled("b2", names)
