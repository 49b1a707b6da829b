"""Colours: those of the default scheme, and those that a scheme may name."""

from itertools import combinations
from math import dist

import pytest

from tests.conftest import ROOT
from workbench.scheme import load
from workbench.scheme.colours import COLOURS, fill

SETS = {
    "the default scheme": {label.name: label.colour for label in load(ROOT / "labels.yaml").labels.values()},
    "the named colours": COLOURS,
}


def linear(colour: str) -> list[float]:
    """Red, green, blue as linear light in [0, 1] (sRGB, IEC 61966-2-1)."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted(
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        for colour in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def oklab(colour: str) -> tuple[float, float, float]:
    """Lightness, green to red, blue to yellow, in which distance is how different two colours look (Ottosson 2020)."""
    red, green, blue = linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def each_set() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("colours", SETS.values(), ids=SETS.keys())


@each_set()
@pytest.mark.parametrize("background", ["#000000", "#1e1e1e", "#ffffff"])
def test_every_colour_stands_out_on_dark_and_on_light(colours: dict[str, str], background: str) -> None:
    """At least the 3:1 that WCAG 2.2 asks of what is not running text (1.4.11)."""
    assert [name for name, colour in colours.items() if contrast(colour, background) < 3] == []


@each_set()
def test_no_two_colours_look_the_same(colours: dict[str, str]) -> None:
    """0.1 in Oklab is five times a difference that one just sees."""
    pairs = combinations(colours.items(), 2)
    assert [(a, b) for (a, one), (b, other) in pairs if dist(oklab(one), oklab(other)) < 0.1] == []


def test_colours_are_given_out_again_when_there_are_no_more() -> None:
    """A scheme of many labels has a colour for each."""
    filled = fill([None] * 30)
    assert len(filled) == 30
    assert filled[len(COLOURS)] == filled[0]
