"""Taking away what a list shows, wherever the caret is."""

from __future__ import annotations

from dataclasses import replace

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Change, Entry, Note, Relation, Skip


def remove(work: Work, value: Annotation | Relation | Note | Skip) -> Entry:
    """Delete it, an annotation with its relations. Raises Refused where it is no longer there."""
    there = work.index.present(value)
    if there is None:
        raise Refused("It is no longer there.")
    held = work.index.relations_of(there.id) if isinstance(there, Annotation) else ()
    return work.do(*(Change(one, None) for one in held), Change(there, None))


def remove_remark(work: Work, value: Annotation | Note | Skip) -> Entry:
    """Delete a note, take a skipped article up again; of an annotation, take the comment and the doubt alone."""
    there = work.index.present(value)
    if not isinstance(there, Annotation):
        return remove(work, value)
    return work.do(Change(there, replace(there, comment="", unsure=False, scheme=work.scheme.fingerprint)))
