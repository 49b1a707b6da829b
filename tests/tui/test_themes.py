"""Our themes: labels told apart by those who see colours otherwise, and by sixteen colours as far as these go."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tests.conftest import ROOT
from workbench import scheme as schemes
from workbench.scheme import Scheme
from workbench.tui.palette import ANSI, READ, contrast, of_terminal
from workbench.tui.themes import CLEAR, CLEAR_LABELS, SIXTEEN, suited, usual

SIGHTS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Machado, Oliveira and Fernandes 2009, table 1, severity 1.0, on linear RGB."""

LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566]])
LMS = np.vstack([LMS, [0.0883024619, 0.2817188376, 0.6299787005]])
LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099]])
LAB = np.vstack([LAB, [0.0259040371, 0.7827717662, -0.8086757660]])
"""Oklab (Ottosson 2020)."""


@pytest.fixture(scope="module")
def default() -> Scheme:
    return schemes.load(ROOT / "labels.yaml")


def seen(colour: str, sight: np.ndarray) -> np.ndarray:
    """The colour in Oklab, as that sight has it."""
    parts = np.array(Color.parse(colour).normalized)
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return LAB @ np.cbrt(LMS @ np.clip(sight @ linear, 0, 1))


def apart(one: str, other: str, sight: np.ndarray) -> float:
    return float(np.linalg.norm(seen(one, sight) - seen(other, sight)))


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_labels_that_follow_one_another_are_far_apart_for_everybody(default: Scheme, sight: np.ndarray) -> None:
    """By 0.15 in Oklab; any two of fourteen by 0.08, seen side by side, not across a page: hence letters."""
    colours = [label.colour for label in suited(default, CLEAR).labels.values()]
    assert min(apart(*pair, sight) for pair in pairwise(colours)) > 0.15
    assert min(apart(*pair, sight) for pair in combinations(colours, 2)) > 0.08


def test_the_default_colours_are_not_as_far_apart(default: Scheme) -> None:
    """Else the theme would be for nothing."""
    colours = [label.colour for label in default.labels.values()]
    assert min(apart(*pair, sight) for pair in pairwise(colours) for sight in SIGHTS.values()) < 0.15


def test_clear_labels_stay_as_they_are_on_their_ground() -> None:
    """None needs white in it to be read, which would take it nearer to others."""
    assert all(contrast(Color.parse(label), Color.parse(CLEAR.background or "")) >= READ for label in CLEAR_LABELS)


def test_only_colours_change_with_the_theme(default: Scheme) -> None:
    """What the scheme means stays, and Textual's themes have the scheme's own colours."""
    assert suited(default, CLEAR).fingerprint == default.fingerprint
    assert suited(default, BUILTIN_THEMES["nord"]) is default


def test_of_sixteen_colours_the_labels_get_the_nearest_hue(default: Scheme) -> None:
    """All six, and grey for what is grey."""
    assert {label.colour for label in suited(default, SIXTEEN).labels.values()} == set(ANSI)
    assert [ANSI[of_terminal(colour)] for colour in ("#ff0000", "#e0d000", "#0f0", "#1155ee", "#8f8f8f")] == [
        1,
        3,
        2,
        4,
        7,
    ]


def test_a_terminal_of_sixteen_colours_gets_their_theme() -> None:
    """Unless somebody sets another."""
    assert usual("standard") == SIXTEEN.name
    assert usual("truecolor") == usual("256") == usual(None) == "textual-dark"
