"""Articles go into the parts of a split by themselves, and near-duplicates together."""

from collections import Counter
from random import Random

from tests.factories import article
from workbench.exchange.splitting import parts
from workbench.exchange.wanted import LEFT_OUT, Split
from workbench.model import Article

SPLIT = Split(80, 10, 10)


def invented(number: int) -> Article:
    """A text that no other resembles."""
    random = Random(number)
    return article(f"a{number}", " ".join(str(random.random()) for _ in range(60)))


def edited(one: Article, id_: str) -> Article:
    """The same text with some words changed, as another paper prints it."""
    words = one.text.split()
    words[3] = words[40] = "changed"
    return article(id_, " ".join(words))


def test_the_shares_come_out() -> None:
    """Within what chance allows: each article is drawn by itself."""
    found = Counter(parts(map(invented, range(1000)), SPLIT).values())
    assert 760 <= found["train"] <= 840
    assert 70 <= found["validation"] <= 130
    assert 70 <= found["test"] <= 130


def test_an_article_that_is_added_moves_no_other() -> None:
    """Nor one that is taken away, unless others are like it."""
    before = parts(map(invented, range(50)), SPLIT)
    after = parts(map(invented, range(200)), SPLIT)
    assert {id_: after[id_] for id_ in before} == before


def test_near_duplicates_go_where_the_first_of_them_went() -> None:
    """Whatever their own hashes say."""
    pairs = [(invented(number), edited(invented(number), f"b{number}")) for number in range(60)]
    found = parts([*(one for one, _ in pairs), *(other for _, other in pairs)], SPLIT)
    assert all(found[one.id] == found[other.id] for one, other in pairs)
    assert len(set(found.values())) == 3


def test_texts_that_are_hardly_near_duplicates_are_found() -> None:
    """Half of their runs of five words are the same, and one more: 38 of 74."""
    random = Random(1)
    words = [[str(random.random()) for _ in range(60)] for _ in range(600)]
    before = [article(f"a{number}", " ".join(all_)) for number, all_ in enumerate(words)]
    after = [article(f"b{number}", " ".join([*all_[:42], *reversed(all_[42:])])) for number, all_ in enumerate(words)]
    found = parts([*before, *after], Split(34, 33, 33))
    assert all(found[one.id] == found[other.id] for one, other in zip(before, after, strict=True))


def test_an_article_between_two_parts_is_left_out() -> None:
    """It is like one in each, which are not like each other; wherever it went, something would be in two parts."""
    left_out = 0
    for number in range(40):
        words = invented(number).text.split() + invented(number + 1000).text.split()
        ends = article("a", " ".join(words[:70])), article("b", " ".join(words[-70:]))
        found = parts([*ends, article("c", " ".join(words))], Split(50, 0, 50))
        assert found["c"] == (found["a"] if found["a"] == found["b"] else LEFT_OUT)
        left_out += found["c"] == LEFT_OUT
    assert left_out


def test_another_seed_draws_another_split() -> None:
    """And the same one the same."""
    articles = [invented(number) for number in range(50)]
    assert parts(articles, Split(50, 25, 25, seed=1)) == parts(articles, Split(50, 25, 25, seed=1))
    assert parts(articles, Split(50, 25, 25, seed=1)) != parts(articles, Split(50, 25, 25, seed=2))


def test_short_texts_are_no_duplicates_of_each_other() -> None:
    """Two words can be compared, too."""
    found = parts([article("a", "Yes."), article("b", "No."), article("c", "Yes.")], Split(50, 25, 25))
    assert found["a"] == found["c"]


def test_comparing_tells_how_far_it_is() -> None:
    """It takes longest where there are many articles."""
    told: list[tuple[int, int | None, str]] = []
    parts(map(invented, range(3)), SPLIT, lambda done, total, what="": told.append((done, total, what)), 3)
    assert told == [(done, 3, "Comparing articles") for done in (1, 2, 3)]
