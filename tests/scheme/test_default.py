"""The scheme that the workbench brings: its labels, keys, examples and colours."""

from itertools import combinations

import pytest

from tests.conftest import ROOT, SEEDS
from workbench.scheme import Label, Scheme, load

SCHEME = load(ROOT / "labels.yaml")
KEYS = {
    "direct_quote": "d", "indirect_quote": "i", "block_quote": "b", "scare_quote": "s", "named_source": "n",
    "anonymous_source": "a", "vague_attribution": "v", "cue": "c", "anonymity_grant": "r", "opinion": "o",
    "lexical_bias": "l", "informational_bias": "f", "hedge": "h", "boilerplate": "x",
}  # fmt: skip


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return SCHEME


def each_label() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("label", SCHEME.labels.values(), ids=lambda label: label.name)


def test_the_fourteen_labels_have_the_keys_of_their_names(scheme: Scheme) -> None:
    """Keys that people learn must not move."""
    assert {label.name: label.key for label in scheme.labels.values()} == KEYS


def test_relations_link_what_the_media_literacy_scheme_links(scheme: Scheme) -> None:
    """Five relations; only the same quotation may stand in two articles."""
    assert {name: (set(relation.source), set(relation.target)) for name, relation in scheme.relations.items()} == {
        "attributed_to": (
            {"direct_quote", "indirect_quote", "block_quote"},
            {"named_source", "anonymous_source", "vague_attribution"},
        ),
        "cued_by": ({"direct_quote", "indirect_quote"}, {"cue"}),
        "grants": ({"anonymity_grant"}, {"anonymous_source"}),
        "continues": ({"direct_quote"}, {"direct_quote"}),
        "same_quote": ({"direct_quote"}, {"direct_quote"}),
    }
    assert [relation.name for relation in scheme.relations.values() if relation.across_articles] == ["same_quote"]


def test_kind_has_other_values_for_hedges_than_for_boilerplate(scheme: Scheme) -> None:
    """One name, two questions."""
    (hedge,), (boilerplate,) = scheme.labels["hedge"].attributes, scheme.labels["boilerplate"].attributes
    assert hedge.name == boilerplate.name == "kind"
    assert not set(hedge.values) & set(boilerplate.values)


@each_label()
def test_every_label_says_what_it_means_and_shows_it(label: Label) -> None:
    """A guideline, something to leave out, an example."""
    assert label.guideline
    assert label.exclude
    assert label.examples


@each_label()
def test_every_example_is_a_quotation_from_the_seed_that_it_names(label: Label) -> None:
    """Word for word, so that a reader can find it."""
    for example in label.examples:
        (seed,) = SEEDS.glob(f"{example.article}_*.txt")
        assert example.text in seed.read_bytes().decode()


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


@each_label()
@pytest.mark.parametrize("background", ["#000000", "#1e1e1e", "#ffffff"])
def test_every_colour_stands_out_on_dark_and_on_light(label: Label, background: str) -> None:
    """At least the 3:1 that WCAG 2.2 asks of what is not running text (1.4.11)."""
    assert contrast(label.colour, background) >= 3


def test_no_two_labels_look_the_same(scheme: Scheme) -> None:
    """0.1 in Oklab is five times a difference that one just sees."""
    colours = [oklab(label.colour) for label in scheme.labels.values()]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 for one, other in combinations(colours, 2)
    ]
    assert min(distances) > 0.1
