"""Differences for people, spreadsheets and programs: in words, with the text around them, as rows, as one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median_low
from typing import Any, BinaryIO, NamedTuple

from workbench import __version__
from workbench.agreement.differences import OTHER_LABEL, DifferenceKind, slip
from workbench.formats.losses import as_text
from workbench.formats.spreadsheet import write_rows
from workbench.model import AttributeValue, Span
from workbench.report.differing import Case, Differing
from workbench.report.sentences import many
from workbench.spans import nearest

AROUND = 10
"""Words of context before and behind."""
LONG = 40
"""Words of a passage that is shown whole; of a longer one, the first and the last half of so many."""


class Passage(NamedTuple):
    """What a difference is about, on one line, with what stands around it in its paragraphs: one after the other."""

    before: str
    words: str
    after: str


def passage(case: Case) -> Passage:
    """The words from where the first annotation begins to where the last ends, and some before and behind."""
    text, extent, paragraphs = case.article.text, case.difference.extent, case.article.paragraphs
    last = paragraphs[nearest(paragraphs, extent.end - 1)]
    before = text[min(paragraphs[case.paragraph].start, extent.start) : extent.start]
    after = text[extent.end : max(last.end, extent.end)]
    first, rest = before.split(), after.split()
    return Passage(
        f"{'… ' if len(first) > AROUND else ''}{' '.join(first[-AROUND:])}{' ' if before[-1:].isspace() else ''}",
        shortened(extent.of(text)),
        f"{' ' if after[:1].isspace() else ''}{' '.join(rest[:AROUND])}{' …' if len(rest) > AROUND else ''}",
    )


def shortened(words: str) -> str:
    """On one line; of many words, those at both ends."""
    parts = words.split()
    if len(parts) > LONG:
        parts = [*parts[: LONG // 2], "…", *parts[-LONG // 2 :]]
    return " ".join(parts)


def told(case: Case) -> str:
    """What differs besides what the kind says: by how much, in which attributes; empty where nothing does."""
    difference = case.difference
    off = slip(difference)
    values = [
        f"{name}: {' / '.join(_value(side[0].attributes.get(name)) for side in (difference.first, difference.second))}"
        for name in difference.attributes
    ]
    return ", ".join([*([f"{case.annotators[1]} {off}"] if off else []), *values])


def _value(value: AttributeValue | None) -> str:
    return "–" if value is None else as_text(value)


def kind_words(differing: Differing) -> dict[DifferenceKind, str]:
    """What the kinds are called, which depends on who is compared: what nobody can tell apart has one name."""
    words = {kind: kind.value for kind in DifferenceKind}
    if not differing.directed:
        alone = dict.fromkeys((DifferenceKind.MISSED, DifferenceKind.EXTRA), "one alone")
        return words | alone | {DifferenceKind.MERGE: words[DifferenceKind.SPLIT]}
    if not differing.gold:
        ((first, second),) = differing.articles
        words |= {DifferenceKind.MISSED: f"only {first}", DifferenceKind.EXTRA: f"only {second}"}
    return words


def tabulated(
    differing: Differing, rows: Mapping[str, Mapping[DifferenceKind, int]]
) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """The names of all kinds that there are, and for each row how many it has of them."""
    words = kind_words(differing)
    headings = list(dict.fromkeys(words[kind] for kind in words if any(row.get(kind) for row in rows.values())))
    return headings, [
        (name, [sum(row.get(kind, 0) for kind in words if words[kind] == heading) for heading in headings])
        for name, row in rows.items()
    ]


def sides(differing: Differing) -> tuple[str, str]:
    """Whose labels stand in the rows of the confusion, and whose in its columns."""
    if not differing.directed:
        return "one", "the other"
    firsts, seconds = ({names[side] for names in differing.articles} for side in (0, 1))
    return " and ".join(sorted(firsts)), seconds.pop() if len(seconds) == 1 else "the others"


def slips(differing: Differing) -> Iterator[str]:
    """Where boundaries are off, and by how many words as a rule."""
    for side, place in (("begin", 0), ("end", 1)):
        off = [abs(by[place]) for by in differing.slips.elements() if by[place]]
        if off:
            yield f"{len(off):,} {side} {many(median_low(off), 'word')} apart (median)"
    if inside := differing.slips[0, 0]:
        yield f"{inside:,} differ by less than a word or in a gap"


def as_document(differing: Differing) -> dict[str, Any]:
    """Counts, slips and examples. Paragraphs are counted from 0; `null` as a label is nothing."""
    return {
        "pairs": [{"annotators": names, "articles": count} for names, count in differing.articles.items()],
        "differences": [
            {"annotators": sort.annotators, "kind": sort.kind, "labels": [sort.first, sort.second], "count": count}
            for sort, count in sorted(differing.counts.items(), key=lambda item: _order(item[0]))
        ],
        "slips": [{"start": start, "end": end, "count": n} for (start, end), n in sorted(differing.slips.items())],
        "examples": [_example(case) for case in differing.examples],
        "settings": {
            "annotators": list(differing.scope.annotators),
            "articles": list(differing.scope.articles) or None,
            "labels": list(differing.scope.only) or None,
            "gold_first": differing.gold,
            "least_share_for_another_label": OTHER_LABEL,
            "text": "paragraphs that both have read",
            "version": __version__,
        },
    }


def _order(sort: tuple[Any, DifferenceKind, str | None, str | None]) -> tuple[Any, int, str, str]:
    names, kind, first, second = sort
    return names, list(DifferenceKind).index(kind), first or "", second or ""


def _example(case: Case) -> dict[str, Any]:
    difference = case.difference
    return {
        "kind": difference.kind,
        "article": case.article.id,
        "title": case.article.title,
        "paragraph": case.paragraph,
        "annotators": case.annotators,
        "labels": difference.labels,
        "start": difference.start,
        "end": difference.end,
        "attributes": difference.attributes,
        "common": difference.common,
        "segments": [[_places(one.segments) for one in side] for side in (difference.first, difference.second)],
        **passage(case)._asdict(),
    }


def _places(segments: Iterable[Span]) -> list[list[int]]:
    return [[segment.start, segment.end] for segment in segments]


def write_csv(cases: Iterable[Case], stream: BinaryIO) -> None:
    """A row for each that is not the same, paragraphs counted from 1. Memory does not grow with their number."""
    write_rows(stream, HEAD, (_row(case) for case in cases if case.difference.kind is not DifferenceKind.SAME))


HEAD = (
    *("article", "title", "paragraph", "kind", "first", "second", "first_label", "second_label"),
    *("first_words", "second_words", "begins_later", "ends_later", "attributes", "before", "after"),
)


def _row(case: Case) -> Iterator[str | int]:
    difference = case.difference
    around = passage(case)
    yield from (case.article.id, case.article.title, case.paragraph + 1, difference.kind.value, *case.annotators)
    yield from (label or "" for label in difference.labels)
    for side in (difference.first, difference.second):
        yield " | ".join(shortened(one.quote(case.article.text)) for one in side)
    yield from (difference.start, difference.end, " ".join(difference.attributes), around.before, around.after)
