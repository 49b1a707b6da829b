"""A paragraph beside gold, gone through difference by difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from workbench.agreement.credit import Credit, credits_of, total
from workbench.agreement.differences import Difference, DifferenceKind
from workbench.scheme import Label, Scheme


class Review:
    """The differences of a paragraph (counted from 0), None where it has no gold standard; `at` is the present one.

    It begins at the first that is not right. `first` is the credit of the first attempt, `now` that of what is there.
    """

    def __init__(self, paragraph: int, differences: Sequence[Difference] | None, first: Credit) -> None:
        self.paragraph = paragraph
        self.has_gold = differences is not None
        self.differences = tuple(differences or ())
        self.first = first
        self.now = total(credits_of(self.differences).values())
        wrong = (number for number, one in enumerate(self.differences) if one.kind is not DifferenceKind.SAME)
        self.at = next(wrong, 0)

    @property
    def present(self) -> Difference | None:
        """The one that is looked at; None where there is none."""
        return self.differences[self.at] if self.differences else None

    @property
    def counts(self) -> Counter[DifferenceKind]:
        """How many there are of each kind."""
        return Counter(one.kind for one in self.differences)

    def step(self, by: int) -> None:
        """Look at one further on, or further back; from the last to the first."""
        if self.differences:
            self.at = (self.at + by) % len(self.differences)

    def guidelines(self, scheme: Scheme) -> tuple[Label, ...]:
        """What the scheme says that concerns the present difference."""
        return guidelines(self.present, scheme) if self.present else ()


def guidelines(difference: Difference, scheme: Scheme) -> tuple[Label, ...]:
    """What the scheme says that concerns a difference: the label of gold first, then the one given.

    Where only attributes differ, it is what the label has about these.
    """
    labels = (scheme.label(name) for name in dict.fromkeys(filter(None, difference.labels)))
    if difference.kind is not DifferenceKind.ATTRIBUTE:
        return tuple(labels)
    return tuple(_about(label, difference.attributes) for label in labels)


def _about(label: Label, attributes: Collection[str]) -> Label:
    """The label with nothing but these of its attributes."""
    concerned = tuple(one for one in label.attributes if one.name in attributes)
    return replace(label, guideline="", include=(), exclude=(), examples=(), attributes=concerned)
