"""Relations: what the scheme offers between two annotations, and making one; `removing` takes one away."""

from __future__ import annotations

from typing import NamedTuple

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Change, Entry, Relation
from workbench.names import listed
from workbench.scheme import RelationType, Scheme


class Link(NamedTuple):
    """A relation that could be made."""

    type: str
    source: Annotation
    target: Annotation


class Tie(NamedTuple):
    """A relation of an annotation, from its side: `leads` away from it or to it, and what is at the other end.

    `far` is None where the other end has gone, which only another window can have done.
    """

    relation: Relation
    leads: bool
    far: Annotation | None


def ties(work: Work, id_: str) -> tuple[Tie, ...]:
    """The relations of an annotation, those that start there first, by type."""
    found = (_tie(work, relation, id_) for relation in work.index.relations_of(id_))
    return tuple(sorted(found, key=lambda tie: (not tie.leads, tie.relation.type, tie.relation.id)))


def _tie(work: Work, relation: Relation, id_: str) -> Tie:
    leads = relation.from_id == id_
    far = relation.to_id if leads else relation.from_id
    return Tie(relation, leads, work.annotations.get(far) or work.index.beyond.get(far))


def start(work: Work) -> Annotation:
    """The annotation from which a relation is to be made, in whichever direction. Raises Refused if there is none."""
    work.refuse_while_editing()
    target, _ = work.acted_on()
    if not _partners(work.scheme, target.label):
        raise Refused(f"The scheme has no relation from or to {target.label}.")
    return target


def offered(work: Work, one: Annotation, other: Annotation) -> tuple[Link, ...]:
    """The relations that can be made between the two, in both directions; one of them is in this article.

    Raises Refused with the reason where there is none.
    """
    pairs = ((one, other), (other, one))
    links = [Link(kind.name, *pair) for pair in pairs for kind in _types(work.scheme, *pair)]
    if not links:
        raise Refused(_why_none(work.scheme, one, other))
    new = tuple(link for link in links if not _is_made(work, link))
    if not new:
        raise Refused(f"These two are joined by {listed(link.type for link in links)} already.")
    return new


def relate(work: Work, link: Link) -> Entry:
    """Make the relation. Raises Refused where it is made already."""
    if _is_made(work, link):
        raise Refused(f"These two are joined by {link.type} already.")
    for end in (link.source, link.target):
        if end.article_id != work.article.id:
            work.index.beyond[end.id] = end
    relation = Relation(work.new_id(), work.annotator, link.type, link.source.id, link.target.id)
    return work.do(Change(None, relation))


def _types(scheme: Scheme, source: Annotation, target: Annotation) -> tuple[RelationType, ...]:
    across = source.article_id != target.article_id
    return scheme.relation_types(source.label, target.label, across=across) if source.id != target.id else ()


def _is_made(work: Work, link: Link) -> bool:
    here = link.source if link.source.article_id == work.article.id else link.target
    made = work.index.relations_of(here.id)
    return (link.type, link.source.id, link.target.id) in ((one.type, one.from_id, one.to_id) for one in made)


def _why_none(scheme: Scheme, one: Annotation, other: Annotation) -> str:
    if one.id == other.id:
        return "A relation joins two annotations."
    pairs = ((one, other), (other, one))
    within = [kind for a, b in pairs for kind in scheme.relation_types(a.label, b.label, across=False)]
    if within:
        return f"The scheme does not let {listed(kind.name for kind in within)} link two articles."
    return f"The scheme joins '{one.label}' with {listed(_partners(scheme, one.label))}, not with '{other.label}'."


def _partners(scheme: Scheme, label: str) -> list[str]:
    """The labels that a relation can join with this one, each once."""
    leading = [name for kind in scheme.offers(label) for name in kind.target]
    coming = [name for kind in scheme.relations.values() if label in kind.target for name in kind.source]
    return list(dict.fromkeys(leading + coming))
