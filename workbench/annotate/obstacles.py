"""Why a step from the past cannot be made any more: its relations may have been changed from another article."""

from __future__ import annotations

from workbench.annotate.index import LayerIndex
from workbench.model import Annotation, Relation, Step, Value


def obstacle(index: LayerIndex, step: Step) -> str:
    """The reason, without a full stop; empty where nothing is in the way. Costs what the step does."""
    held: dict[str, Value | None] = {}  # annotations and relations as the step leaves them, by id
    for change in step:
        for value in change.values:
            if isinstance(value, Annotation | Relation):
                held.setdefault(value.id, index.present(value))
        before, after = change.before, change.after
        if isinstance(before, Annotation | Relation):
            if held[before.id] != before:
                return "It was changed from elsewhere since"
            held[before.id] = None
        if isinstance(after, Annotation | Relation):
            held[after.id] = after
    return _loose_end(index, held)


def _loose_end(index: LayerIndex, held: dict[str, Value | None]) -> str:
    gone = [id_ for id_, value in held.items() if value is None]
    kept = (one for id_ in gone for one in index.relations_of(id_) if held.get(one.id, one) is not None)
    if any(kept):
        return "A relation made elsewhere holds on to it"
    ends = (end for value in held.values() if isinstance(value, Relation) for end in (value.from_id, value.to_id))
    missing = any(not held.get(end, end in index.annotations or end in index.beyond) for end in ends)
    return "The other end of the relation is gone" if missing else ""
