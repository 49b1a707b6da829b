"""What happens to a layer in the store: written whole or not at all, and only over what is still there."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from tests.factories import NOW, SCHEME, annotation, article, decision, made, note, read, relation, skip
from tests.strategies import nasty_text
from workbench.errors import Conflict, StoreError
from workbench.model import Change, Deed, Entry, Kind, Layer, Origin, Value, Verdict, inverse
from workbench.store import Store, Use
from workbench.store.check import check_history
from workbench.store.schema import segment


def changed(before: Value | None, after: Value | None) -> Entry:
    """The entry of one change."""
    return Entry(Deed.DO, (Change(before, after),), NOW)


def test_what_is_stored_comes_back_equal(desk: Store) -> None:
    """Annotations in reading order, relations, read marks, and the entry itself."""
    outer = annotation((0, 20), (22, 28), comment="“so”", origin=Origin.SUGGESTION, score=0.1)
    inner = annotation((1, 8), attributes={"verb": ("said", "knew"), "n": 1.5, "sure": True, "count": 3, "none": ()})
    link = relation(outer, inner)
    entry = made(inner, outer, link, read(1))
    desk.layers.apply("001_first", "ann", entry)
    assert desk.layers.load("001_first", "ann") == Layer(
        "001_first", "ann", (outer, inner), (link,), (read(1),), (entry,)
    )


def test_segments_come_back_in_order_whatever_the_order_of_their_rows(desk: Store) -> None:
    """A database gives rows as they lie."""
    cut = annotation((0, 4), (6, 8), (10, 12), (22, 28))
    desk.layers.apply("001_first", "ann", made(cut))
    with desk.database.writing() as connection:
        rows = connection.execute(select(segment)).all()
        connection.execute(delete(segment))
        connection.execute(insert(segment), [row._asdict() for row in reversed(rows)])
    assert desk.layers.load("001_first", "ann").annotations == (cut,)


def test_values_that_are_told_alike_are_not_mixed_up(desk: Store) -> None:
    """Of many annotations, each has its own moment, attributes and doubt."""
    many = [
        annotation((0, 4 + number), made_at=NOW + timedelta(hours=number % 3), attributes=told, unsure=number % 2 == 0)
        for number, told in enumerate(({"n": 1}, {"n": True}, {"n": 1.0}, {"n": "1"}, {"n": ("1",)}, {}))
    ]
    desk.layers.apply("001_first", "ann", made(*many))
    loaded = desk.layers.load("001_first", "ann").annotations
    assert sorted(map(repr, loaded)) == sorted(map(repr, many))


def test_notes_doubt_and_a_skip_come_back_equal(desk: Store) -> None:
    """Notes on the article come before those on paragraphs, and all change and go like the rest."""
    doubtful, later, whole, left_out = annotation(unsure=True), note("So?", 1), note("Long."), skip("too short")
    first = made(doubtful, later, whole, left_out)
    desk.layers.apply("001_first", "ann", first)
    layer = desk.layers.load("001_first", "ann")
    assert layer == Layer("001_first", "ann", (doubtful,), notes=(whole, later), skip=left_out, history=(first,))
    said = Change(later, replace(later, text="No.", paragraph=0))
    other = Change(left_out, replace(left_out, reason="too long"))
    desk.layers.apply("001_first", "ann", Entry(Deed.DO, (said, other, Change(whole, None)), NOW))
    layer = desk.layers.load("001_first", "ann")
    assert ((layer.skip,), layer.notes) == ((other.after,), (said.after,))


def test_a_layer_without_work_is_empty(desk: Store) -> None:
    """Nobody has to begin a layer."""
    assert desk.layers.load("001_first", "bob") == Layer("001_first", "bob")


def test_histories_are_those_of_the_layers(desk: Store) -> None:
    """Of those who are asked for and did something; what others did in between stays out."""
    mine = annotation((0, 4))
    for who, entry in (
        ("ann", made(mine)),
        ("bob", made(read(0, "bob"))),
        ("ann", changed(mine, None)),
    ):
        desk.layers.apply("001_first", who, entry)
    desk.people.ensure("cai")
    desk.articles.add([article("002_second", "Another text."), article("003_third", "A third one.")])
    for id_ in ("002_second", "003_third"):
        desk.layers.apply(id_, "ann", made(read(0, "ann", id_)))
    found = desk.layers.histories(["001_first", "002_second"], ["ann", "cai"])
    assert found == {(id_, "ann"): list(desk.layers.load(id_, "ann").history) for id_ in ("001_first", "002_second")}
    assert len(found["001_first", "ann"]) == 2


def test_an_annotation_changes_in_place(desk: Store) -> None:
    """Label, segments and relations to it stay together."""
    one, two = annotation(), annotation((10, 14))
    link = relation(one, two)
    desk.layers.apply("001_first", "ann", made(one, two, link))
    moved = replace(one, label="paraphrase", segments=(annotation((2, 5)).segments))
    desk.layers.apply("001_first", "ann", changed(one, moved))
    layer = desk.layers.load("001_first", "ann")
    assert layer.annotations == (moved, two)
    assert layer.relations == (link,)


def test_what_a_step_took_away_its_inverse_brings_back(desk: Store) -> None:
    """An annotation and its relation are deleted and undone in one transaction each."""
    one, two = annotation(), annotation((10, 14))
    link = relation(one, two)
    desk.layers.apply("001_first", "ann", made(one, two, link))
    before = desk.layers.load("001_first", "ann")
    step = (Change(link, None), Change(two, None))
    desk.layers.apply("001_first", "ann", Entry(Deed.DO, step, NOW))
    assert desk.layers.load("001_first", "ann").annotations == (one,)
    desk.layers.apply("001_first", "ann", Entry(Deed.UNDO, inverse(step), NOW + timedelta(microseconds=1)))
    after = desk.layers.load("001_first", "ann")
    assert (after.annotations, after.relations) == (before.annotations, before.relations)
    assert [entry.deed for entry in after.history] == [Deed.DO, Deed.DO, Deed.UNDO]


def test_a_step_may_change_one_value_twice(desk: Store) -> None:
    """Each change sees what the one before it left."""
    one = annotation()
    two = replace(one, label="paraphrase")
    desk.layers.apply("001_first", "ann", Entry(Deed.DO, (Change(None, one), Change(one, two)), NOW))
    assert desk.layers.load("001_first", "ann").annotations == (two,)


def test_decisions_come_back_equal_and_by_place(desk: Store) -> None:
    """They change and go like the rest; of a database, those of one gold layer are to be had at once."""
    later = decision((10, 20), comment="“so”; really?", candidates=("b", "a"))
    first = decision((0, 9), result=("x",), verdict=Verdict.BOTH, by="Zoë")
    desk.layers.apply("001_first", "ann", made(later, first))
    assert desk.layers.load("001_first", "ann").decisions == (first, later)
    taken = replace(later, result=("y", "z"), verdict=Verdict.EDITED)
    desk.layers.apply("001_first", "ann", Entry(Deed.DO, (Change(later, taken), Change(first, None)), NOW))
    assert desk.layers.decisions("ann") == [taken]
    assert desk.layers.decisions("bob") == []


ONE, READ, SKIP = annotation(), read(0), skip("too short")
DECIDED = decision((0, 9))


@pytest.mark.parametrize(
    "stale",
    [
        changed(replace(ONE, label="other"), replace(ONE, label="mine")),
        changed(replace(ONE, comment="other"), None),
        changed(None, ONE),
        changed(annotation(), None),
        changed(None, READ),
        changed(replace(READ, at=NOW + timedelta(microseconds=1)), None),
        changed(relation(ONE, ONE), None),
        changed(None, SKIP),
        changed(replace(SKIP, reason="other"), None),
        changed(note("never there"), None),
        changed(None, replace(DECIDED, by="fay")),
    ],
    ids=[
        "changed",
        "deleted",
        "made twice",
        "never there",
        "read twice",
        "read at another time",
        "no such relation",
        "skipped twice",
        "skipped for another reason",
        "no such note",
        "decided by another",
    ],
)
def test_a_stale_write_is_refused_whole(desk: Store, stale: Entry) -> None:
    """A conflict says that nothing was stored, and nothing is: not the good half of the step, nor the entry."""
    desk.layers.apply("001_first", "ann", made(ONE, READ, SKIP, DECIDED))
    before = desk.layers.load("001_first", "ann")
    good = Change(None, annotation((10, 14)))
    with pytest.raises(Conflict, match="Nothing of this step was stored"):
        desk.layers.apply("001_first", "ann", replace(stale, step=(good, *stale.step)))
    assert desk.layers.load("001_first", "ann") == before


OTHER = article("002_other", "Another text.")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (made(annotation(annotator="bob")), "work of bob"),
        (made(annotation(article_id="002_other")), "would change 002_other"),
        (made(read(0, article_id="002_other")), "would change 002_other"),
        (made(annotation((30, 99))), "the text ends at 43"),
        (made(annotation((5, 9), (1, 3))), "overlap or go back"),
        (made(annotation((1, 6), (5, 9))), "overlap or go back"),
        (made(replace(annotation(), segments=())), "no segment"),
        (made(annotation(scheme="f" * 16)), "never used"),
        (made(annotation(score=1.5)), "between 0 and 1"),
        (made(annotation(score=float("nan"))), "between 0 and 1"),
        (made(annotation(attributes={"n": float("inf")})), "no number"),
        (made(annotation(comment="a\0b")), r"U\+0000 at position 1"),
        (made(annotation(attributes={"verb": ("\ud800",)})), r"U\+D800 at position 0"),
        (made(read(2)), "no paragraph 3"),
        (made(note("So?", 2)), "no paragraph 3"),
        (made(note("a\0b")), r"U\+0000 at position"),
        (made(skip("a\0b")), r"U\+0000 at position 1"),
        (made(skip("so", article_id="002_other")), "would change 002_other"),
        (made(note("so", annotator="bob")), "work of bob"),
        (made(decision((30, 99))), "the text ends at 43"),
        (made(decision((0, 9), comment="a\0b")), r"U\+0000 at position 1"),
        (made(decision((0, 9), candidates=("\ud800",))), r"U\+D800 at position 0"),
        (made(relation(annotation(), annotation())), "has no annotation"),
    ],
)
@pytest.mark.parametrize("others", [0, 100], ids=["alone", "among many"])
def test_what_does_not_belong_is_refused_at_the_door(desk: Store, entry: Entry, reason: str, others: int) -> None:
    """The reason is said in a sentence, and nothing is stored."""
    entry = made(*(annotation() for _ in range(others)), *(change.after for change in entry.step if change.after))
    desk.articles.add([OTHER])
    with pytest.raises(StoreError, match=reason):
        desk.layers.apply("001_first", "ann", entry)
    assert desk.layers.load("001_first", "ann") == Layer("001_first", "ann")


def test_an_unknown_annotator_or_article_is_refused(desk: Store) -> None:
    """Both are named."""
    with pytest.raises(StoreError, match="no annotator 'eve'"):
        desk.layers.apply("001_first", "eve", made(annotation(annotator="eve")))
    with pytest.raises(StoreError, match="no article '009_none'"):
        desk.layers.apply("009_none", "ann", made(annotation(article_id="009_none")))


def test_an_annotation_that_a_relation_holds_is_not_deleted(desk: Store) -> None:
    """Neither its source nor its target; nothing is left dangling."""
    one, two = annotation(), annotation((10, 14))
    desk.layers.apply("001_first", "ann", made(one, two, relation(one, two)))
    with pytest.raises(StoreError, match="cannot be deleted: the relation said_by"):
        desk.layers.apply("001_first", "ann", changed(two, None))
    assert len(desk.layers.load("001_first", "ann").annotations) == 2


def test_a_relation_may_let_go_of_one_annotation_for_another_in_one_step(desk: Store) -> None:
    """What it comes to hold on to may be made, and what it let go of deleted, in the same step."""
    one, two, three = annotation(), annotation((10, 14)), annotation((15, 18))
    link = relation(one, two)
    moved = replace(link, to_id=three.id)
    desk.layers.apply("001_first", "ann", made(one, two, link))
    step = (Change(None, three), Change(link, moved), Change(two, None))
    for entry in (Entry(Deed.DO, step, NOW), Entry(Deed.UNDO, inverse(step), NOW), Entry(Deed.REDO, step, NOW)):
        desk.layers.apply("001_first", "ann", entry)
    layer = desk.layers.load("001_first", "ann")
    assert (layer.annotations, layer.relations) == ((one, three), (moved,))


def test_calls_together_inside_calls_together_are_one_transaction(desk: Store) -> None:
    """What fails after the inner ones are done takes them along."""

    def fail_at_last() -> None:
        with desk.together():
            with desk.together():
                desk.layers.apply("001_first", "ann", made(annotation()))
            desk.layers.apply("001_first", "bob", made(annotation(annotator="bob")))
            desk.layers.apply("001_first", "eve", made(annotation(annotator="eve")))

    with pytest.raises(StoreError, match="no annotator"):
        fail_at_last()
    assert [desk.layers.load("001_first", name).annotations for name in ("ann", "bob")] == [(), ()]
    desk.layers.apply("001_first", "ann", made(annotation()))


def test_a_relation_between_articles_stands_in_both(desk: Store) -> None:
    """Each layer has it, with the annotation at its far end; where articles are listed it stands where it starts."""
    desk.articles.add([OTHER])
    here, there = annotation(), annotation((0, 7), article_id="002_other")
    link = relation(here, there, "same_quote")
    desk.layers.apply_all([("001_first", "ann", made(here)), ("002_other", "ann", made(there, link))])
    first, other = (desk.layers.load(article_id, "ann") for article_id in ("001_first", "002_other"))
    assert (first.relations, first.beyond) == ((link,), (there,))
    assert (other.relations, other.beyond) == ((link,), (here,))
    assert [one.relations for one in desk.layers.annotated()] == [(link,), ()]


def test_a_relation_may_be_made_in_one_article_and_removed_in_the_other(desk: Store) -> None:
    """The history of the annotator tells it in the order in which it was done."""
    desk.articles.add([OTHER])
    here, there = annotation(), annotation((0, 7), article_id="002_other")
    link = relation(here, there, "same_quote")
    desk.layers.apply_all([("002_other", "ann", made(there)), ("001_first", "ann", made(here, link))])
    desk.layers.apply("002_other", "ann", changed(link, None))
    assert desk.layers.load("001_first", "ann").relations == ()
    assert desk.layers.load("001_first", "ann").beyond == (there,), "an undo may bring the relation back"
    assert check_history(desk, "ann") == []
    with pytest.raises(Conflict, match="no longer there"):
        desk.layers.apply("001_first", "ann", changed(link, None))


def test_a_relation_of_other_articles_is_refused(desk: Store) -> None:
    """It starts or ends in the article of its step."""
    desk.articles.add([OTHER, article("003_third", "A third text.")])
    here, there = annotation(), annotation((0, 7), article_id="002_other")
    desk.layers.apply_all([("001_first", "ann", made(here)), ("002_other", "ann", made(there))])
    with pytest.raises(StoreError, match="leads from 001_first to 002_other, not 003_third"):
        desk.layers.apply("003_third", "ann", made(relation(here, there)))
    link = relation(here, there)
    desk.layers.apply("001_first", "ann", made(link))
    with pytest.raises(StoreError, match="leads from 001_first to 002_other, not 003_third"):
        desk.layers.apply("003_third", "ann", changed(link, None))


def test_many_entries_are_stored_together_or_not_at_all(desk: Store) -> None:
    """The second entry's conflict takes the first one back."""
    one = annotation()
    with pytest.raises(Conflict):
        desk.layers.apply_all([("001_first", "ann", made(one)), ("001_first", "ann", made(one))])
    assert desk.layers.load("001_first", "ann") == Layer("001_first", "ann")
    assert desk.counts()["steps"] == 0


def test_times_from_any_zone_are_the_same_instants(desk: Store) -> None:
    """Zones become UTC; microseconds stay."""
    there = datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=-7, minutes=-30)))
    entry = replace(made(annotation(made_at=there)), at=there)
    desk.layers.apply("001_first", "ann", entry)
    layer = desk.layers.load("001_first", "ann")
    assert layer.history == (entry,)
    assert layer.annotations[0].made_at == there
    assert layer.annotations[0].made_at.utcoffset() == timedelta(0)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(comment=nasty_text, label=nasty_text, value=nasty_text | st.lists(nasty_text, max_size=3).map(tuple))
def test_nasty_text_comes_back_as_it_was(desk: Store, comment: str, label: str, value: str | tuple[str, ...]) -> None:
    """No code point of a label, comment or attribute is lost, in the tables or in the history."""
    one = annotation(comment=comment, label=label, attributes={label: value})
    desk.layers.apply("001_first", "ann", made(one))
    layer = desk.layers.load("001_first", "ann")
    assert next(each for each in layer.annotations if each.id == one.id) == one
    assert layer.history[-1] == made(one)


def test_articles_come_annotated_in_the_order_of_their_ids(desk: Store) -> None:
    """With what everybody made, or only what some made, on all articles or some."""
    desk.articles.add([OTHER, article("000_zero", "Zero.")])
    mine, other = annotation(), annotation((0, 2), annotator="bob")
    link, remark = relation(mine, mine), note("So?", 0)
    desk.layers.apply_all(
        [
            ("001_first", "ann", made(mine, link, read(1), remark)),
            ("001_first", "bob", made(other, read(0, "bob"), skip("short", "bob"))),
        ]
    )
    everything = list(desk.layers.annotated())
    assert [one.article.id for one in everything] == ["000_zero", "001_first", "002_other"]
    assert (everything[1].annotations, everything[1].relations) == ((mine, other), (link,))
    assert everything[1].read == (read(1), read(0, "bob"))
    assert (everything[1].notes, everything[1].skips) == ((remark,), (skip("short", "bob"),))
    (only,) = desk.layers.annotated(["001_first"], ["bob"])
    assert (only.annotations, only.relations, only.read) == ((other,), (), (read(0, "bob"),))
    assert not everything[0].annotations


def test_an_export_sees_one_moment(desk: Store) -> None:
    """What is written while it runs is not half in it."""
    desk.articles.add([OTHER])
    running = desk.layers.annotated()
    next(running)
    desk.layers.apply("002_other", "ann", made(annotation((0, 7), article_id="002_other")))
    assert next(running).annotations == ()


def test_a_label_that_left_the_scheme_leaves_its_annotations(desk: Store) -> None:
    """Labels are text in the database: a new scheme without them touches nothing."""
    desk.layers.apply("001_first", "ann", made(annotation(label="old")))
    desk.schemes.remember("f" * 16, "new", "name: new")
    assert desk.layers.load("001_first", "ann").annotations[0].label == "old"
    assert desk.layers.load("001_first", "ann").annotations[0].scheme == SCHEME


def test_the_last_uses_of_a_label_come_newest_first(desk: Store) -> None:
    """The annotator's own, with all their words, and no more than wanted."""
    desk.articles.add([OTHER])
    old, new = (annotation(made_at=NOW + timedelta(minutes=minute)) for minute in (0, 1))
    parts = annotation((0, 7), (8, 12), article_id="002_other", made_at=NOW + timedelta(minutes=2))
    desk.layers.apply_all(
        [("002_other", "ann", made(parts)), ("001_first", "ann", made(old, new, annotation(label="x")))]
    )
    desk.layers.apply("001_first", "bob", made(annotation(annotator="bob")))
    uses = desk.layers.uses("direct_quote", "ann", 2)
    assert uses == (Use("002_other", "Another … text", parts.made_at), Use("001_first", "“We knew,", new.made_at))
    assert len(desk.layers.uses("direct_quote", "ann", 9)) == 3
    assert desk.layers.uses("none", "ann", 9) == ()


def test_beside_my_layer_lie_those_of_other_people(desk: Store) -> None:
    """And the gold standard; neither machines, nor mine, nor what is in other articles."""
    desk.articles.add([OTHER])
    desk.people.ensure("gold", Kind.GOLD)
    desk.people.ensure("rules", Kind.MACHINE)
    by = {name: annotation(annotator=name) for name in ("ann", "bob", "gold", "rules")}
    desk.layers.apply_all([("001_first", name, made(one)) for name, one in by.items()])
    desk.layers.apply_all(
        [("001_first", "bob", made(read(1, "bob"))), ("002_other", "bob", made(read(0, "bob", "002_other")))]
    )
    assert desk.layers.beside("001_first", "ann") == (
        Layer("001_first", "bob", (by["bob"],), read=(read(1, "bob"),)),
        Layer("001_first", "gold", (by["gold"],)),
    )


def test_a_first_entry_of_many_values_comes_back_equal(desk: Store) -> None:
    """Values of all kinds, with relations between them and to what was there before."""
    there = annotation((0, 7), article_id="002_other")
    desk.articles.add([OTHER])
    desk.layers.apply("002_other", "ann", made(there))
    first, *others = many = [annotation((place % 30, place % 30 + 9), score=place / 100) for place in range(100)]
    links = [relation(first, one) for one in (*others, there)]
    remark = note("So?", 1)
    entry = made(*many, *links, read(0), read(1), remark, skip("so"))
    desk.layers.apply("001_first", "ann", entry)
    layer = desk.layers.load("001_first", "ann")
    assert layer.history == (entry,)
    assert set(map(repr, layer.annotations)) == set(map(repr, many))
    assert {one.id for one in layer.relations} == {one.id for one in links}
    assert (layer.read, layer.notes, layer.skip) == ((read(0), read(1)), (remark,), skip("so"))
    assert check_history(desk, "ann") == []


def test_a_first_entry_of_many_values_is_refused_where_one_is_elsewhere(desk: Store) -> None:
    """An id that another layer has, and one that comes twice."""
    theirs = annotation(annotator="bob")
    desk.layers.apply("001_first", "bob", made(theirs))
    many = [annotation() for _ in range(100)]
    for again in (replace(theirs, annotator="ann"), many[7]):
        with pytest.raises(Conflict, match="Nothing of this step was stored"):
            desk.layers.apply("001_first", "ann", made(*many, again))
    assert desk.layers.load("001_first", "ann") == Layer("001_first", "ann")


def test_a_later_entry_of_many_values_says_which_is_there(desk: Store) -> None:
    """The layer has a history, so each value is looked for."""
    desk.layers.apply("001_first", "ann", made(read(1)))
    with pytest.raises(Conflict, match="The read mark of paragraph 2 of 001_first was changed or made elsewhere"):
        desk.layers.apply("001_first", "ann", made(*(annotation() for _ in range(100)), read(1)))
    assert desk.layers.load("001_first", "ann").annotations == ()


def test_an_entry_of_many_values_is_written_whole(desk: Store) -> None:
    """More than any database takes in one query."""
    many = [annotation((place % 30, place % 30 + 9)) for place in range(2_500)]
    desk.layers.apply("001_first", "ann", made(*many))
    desk.layers.apply("001_first", "ann", Entry(Deed.UNDO, inverse(made(*many).step), NOW))
    assert desk.layers.load("001_first", "ann").annotations == ()
