"""What annotators confuse, found without gold: Dawid and Skene's estimate of what all of them have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.candidates import Votes
from workbench.agreement.competence import Profile, dawid_skene, votes_of

LEAST_VOTERS = 3
"""Annotators whose errors can be told apart without a gold standard."""
ONCE = 0.5
"""Places that are told as one."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What an annotator says where something else is likely to be true, and how often: of `expected` such places, and
    as a share of all places where `true` is. A label is None for nothing."""

    true: str | None
    said: str | None
    share: float
    expected: float


@dataclass(frozen=True, slots=True)
class Competence:
    """Dawid and Skene's estimate of an annotator: how often what they said is true, of how many candidates; of each
    label, how often they give it where it is true; and what they get wrong, the commonest first."""

    accuracy: float
    candidates: int
    recall: dict[str, float]
    habits: tuple[Habit, ...]


def competences(
    votes: Sequence[Votes], people: Sequence[str], labels: Sequence[str]
) -> tuple[dict[str, Competence], str]:
    """By annotator, or the reason why there is none."""
    voters = [name for name in people if any(name in vote for vote in votes)]
    if len(voters) < LEAST_VOTERS:
        return {}, f"Without gold, errors can be told apart among {LEAST_VOTERS} annotators or more."
    said: list[str | None] = [None, *(label for label in labels if any(label in vote.values() for vote in votes))]
    numbers = {label: number for number, label in enumerate(said)}
    ratings = np.full((len(votes), len(voters)), np.nan)
    for item, vote in enumerate(votes):
        for name, label in vote.items():
            ratings[item, voters.index(name)] = numbers[label]
    cast = votes_of(ratings, len(said))
    profile = dawid_skene(cast)
    return {name: _competence(profile, cast, seat, said) for seat, name in enumerate(voters)}, ""


def told(habit: Habit) -> str:
    """In words, as what somebody does."""
    if habit.said is None:
        return f"misses {habit.true}"
    return f"finds {habit.said} where nothing is" if habit.true is None else f"takes {habit.true} for {habit.said}"


def _competence(profile: Profile, cast: Array, seat: int, said: Sequence[str | None]) -> Competence:
    errors = profile.errors[seat]
    return Competence(
        accuracy=float(profile.accuracy[seat]),
        candidates=int(cast[:, seat].sum()),
        recall={label: float(errors[n, n]) for n, label in enumerate(said) if label is not None and errors[n].any()},
        habits=_habits(profile, cast, seat, said),
    )


def _habits(profile: Profile, cast: Array, seat: int, said: Sequence[str | None]) -> tuple[Habit, ...]:
    """What they said and is likely to be wrong, once at least; the commonest first."""
    expected = profile.labels.T @ cast[:, seat]
    wrong = [
        Habit(said[true], said[given], float(profile.errors[seat, true, given]), float(expected[true, given]))
        for true in range(len(said))
        for given in range(len(said))
        if true != given and expected[true, given] >= ONCE
    ]
    return tuple(sorted(wrong, key=lambda habit: -habit.expected))
