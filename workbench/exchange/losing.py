"""What an export really loses: the losses of its format, counted on what leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from workbench.formats import Format, Loss, values
from workbench.model import Annotated, Value


def noted(format_: Format, articles: Iterable[Annotated], found: Counter[str]) -> Iterator[Annotated]:
    """The same articles; `found` counts, in the words of the losses, of how many annotations, relations, marks, notes,
    skips and articles something is lost.
    """
    for annotated in articles:
        left = annotated
        for loss in format_.losses:
            after = loss(left)
            if after is not left and (others := _others(left, after)):
                found[described(loss)] += others
            left = after
        yield annotated


def described(loss: Loss) -> str:
    """What is lost, as its docstring begins."""
    return (loss.__doc__ or "").strip().split("\n", 1)[0]


def _others(before: Annotated, after: Annotated) -> int:
    kept = {_name(value): value for value in values(after)}
    changed = sum(kept.get(_name(value)) != value for value in values(before))
    return changed + (before.article != after.article)


def _name(value: Value) -> tuple[object, ...]:
    where = getattr(value, "paragraph", None)
    return type(value), value.annotator, getattr(value, "id", None), where
