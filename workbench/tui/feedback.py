"""What a review says: how a paragraph was done, and of each annotation how it stands to gold."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from workbench.agreement.credit import Credit
from workbench.agreement.differences import Difference, DifferenceKind, slip
from workbench.errors import Undefined
from workbench.learn import Review
from workbench.model import Span
from workbench.scheme import Scheme
from workbench.spans import intersection
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.prose import flat
from workbench.tui.signs import AGAINST_GOLD
from workbench.tui.values import words

GOLD = "★"
"""Stands behind the key of an annotation that gold has and the learner does not."""
SAID = {
    DifferenceKind.SAME: "found",
    DifferenceKind.ATTRIBUTE: "attribute",
    DifferenceKind.BOUNDARY: "boundary",
    DifferenceKind.LABEL: "wrong label",
    DifferenceKind.SPLIT: "split",
    DifferenceKind.MERGE: "merged",
    DifferenceKind.MISSED: "missed",
    DifferenceKind.EXTRA: "extra",
}
_WORD = 1 + max(map(len, SAID.values()))
"""Cells for the word."""


def summary(review: Review) -> Text:
    """The score of the paragraph, and how many annotations there are of each kind."""
    place = Text(f"¶ {review.paragraph + 1}  ", "bold")
    if not review.has_gold:
        return place.append("There is no gold standard for this paragraph: gold has not read it.", "not bold")
    counts = review.counts
    if not counts:
        return place.append("Gold has nothing here, and neither have you.", "not bold")
    told = ", ".join(f"{counts[kind]} {word}" for kind, word in SAID.items() if counts[kind])
    return Text.assemble(place, _score(review), (f"  {told}  {GOLD} gold", "not bold"))


def _score(review: Review) -> Text:
    first, now = (figure(credit) for credit in (review.first, review.now))
    return Text(f"score {first}" if review.first == review.now else f"first attempt {first}, now {now}", "bold")


def figure(credit: Credit) -> str:
    """The score with two places; a dash where there is none."""
    try:
        return f"{credit.f1:.2f}"
    except Undefined:
        return "—"


def row(difference: Difference, scheme: Scheme, text: str, paragraph: Span) -> Text:
    """Its sign and word, its credit, the labels, what differs, and the words of gold, or those that gold has not.

    Of the words those in the paragraph alone: where gold goes on in the next, that is not to be known yet.
    """
    sign, colour = AGAINST_GOLD[difference.kind]
    labels = (scheme.label(label) for label in dict.fromkeys(reversed(difference.labels)) if label is not None)
    told = Text.assemble(
        (f"{sign} {SAID[difference.kind]:<{_WORD}}", f"bold {colour}"), (f"{difference.credit:.2f}  ", "dim")
    )
    told.append_text(Text(" → ").join(map(named, labels)))
    told.append("".join(f"  {part}" for part in _details(difference)), "bold")
    shown = (difference.first or difference.second)[0].segments
    words = (part.of(text) for segment in shown if (part := intersection(segment, paragraph)))
    return told.append(f"  {flat(' … '.join(words))}", "dim")


def _details(difference: Difference) -> Iterator[str]:
    first, second = difference.first, difference.second
    if difference.kind is DifferenceKind.SPLIT:
        yield f"gold has one, yours are {len(second)}"
    elif difference.kind is DifferenceKind.MERGE:
        yield f"gold has {len(first)}, yours is one"
    off, has_pieces = slip(difference), len(first) != len(second)
    if off and (difference.start or difference.end or not has_pieces):  # that pieces have a gap goes without saying
        yield f"yours {off}"
    for name in difference.attributes:
        both = (", ".join(words(one[0].attributes.get(name))) or "–" for one in (second, first))
        yield printable("{}: yours {}, gold {}".format(name, *both), "")


def signs(review: Review) -> dict[str, str]:
    """What stands behind the keys of annotations in the text, by id: how mine stand to gold, and which are gold's."""
    mine = {made.id: AGAINST_GOLD[one.kind][0] for one in review.differences for made in one.second}
    return mine | {one.id: GOLD for difference in review.differences for one in difference.first}
