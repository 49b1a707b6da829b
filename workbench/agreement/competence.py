"""Who confuses what with what, without a gold standard: the true labels and every annotator's errors at once.

Not a measure of agreement but a profile of annotators: the labels that make what all have said most likely. Three
annotators or more; with fewer it can say little. Items are things that everybody could have labelled, such as
annotations that somebody made, with "nothing" as a label of those who did not; never single characters.

Dawid and Skene (1979), "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.agreement.arrays import Array
from workbench.errors import Undefined

NO_VOTE = "an item or an annotator without a label"

SMALLEST = np.finfo(float).tiny
ROUNDS = 1000
NEAR_ENOUGH = 1e-9


@dataclass(frozen=True, slots=True)
class Profile:
    """The estimate for items i, annotators a, true labels c and given labels k.

    `labels` (i × c) is how probable each true label is, `shares` (c) how frequent; `errors` (a × c × k) is how often
    the annotator says k where c is true, zeros where they never met c; `accuracy` (a) how often what they said is true.
    """

    labels: Array
    shares: Array
    errors: Array
    accuracy: Array


def votes_of(ratings: Array, labels: int) -> Array:
    """Items × annotators of label numbers, nan where missing, as votes: items × annotators × labels, 0 or 1."""
    return np.asarray(ratings[:, :, None] == np.arange(labels), dtype=float)


def dawid_skene(votes: Array) -> Profile:
    """The most likely profile. `votes` (i × a × k) says how often the annotator gave the item the label.

    Expectation maximisation from the shares of votes, until the logarithm of the likelihood grows by less than 1e-9; it
    finds the best estimate near these, as the paper does. Raises Undefined where an item or an annotator has no vote.
    """
    if not len(votes) or not votes.sum(axis=(1, 2)).all() or not votes.sum(axis=(0, 2)).all():
        raise Undefined(NO_VOTE)
    labels = votes.sum(axis=1) / votes.sum(axis=(1, 2))[:, None]
    likelihood = -np.inf
    for _ in range(ROUNDS):
        shares, errors = _habits(votes, labels)
        before = likelihood
        labels, likelihood = _most_likely(votes, shares, errors)
        if likelihood - before < NEAR_ENOUGH:
            break
    right = np.einsum("ic,iac->a", labels, votes, optimize=True)
    return Profile(labels, shares, errors, right / votes.sum(axis=(0, 2)))


def _habits(votes: Array, labels: Array) -> tuple[Array, Array]:
    """How frequent true labels are, and what each annotator makes of them, were the true labels known; (2.3), (2.4)."""
    said = np.einsum("ic,iak->ack", labels, votes, optimize=True)
    return labels.mean(axis=0), said / np.maximum(said.sum(axis=2, keepdims=True), SMALLEST)


def _most_likely(votes: Array, shares: Array, errors: Array) -> tuple[Array, float]:
    """The probabilities of true labels, were the habits known, and the logarithm of the likelihood; (2.5)."""
    chances, frequencies = (np.log(np.maximum(values, SMALLEST)) for values in (errors, shares))
    known = frequencies + np.einsum("iak,ack->ic", votes, chances, optimize=True)
    highest = known.max(axis=1, keepdims=True)
    weights = np.exp(known - highest)
    sums = weights.sum(axis=1, keepdims=True)
    return weights / sums, float((highest + np.log(sums)).sum())
