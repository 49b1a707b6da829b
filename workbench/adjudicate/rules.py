"""What is taken over without a person."""

from __future__ import annotations

from enum import StrEnum

from workbench.adjudicate.items import Matter, Opinion, V
from workbench.model import Verdict


class Rule(StrEnum):
    """Whoever has a voice in an item is named there. Silence of most is no rejection: that is left to a person."""

    UNANIMOUS = "unanimous"
    """What all made alike: annotations in label, words and attributes, two of them at least; relations in type and
    direction, all of those who made both ends.
    """
    MAJORITY = "majority"
    """What more than half made alike, if that is one thing."""
    NONE = "none"
    """Nothing."""


RULED = frozenset({Verdict.UNANIMOUS, Verdict.MAJORITY})
"""Decisions of a rule, which follow it; those of a person stay."""


def accepted(matter: Matter[V], rule: Rule) -> tuple[Opinion[V], Verdict] | None:
    """What the rule takes of it, and as what; None where it leaves it to a person."""
    if rule is Rule.NONE:
        return None
    if matter.is_unanimous:
        return matter.options[0], Verdict.UNANIMOUS
    most = [option for option in matter.options if 2 * len(option.annotators) > len(matter.voters) > 1]
    return (most[0], Verdict.MAJORITY) if rule is Rule.MAJORITY and len(most) == 1 else None
