"""The class report: first attempts held against gold, per learner and label, and over time."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import NOW, SCHEME, annotation, article, made
from workbench import scheme as schemes
from workbench.model import Change, Deed, Entry, Kind, ReadMark
from workbench.report.class_page import as_page
from workbench.report.learners import ClassReport, Figures, Learner, learners
from workbench.report.marksheet import as_document, write_csv
from workbench.store import Store, open_store

TEXT = "One two three\n\nfour five six seven"
ONE, TWO, FOUR = (0, 3), (4, 7), (15, 19)
LABELS = "scheme: s\npass_mark: 0.75\nlabels: {cue: , hedge: }"

Marks = dict[tuple[int, int], str]


class Class:
    """A store with some articles. Each is read a day after the one before it, and each paragraph a minute later."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.schemes.remember(SCHEME, "test", "test")

    def read(self, who: str, number: int, marks: Marks, paragraphs: tuple[int, ...] = (0, 1)) -> None:
        """Somebody labels an article of this number, and then reads."""
        one = article(f"{number:03}", f"{TEXT} {number}")
        self.store.articles.add([one])
        self.store.people.ensure(who, Kind.GOLD if who == "gold" else Kind.PERSON)
        start = NOW + timedelta(days=number)
        values = [annotation(at, label=label, annotator=who, article_id=one.id) for at, label in marks.items()]
        reads = [ReadMark(one.id, who, n, start + timedelta(minutes=n)) for n in paragraphs]
        self.store.layers.apply(one.id, who, made(*values, *reads))

    def report(self) -> ClassReport:
        return learners(self.store, schemes.parse(LABELS))

    def only(self) -> Learner:
        (learner,) = self.report().learners
        return learner


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Class]:
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        yield Class(store)


def of(learner: Learner, label: str | None = None) -> Figures:
    return next(figures for figures in learner.figures if figures.label == label)


def values(figures: Figures) -> tuple[float | None, ...]:
    found = (figures.precision, figures.recall, figures.f1)
    return tuple(None if one is None else round(one.value, 4) for one in found)


def test_figures_are_those_worked_out_by_hand(school: Class) -> None:
    """Gold: two cues and a hedge. Ann has one cue right, calls the other a hedge, and misses the hedge."""
    school.read("gold", 1, {ONE: "cue", TWO: "cue", FOUR: "hedge"})
    school.read("ann", 1, {ONE: "cue", TWO: "hedge"})
    ann = school.only()
    assert values(of(ann)) == (0.75, 0.5, 0.6)
    assert values(of(ann, "cue")) == (1.0, 0.75, round(2.5 / 3, 4))
    assert values(of(ann, "hedge")) == (0.5, 0.0, 0.25)
    assert [(one.gold, one.made) for one in ann.figures] == [(3, 2), (2, 1), (1, 1)]
    assert ann.confused == ((("cue", "hedge"), 1), (("hedge", None), 1))


def test_only_paragraphs_that_gold_and_the_learner_have_read_count(school: Class) -> None:
    """What gold has elsewhere is not missed, what the learner has elsewhere is not extra."""
    school.read("gold", 1, {ONE: "cue", FOUR: "cue"}, (0,))
    school.read("ann", 1, {ONE: "cue", FOUR: "hedge"}, (0, 1))
    school.read("ben", 1, {FOUR: "hedge"}, (1,))
    ann = school.only()
    assert (ann.name, ann.paragraphs, values(of(ann))) == ("ann", 1, (1.0, 1.0, 1.0))


def test_what_is_corrected_later_does_not_count(school: Class) -> None:
    """And the report stays as it was when the paragraph is not marked read any more."""
    school.read("gold", 1, {ONE: "cue"})
    school.read("ann", 1, {})
    before = school.only()
    late = made(annotation(ONE, label="cue", annotator="ann", article_id="001"))
    marks = school.store.layers.load("001", "ann").read
    school.store.layers.apply("001", "ann", late)
    school.store.layers.apply("001", "ann", Entry(Deed.DO, tuple(Change(mark, None) for mark in marks), NOW))
    assert school.only() == before
    assert values(of(before)) == (None, 0.0, 0.0)


def test_the_course_is_by_article_in_the_order_of_time(school: Class) -> None:
    """The second article in the database was read first; one without the label has no score for it."""
    school.read("gold", 3, {ONE: "cue"})
    school.read("gold", 1, {ONE: "cue", FOUR: "hedge"})
    school.read("gold", 2, {FOUR: "hedge"})
    school.read("ann", 3, {ONE: "cue"})
    school.read("ann", 1, {})
    school.read("ann", 2, {FOUR: "hedge"})
    ann = school.only()
    assert [one.article for one in ann.sittings] == ["001", "002", "003"]
    assert of(ann).course == (0.0, 1.0, 1.0)
    assert of(ann, "cue").course == (0.0, None, 1.0)
    assert ann.course(None) == [0.0, 0.0, 1.0, 1.0]


def test_articles_are_the_units_of_intervals(school: Class) -> None:
    """With one article there is none; what differs from article to article makes it wide, what does not makes none."""
    for number in range(1, 4):
        school.read("gold", number, {ONE: "cue", TWO: "hedge"})
        school.read("ann", number, {ONE: "cue"} if number > 1 else {TWO: "hedge"})
        school.read("ben", number, {ONE: "cue"})
    ann, ben = school.report().learners
    wide, none = of(ann, "cue").f1, of(ben, None).f1
    assert wide is not None
    assert none is not None
    assert wide.low is not None
    assert wide.high is not None
    assert wide.high - wide.low > 0.5
    assert none.low == none.high == pytest.approx(none.value)


def test_a_label_is_passed_from_the_pass_mark_on(school: Class) -> None:
    """The mark itself is enough; without one nobody passes or fails."""
    school.read("gold", 1, {ONE: "cue", TWO: "cue", FOUR: "hedge"})
    school.read("ann", 1, {ONE: "cue", TWO: "cue"})
    assert [one.passed for one in school.only().figures] == [True, True, False]
    (ann,) = learners(school.store, schemes.parse("scheme: s\nlabels: {cue: , hedge: }")).learners
    assert {one.passed for one in ann.figures} == {None}


def test_labels_are_in_the_order_of_the_scheme_and_lost_ones_after_them(school: Class) -> None:
    """Labels that nobody used are left out."""
    school.read("gold", 1, {ONE: "hedge", TWO: "gone", FOUR: "cue"})
    school.read("ann", 1, {ONE: "hedge"})
    assert [one.label for one in school.only().figures] == [None, "cue", "hedge", "gone"]


def test_machines_and_gold_itself_are_no_learners(school: Class) -> None:
    """Nor is a person who has read nothing of what has gold."""
    school.read("gold", 1, {ONE: "cue"})
    school.store.people.ensure("model", Kind.MACHINE)
    school.store.people.ensure("ben")
    assert school.report() == ClassReport((), 1, 0.75)


def test_csv_has_a_row_for_each_learner_and_label_and_runs_nothing(school: Class) -> None:
    """What a spreadsheet would take for a formula is words, and a byte-order mark tells Excel that it is UTF-8."""
    school.read("gold", 1, {ONE: "cue", TWO: "=1+1"})
    school.read("ann", 1, {ONE: "cue"})
    stream = io.BytesIO()
    write_csv(school.report(), stream)
    written = stream.getvalue().decode()
    assert written.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written[1:])))
    assert [row["label"] for row in rows] == ["all labels", "cue", "'=1+1"]
    assert [row["recall"] for row in rows] == ["0.5000", "1.0000", "0.0000"]
    assert [row["passed"] for row in rows] == ["no", "yes", "no"]
    assert rows[0]["confused"] == "'=1+1 missed: 1"


def test_json_holds_everything(school: Class) -> None:
    """What is undefined is null, never 0."""
    school.read("gold", 1, {ONE: "cue"})
    school.read("ann", 1, {})
    document = json.loads(json.dumps(as_document(school.report())))
    (ann,) = document["learners"]
    assert (ann["name"], ann["paragraphs"], document["pass_mark"]) == ("ann", 2, 0.75)
    figures = ann["figures"][1]
    assert (figures["label"], figures["gold"], figures["made"], figures["precision"]) == ("cue", 1, 0, None)
    assert figures["f1"] == {"value": 0.0, "low": None, "high": None, "note": "no interval: one article"}
    assert ann["confused"] == [{"gold": "cue", "made": None, "count": 1}]


def test_the_page_holds_class_and_learners_and_names_mean_nothing_in_it(school: Class) -> None:
    """A name from outside is words, and no markup."""
    school.read("gold", 1, {ONE: "cue"})
    school.read("<b>ann", 1, {ONE: "hedge"})
    html = as_page(school.report())
    assert "<b>" not in html
    assert "&lt;b&gt;ann" in html
    assert "cue called hedge" in html
    assert html.count("<table") == 3
