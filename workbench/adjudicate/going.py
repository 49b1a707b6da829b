"""From item to item."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from workbench.adjudicate.items import Item
from workbench.errors import Refused
from workbench.model import Annotation, Span

if TYPE_CHECKING:
    from workbench.adjudicate.adjudication import Adjudication


def go(adjudication: Adjudication, number: int) -> None:
    """Go to the item of this number, or to the nearest; an edit that was not kept is dropped."""
    adjudication.drop_edit()
    adjudication.at = max(0, min(number, len(adjudication.items) - 1))
    if adjudication.items:
        adjudication.gold.move_to(adjudication.item.extent.start)


def go_to(adjudication: Adjudication, offset: int) -> None:
    """Go to the innermost item at the offset, or to the nearest; not to a relation."""
    places = [number for number, item in enumerate(adjudication.items) if isinstance(item, Item)]
    if places:
        adjudication.go(min(places, key=lambda number: _away(adjudication.items[number].extent, offset)))


def go_to_matter(adjudication: Adjudication, candidates: AbstractSet[str]) -> None:
    """Go to the first item that has any of these annotations or relations, unless one is there already."""
    about = [number for number, item in enumerate(adjudication.items) if not item.candidates.isdisjoint(candidates)]
    if about and adjudication.at not in about:
        adjudication.go(about[0])


def go_to_annotation(adjudication: Adjudication, annotation: Annotation) -> None:
    """Go to the item that it is an option of, or that it came of; to what stands there, where it is neither."""
    for number, item in enumerate(adjudication.items):
        if annotation.id in item.candidates or annotation in adjudication.results(item):
            adjudication.go(number)
            return
    adjudication.go_to(annotation.extent.start)


def next_open(adjudication: Adjudication, by: int = 1) -> None:
    """Go to the next item (`by` -1: the one before) that is not decided, round the end."""
    count = len(adjudication.items)
    numbers = ((adjudication.at + by * step) % count for step in range(1, count + 1))
    found = next((number for number in numbers if not adjudication.standing.decided(adjudication.items[number])), None)
    if found is None:
        raise Refused("All is decided here." if count else "There is nothing to decide here.")
    adjudication.go(found)


def go_to_open(adjudication: Adjudication) -> None:
    """Go to the first item that is not decided; to the first of all where all are."""
    open_ones = (number for number, item in enumerate(adjudication.items) if not adjudication.standing.decided(item))
    adjudication.go(next(open_ones, 0))


def _away(extent: Span, offset: int) -> tuple[int, int]:
    """How far the offset is from the extent; of several around it, the shortest is nearest."""
    return max(extent.start - offset, offset - extent.end, 0), len(extent)
