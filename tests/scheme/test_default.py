"""The scheme that the workbench brings: its labels, keys, relations and examples."""

import pytest

from tests.conftest import ROOT, SEEDS
from workbench.scheme import Label, Scheme, load

SCHEME = load(ROOT / "labels.yaml")
KEYS = {
    "direct_quote": "d", "indirect_quote": "i", "block_quote": "b", "scare_quote": "s", "named_source": "n",
    "anonymous_source": "a", "vague_attribution": "v", "cue": "c", "anonymity_grant": "r", "opinion": "o",
    "lexical_bias": "l", "informational_bias": "f", "hedge": "h", "boilerplate": "x",
}  # fmt: skip


SPEECH = ("speech", "writing", "thought")
ATTRIBUTION = ("statement", "act", "belief")
MENTION = ("name", "nominal", "pronoun")
SOURCE_TYPE = ("person", "group", "institution", "document", "media_outlet")
AFFILIATION = ("government", "corporate", "ngo", "academic", "media", "other_group", "individual", "unknown")
TECHNIQUE = (
    "loaded_language", "name_calling", "repetition", "exaggeration_minimisation", "doubt", "appeal_to_fear",
    "flag_waving", "causal_oversimplification", "slogans", "appeal_to_authority", "black_and_white",
    "thought_terminating_cliche", "whataboutism_straw_man_red_herring", "bandwagon",
)  # fmt: skip
FREE, YES_NO = "text", "yes_no"
SOURCE = {"attribution": ATTRIBUTION, "mention": MENTION, "source_type": SOURCE_TYPE, "affiliation": AFFILIATION}
ATTRIBUTES = {
    "direct_quote": {
        "quote_form": ("full", "partial", "nested"),
        "speech_mode": SPEECH,
        "verbatim": ("yes", "altered", "unclear"),
    },
    "indirect_quote": {"speech_mode": SPEECH},
    "block_quote": {"boundary_certainty": ("high", "low")},
    "scare_quote": {"function": ("distancing", "title", "name")},
    "named_source": SOURCE,
    "anonymous_source": SOURCE | {"specificity": ("bare", "role", "institution"), "reason_given": YES_NO},
    "vague_attribution": {
        "attribution": ATTRIBUTION,
        "form": ("generic_group", "agentless_passive", "impersonal", "nominal"),
    },
    "cue": {},
    "anonymity_grant": {"reason_given": YES_NO, "reason_kind": ("specific", "formulaic")},
    "opinion": {},
    "lexical_bias": {"technique": TECHNIQUE, "target": FREE},
    "informational_bias": {"polarity": ("negative", "positive"), "target": FREE},
    "hedge": {"kind": ("epistemic", "evidential")},
    "boilerplate": {"kind": ("nav", "byline", "date", "credit", "related", "url", "footer")},
}
"""Label → attribute → its values, or its type where any value of that type is one."""


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return SCHEME


def each_label() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("label", SCHEME.labels.values(), ids=lambda label: label.name)


def test_the_fourteen_labels_have_the_keys_of_their_names(scheme: Scheme) -> None:
    """Keys that people learn must not move."""
    assert {label.name: label.key for label in scheme.labels.values()} == KEYS


def test_labels_ask_what_the_media_literacy_scheme_asks(scheme: Scheme) -> None:
    """Every attribute with every value: a value that went missing would be missed only when somebody needs it."""
    assert {
        label.name: {attribute.name: attribute.values or attribute.type.value for attribute in label.attributes}
        for label in scheme.labels.values()
    } == ATTRIBUTES


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


def test_its_meaning_is_what_it_was() -> None:
    """Work that was done under it stays work under it: a change of meaning is a new version of the scheme."""
    assert SCHEME.fingerprint == "5b9efa44cd42510c"
