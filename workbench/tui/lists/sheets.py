"""What the lists over an article show: to fix, notes, relations; `changes` has the changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from workbench.annotate import Reading
from workbench.annotate.fixing import Fix, far_end, to_fix
from workbench.annotate.remarks import Remark, remarks
from workbench.model import Annotation, Note, Relation, Skip, reading_order
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import cap, named
from workbench.tui.prose import flat
from workbench.tui.widgets.listing import Column, Sheet

NUMBER, LABEL, TYPE = 4, 21, 18
"""Cells for a paragraph's number, a label with its key, a relation's type."""
ARTICLE = 10
"""Cells for the beginning of an article's id, enough to know it."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A relation with its ends; None where one is gone."""

    relation: Relation
    source: Annotation | None
    target: Annotation | None


def fixes(reading: Reading) -> Sheet[Fix]:
    """What is to fix."""
    text = reading.article.text
    return Sheet(
        "To fix",
        to_fix(reading),
        (
            Column("  ¶", NUMBER, lambda fix: numbered(fix.paragraph)),
            Column("label", LABEL, lambda fix: named(reading.scheme.label(fix.annotation.label))),
            Column("words", 0, lambda fix: Text(flat(fix.annotation.quote(text)))),
            Column("to fix", 0, lambda fix: Text(printable(fix.problem, ""), "yellow"), share=2),
        ),
        lambda fix: f"{fix.annotation.label} {fix.problem} · {flat(fix.annotation.quote(text))}",
        "Nothing is to fix. What the scheme requires and an annotation lacks stands here, and what the scheme does not "
        "allow: a value that is missing, a relation that is missing, a label that the scheme does not know.",
    )


def remarked(reading: Reading) -> Sheet[Remark]:
    """What was remarked in this article."""
    return Sheet(
        "Notes",
        remarks(reading.article, reading.annotations.values(), reading.notes.values(), reading.skip),
        _remarks(reading.scheme),
        _remark_told,
        "No notes here yet: comments on annotations, notes on paragraphs and on the article, annotations that you are "
        "in doubt about, and why the article is skipped.",
    )


def remarked_everywhere(items: Sequence[Remark] | None, scheme: Scheme) -> Sheet[Remark]:
    """What was remarked in all articles; None while that is being read."""
    article: Column[Remark] = Column(
        "article", ARTICLE, lambda one: Text(printable(one.article_id[:ARTICLE], ""), "dim")
    )
    return Sheet(
        "Notes",
        items or (),
        (article, *_remarks(scheme)),
        lambda one: f"{one.article_id} {_remark_told(one)}",
        "Reading all articles…" if items is None else "No notes in any article yet.",
    )


def relations(reading: Reading, far: Mapping[str, str]) -> Sheet[Joint]:
    """The relations that start or end here; `far`: the words of annotations in other articles, as far as known."""
    here, scheme = reading.article, reading.scheme
    joints = [
        Joint(one, far_end(reading, one.from_id), far_end(reading, one.to_id)) for one in reading.relations.values()
    ]

    def quote(one: Annotation | None) -> str:
        if one is None:
            return "gone"
        known = one.quote(here.text) if one.article_id == here.id else far.get(one.id, "…")
        return flat(known) + ("" if one.article_id == here.id else f" · in {one.article_id}")

    def end(one: Annotation | None) -> Text:
        mark = cap(scheme.label(one.label)) if one else Text()
        return Text.assemble(mark, " ", printable(quote(one), ""))

    def told(joint: Joint) -> str:
        ends = (f"{one.label if one else ''} {quote(one)}" for one in (joint.source, joint.target))
        return f" → {joint.relation.type} → ".join(ends)

    def place(joint: Joint) -> Text:
        one = near_end(reading, joint)
        return numbered(reading.units.paragraph_at(one.extent.start)) if one else Text()

    return Sheet(
        "Relations",
        sorted(joints, key=lambda joint: _by_place(near_end(reading, joint))),
        (
            Column("  ¶", NUMBER, place),
            Column("from", 0, lambda joint: end(joint.source)),
            Column("", TYPE, lambda joint: Text(f"→ {printable(joint.relation.type, '')} →", "dim")),
            Column("to", 0, lambda joint: end(joint.target)),
        ),
        told,
        "No relations here yet. Start one at an annotation and make it at another; the scheme says what can be joined.",
    )


def near_end(reading: Reading, joint: Joint) -> Annotation | None:
    """The end that is in this article, the one where the relation starts if both are."""
    return reading.annotations.get(joint.relation.from_id) or reading.annotations.get(joint.relation.to_id)


def _remarks(scheme: Scheme) -> tuple[Column[Remark], ...]:
    return (
        Column("  ¶", NUMBER, lambda one: numbered(one.paragraph)),
        Column("on", LABEL, lambda one: _about(scheme, one)),
        Column("words", 0, lambda one: Text(flat(one.quote))),
        Column("remark", 0, lambda one: Text(flat(_text(one)))),
    )


def _about(scheme: Scheme, remark: Remark) -> Text:
    match remark.value:
        case Annotation(label=label):
            return named(scheme.label(label))
        case Skip():
            return Text("skipped", "yellow")
        case Note():
            return Text("article" if remark.paragraph is None else "paragraph", "dim")


def _text(remark: Remark) -> str:
    doubt = "in doubt" if isinstance(remark.value, Annotation) and remark.value.unsure else ""
    return ": ".join(filter(None, (doubt, remark.text)))


def _remark_told(remark: Remark) -> str:
    value = remark.value
    about = value.label if isinstance(value, Annotation) else "skipped" if isinstance(value, Skip) else "note"
    return " · ".join(filter(None, (f"{about}: {flat(_text(remark))}", flat(remark.quote))))


def numbered(number: int | None) -> Text:
    """A paragraph, counted from 0, as people count."""
    return Text("" if number is None else f"{number + 1:>3}", "dim")


def _by_place(annotation: Annotation | None) -> tuple[int, int, str, str]:
    return reading_order(annotation) if annotation else (0, 0, "", "")
