"""What an export really loses: the losses of its format, counted on what leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter

from workbench.formats import Format, KindLoss, Loss, Option, Options, annotators, losses, options, values
from workbench.model import Annotated, Kind, Value


def leaving(  # noqa: PLR0913, PLR0917 what is looked at, by what, and who hears of it
    articles: Iterable[Annotated],
    format_: Format,
    chosen: Options,
    kinds: Mapping[str, Kind],
    found: Counter[str],
    held: Callable[[Annotated], None] = lambda _: None,
) -> Iterator[Annotated]:
    """The articles as they are written: without annotations of which nothing stays, and of equal ones only with one.

    `found` counts, in the words of the losses, of how many annotations, relations, marks, notes, skips, decisions and
    articles something is lost, and of how many layers the kind of their annotator. `held` is called with what the
    format holds of each article, by whom it was made.
    """
    all_ = format_.losses(chosen)
    for annotated in articles:
        whole = left = replace(annotated, by=tuple(annotators(annotated)))
        for loss in all_:
            if loss is losses.provenance:  # of everything, and last
                others = len(values(left)) - len(left.read)
                found.update({described(loss): others} if others else {})
                break
            after = loss(left)
            if after is not left and (others := _others(left, after)):
                found[described(loss)] += others
            if loss is losses.doubles and (after is not left or len(left.annotations) < len(whole.annotations)):
                whole = losses.led(whole, losses.same(left))
            left = after
        if (kind := format_.kinds) and (others := sum(kind(name, kinds[name]) is not kinds[name] for name in whole.by)):
            found[described(kind)] += others
        held(left)
        yield whole


def lost(format_: Format, chosen: Options) -> list[str]:
    """What the format does not hold with these options, in words."""
    all_: list[Loss | KindLoss] = [*format_.losses(chosen), *([format_.kinds] if format_.kinds else [])]
    return [described(loss) for loss in all_]


def changes(format_: Format, option: Option) -> Iterator[tuple[str, list[str], list[str]]]:
    """For each value of the option that changes what is lost as usual: what is lost besides, and what is held then,
    without the words on what becomes of it otherwise.
    """
    usual = options(format_, {})
    before = lost(format_, usual)
    for value in option.values:
        after = lost(format_, {**usual, option.name: value})
        if after != before:
            held = [one.partition(":")[0] for one in before if one not in after]
            yield value, [one for one in after if one not in before], held


def described(loss: Loss | KindLoss) -> str:
    """What is lost, as its docstring begins."""
    return (loss.__doc__ or "").strip().split("\n", 1)[0]


def _others(before: Annotated, after: Annotated) -> int:
    others = (before.article != after.article) + len(set(before.by) - set(after.by))
    return others + sum(_changed(getattr(before, kind), getattr(after, kind), name) for kind, name in _NAMES.items())


def _changed(were: tuple[Value, ...], are: tuple[Value, ...], name: Callable[[Value], object]) -> int:
    if were is are or not are:
        return len(were) - len(are)
    kept = {name(value): value for value in are}
    changed = [value for value in were if kept.get(name(value)) is not value]
    return sum(kept.get(name(value)) != value for value in changed)


_NAMES: Mapping[str, Callable[[Value], object]] = {
    "annotations": attrgetter("annotator", "id"),
    "relations": attrgetter("annotator", "id"),
    "read": attrgetter("annotator", "paragraph"),
    "notes": attrgetter("annotator", "id"),
    "skips": attrgetter("annotator"),
    "decisions": attrgetter("annotator", "id"),
}
"""What is made of an article, and by what a value is known there."""
