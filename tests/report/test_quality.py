"""How good annotators are."""

import json
from datetime import timedelta
from random import Random

import pytest

from tests import factories
from tests.report.conftest import LABELS
from workbench.model import Kind, ReadMark
from workbench.report import Scope
from workbench.report.habits import Habit, competences, told
from workbench.report.quality import Quality, QualityReport, as_document, quality
from workbench.store import Store

TEXT = "one two three four five six seven eight nine ten"
PLACES = {"one": (0, 3), "two": (4, 7), "three": (8, 13), "four": (14, 18), "five": (19, 23)}
DAY = timedelta(days=1)


class Class:
    """A project of articles of one paragraph each, one a day."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.size = 0

    def add(self, **layers: str) -> None:
        """Who made which words a cue; with an exclamation mark, a hedge. `gold` is gold."""
        self.size += 1
        one = factories.article(f"{self.size:03}", f"{TEXT} {self.size}")
        self.store.articles.add([one])
        at = factories.NOW + self.size * DAY
        for who, words in layers.items():
            self.store.people.ensure(who, Kind.GOLD if who == "gold" else Kind.PERSON)
            marks = [
                factories.annotation(
                    PLACES[word.rstrip("!")],
                    label="hedge" if "!" in word else "cue",
                    annotator=who,
                    article_id=one.id,
                    made_at=at,
                )
                for word in words.split()
            ]
            self.store.layers.apply(one.id, who, factories.made(*marks, ReadMark(one.id, who, 0, at)))

    def report(self, **scope: tuple[str, ...]) -> QualityReport:
        return quality(self.store, Scope(LABELS, **scope))

    def of(self, name: str) -> Quality:
        return next(one for one in self.report().annotators if one.name == name)


@pytest.fixture
def class_(project: object) -> Class:
    return Class(project.store)  # type: ignore[attr-defined]


def f1(one: Quality, *, gold: bool, measure: str = "f1_exact") -> float | None:
    figure = one.figure(measure, gold=gold)
    return figure.estimate.value if figure and figure.estimate else None


def test_each_is_held_against_gold_and_against_the_mean_of_the_others(class_: Class) -> None:
    """Gold is no other, and no annotator of its own."""
    class_.add(gold="one two", ann="one two", ben="one", cem="three")
    class_.add(gold="four", ann="four", ben="four", cem="four")
    assert [one.name for one in class_.report().annotators] == ["ann", "ben", "cem"]
    assert f1(class_.of("ann"), gold=True) == 1
    assert f1(class_.of("ben"), gold=True) == pytest.approx(2 * 2 / 5)
    assert f1(class_.of("ann"), gold=False) == pytest.approx((2 * 2 / 5 + 2 * 1 / 5) / 2)


def test_articles_that_the_annotator_never_had_change_no_interval(class_: Class) -> None:
    """Two others went on without ann."""
    for words in ("one two", "two three", "one four", "three five"):
        class_.add(gold=words, ann=words.split()[0])
    before = class_.of("ann").figures
    for words in ("one", "two", "three", "four", "five"):
        class_.add(ben=words, cem="five")
    assert before[0].estimate
    assert class_.of("ann").figure("f1_exact", gold=True) == before[0]


def test_nearly_the_same_place_counts_at_half_the_text(class_: Class) -> None:
    """And not as exact."""
    class_.add(gold="one", ann="two")
    store, article = class_.store, "001"
    near = factories.annotation((4, 6), label="cue", annotator="gold", article_id=article)
    store.layers.apply(article, "gold", factories.made(near))
    assert f1(class_.of("ann"), gold=True) == 0
    assert f1(class_.of("ann"), gold=True, measure="f1_iou") == pytest.approx(2 / 3)


def test_who_has_read_nothing_that_gold_has_is_told_why_there_is_no_figure(class_: Class) -> None:
    """A dash with its reason, not 0."""
    class_.add(gold="one", ann="one")
    class_.add(ann="one", ben="one")
    figure = class_.of("ben").figure("f1_exact", gold=True)
    assert figure
    assert (figure.estimate, figure.note) == (None, "no text that both have read")


def test_without_gold_there_is_no_figure_of_it(class_: Class) -> None:
    """The others are there."""
    class_.add(ann="one", ben="one")
    assert class_.of("ann").figure("f1_exact", gold=True) is None
    assert f1(class_.of("ann"), gold=False) == 1


def test_the_course_follows_the_order_of_time(class_: Class) -> None:
    """Thirds of the articles that could be compared: here ann begins badly and ends well."""
    for made in ("two", "two", "one two", "one two", "one", "one"):
        class_.add(gold="one", ann=made)
    class_.add(ann="one")
    course = class_.of("ann").course
    assert [third.value for third in course] == pytest.approx([0, 2 / 3, 1])
    assert [third.articles for third in course] == [2, 2, 2]
    assert course[0].since == factories.NOW + DAY
    assert course[-1].until == factories.NOW + 6 * DAY


def test_months_are_followed_where_there_are_several(class_: Class) -> None:
    """Articles of 23 to 30 November, then of December; the first month alone has none."""
    for made in 8 * ["two"]:
        class_.add(gold="one", ann=made)
    assert class_.of("ann").months == ()
    class_.add(gold="one", ann="one two")
    months = class_.of("ann").months
    assert [month.value for month in months] == pytest.approx([0, 2 / 3])
    assert [month.articles for month in months] == [8, 1]
    assert months[1].since == months[1].until == factories.NOW + 9 * DAY


def test_two_articles_have_no_course(class_: Class) -> None:
    """There are no thirds of them."""
    class_.add(gold="one", ann="one")
    class_.add(gold="one", ann="one")
    assert class_.of("ann").course == ()


def test_who_errs_is_found_without_gold(class_: Class) -> None:
    """Three who err seldom, and dan, who misses every third cue: what all have said tells who it is."""
    chance = Random(5)
    for _ in range(20):
        true = {word: chance.choice(["", "!"]) for word in PLACES}
        made = {
            who: " ".join(
                f"{word}{sign}"
                for word, sign in true.items()
                if chance.random() > (0.33 if (who, sign) == ("dan", "") else 0.05)
            )
            for who in ("ann", "ben", "cem", "dan")
        }
        class_.add(**made)
    report = class_.report()
    competence = {one.name: one.competence for one in report.annotators if one.competence}
    assert report.candidates == 100
    assert min(competence[name].accuracy for name in ("ann", "ben", "cem")) > 0.9
    assert competence["dan"].accuracy == pytest.approx(1 - (0.33 + 0.05) / 2, abs=0.07)
    assert competence["dan"].recall == pytest.approx({"cue": 0.67, "hedge": 0.95}, abs=0.1)
    worst = competence["dan"].habits[0]
    assert told(worst) == "misses cue"
    assert worst.share == pytest.approx(0.33, abs=0.1)


def test_errors_of_two_cannot_be_told_apart(class_: Class) -> None:
    """Which is said."""
    class_.add(gold="one", ann="one", ben="two")
    report = class_.report()
    assert {one.competence for one in report.annotators} == {None}
    assert report.note == "Without gold, errors can be told apart among 3 annotators or more."


def test_habits_in_words() -> None:
    """What somebody does."""
    assert told(Habit(None, "cue", 0.1, 1)) == "finds cue where nothing is"
    assert competences([], ("ann", "ben", "cem"), LABELS)[0] == {}


def test_work_is_counted(class_: Class) -> None:
    """Articles, words that were read, annotations."""
    class_.add(ann="one two!", ben="")
    class_.add(ann="one")
    one = class_.of("ann")
    assert (one.articles, one.words, one.annotations, one.pace) == (2, 22, 3, None)


def test_only_what_was_asked_for_counts(class_: Class) -> None:
    """Labels, annotators, articles."""
    class_.add(ann="one two!", ben="one three!", cem="four")
    class_.add(ann="one", ben="two")
    (ann, ben) = class_.report(only=("cue",), annotators=("ann", "ben"), articles=("001",)).annotators
    assert (ann.name, ben.name) == ("ann", "ben")
    assert (ann.annotations, f1(ann, gold=False)) == (1, 1)


def test_a_document_for_programs(class_: Class) -> None:
    """Every figure with its interval, or why there is none."""
    for _ in range(3):
        class_.add(gold="one", ann="one", ben="one two", cem="")
    document = json.loads(json.dumps(as_document(class_.report())))
    ann = document["annotators"][0]
    assert ann["annotator"] == "ann"
    assert ann["figures"][0] == {
        "measure": "f1_exact",
        "gold": True,
        "against": ["gold"],
        "value": 1.0,
        "low": 1.0,
        "high": 1.0,
        "n_articles": 3,
        "note": None,
    }
    assert [third["value"] for third in ann["course"]] == [1, 1, 1]
    assert ann["months"] == []
    assert ann["competence"]["candidates"] == 6
    assert ann["words_per_hour"] is None


def test_an_empty_project_has_nobody(class_: Class) -> None:
    """And says so."""
    assert class_.report().annotators == ()
