"""Partial credit: how much of what one annotator made is right, held against another, and how much of that is found.

Precision, recall and F1 where an annotation counts as much as it is right, between 0 and 1, as in MUC-5: Chinchor and
Sundheim (1993), "MUC-5 Evaluation Metrics". Credits add up over paragraphs and articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.agreement.differences import Difference
from workbench.errors import Undefined

NOTHING_MADE, NOTHING_THERE, NOTHING = "nothing was made", "nothing was to be found", "nothing was there or made"


@dataclass(frozen=True, slots=True)
class Credit:
    """Annotations of the one that is held against (`there`) and of the other (`made`), and what credit each side has.

    The two credits differ where several annotations are held against one, and for a label, which may have been given
    for another.
    """

    there: int = 0
    found: float = 0.0
    made: int = 0
    right: float = 0.0

    def __add__(self, other: Credit) -> Credit:
        return Credit(
            self.there + other.there, self.found + other.found, self.made + other.made, self.right + other.right
        )

    @property
    def precision(self) -> float:
        """How much of what was made is right, in [0, 1]. Raises Undefined where nothing was made."""
        return _share(self.right, self.made, NOTHING_MADE)

    @property
    def recall(self) -> float:
        """How much of what is there was found, in [0, 1]. Raises Undefined where nothing is there."""
        return _share(self.found, self.there, NOTHING_THERE)

    @property
    def f1(self) -> float:
        """Of all annotations of both together, in [0, 1]. Raises Undefined where there are none."""
        return _share(self.found + self.right, self.there + self.made, NOTHING)


def _share(part: float, whole: int, why_undefined: str) -> float:
    if not whole:
        raise Undefined(why_undefined)
    return part / whole


def credits_of(differences: Iterable[Difference]) -> dict[str, Credit]:
    """Label → credit. Each annotation has the credit of the difference in which it stands."""
    found: dict[str, Credit] = {}
    for one in differences:
        for annotation in one.first:
            found[annotation.label] = found.get(annotation.label, Credit()) + Credit(there=1, found=one.credit)
        for annotation in one.second:
            found[annotation.label] = found.get(annotation.label, Credit()) + Credit(made=1, right=one.credit)
    return found


def total(found: Iterable[Credit]) -> Credit:
    """Of all together."""
    return sum(found, Credit())
