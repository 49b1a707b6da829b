"""Making, choosing, changing and deleting annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.annotate import edges
from workbench.annotate.removing import remove
from workbench.annotate.revise import relabelled
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, AttributeValue, Change, Entry, Span
from workbench.names import sentence


def next_cover(work: Work) -> None:
    """Let keys act on the next of the annotations at the caret."""
    work.refuse_while_editing()
    target, _ = work.acted_on()
    ids = [one.id for one in work.covering()]
    work.target_id = ids[(ids.index(target.id) + 1) % len(ids)]


def tag(work: Work, label: str) -> Entry:
    """Label the selection (while editing: relabel, with the new edges); without one, relabel the annotation.

    The label is one of the scheme, or any name that can be one where the scheme has free labels.
    """
    check(work, label)
    if work.editing:
        edited, span = edges.edited(work)
        return edges.rest_at(work, span, edges.save(work, work.editing, relabelled(edited, label, work.scheme)))
    if work.selection:
        span = edges.selected_words(work)
        return edges.rest_at(work, span, edges.save(work, None, new(work, label, span)))
    target, _ = work.acted_on()
    return edges.save(work, target, relabelled(target, label, work.scheme))


def delete(work: Work) -> Entry:
    """Delete the annotation and its relations."""
    return remove(work, work.acted_on()[0])


def set_attributes(work: Work, id_: str, attributes: Mapping[str, AttributeValue]) -> Entry | None:
    """Give an annotation these attributes, and no other; nothing to store if it has them."""
    before = _still_there(work, id_)
    return _save(work, before, replace(before, attributes=dict(attributes), scheme=work.scheme.fingerprint))


def set_comment(work: Work, id_: str, comment: str) -> Entry | None:
    """Give an annotation this comment; nothing to store if it has it."""
    before = _still_there(work, id_)
    return _save(work, before, replace(before, comment=comment, scheme=work.scheme.fingerprint))


def _still_there(work: Work, id_: str) -> Annotation:
    """The annotation; another window may have taken it away while a form was open."""
    if id_ not in work.annotations:
        raise Refused("The annotation is no longer there.")
    return work.annotations[id_]


def check(work: Work, label: str) -> None:
    """Raises Refused where the scheme has no such label and does not let people make it."""
    if refusal := work.scheme.refusal(label):
        raise Refused(sentence(refusal))


def new(work: Work, label: str, span: Span) -> Annotation:
    """An annotation that has not been made yet, with the attributes that its label starts with."""
    return Annotation(
        id=work.new_id(),
        article_id=work.article.id,
        annotator=work.annotator,
        label=label,
        segments=(span,),
        made_at=work.now(),
        scheme=work.scheme.fingerprint,
        attributes=work.scheme.defaults(label),
    )


def _save(work: Work, before: Annotation, after: Annotation) -> Entry | None:
    unchanged = (before.attributes, before.comment) == (after.attributes, after.comment)
    return None if unchanged else work.do(Change(before, after))
