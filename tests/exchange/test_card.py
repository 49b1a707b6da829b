"""The card of a dataset: what a reader learns of it without asking anybody."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.factories import annotation, made
from workbench.exchange import Card, Export, Merge, Split, Unit, Wanted
from workbench.formats import jsonl
from workbench.model import Kind
from workbench.scheme import Scheme, parse
from workbench.store import Store

TOLD = """\
scheme: test
version: 2
guideline: |
  Mark what is there.

  Not more.
free_labels: yes
labels:
  quote:
    guideline: Words of somebody.
    include: [Both marks.]
    exclude: [Titles., Names.]
    examples: [“Yes.”, {text: “No.”, article: "004", note: partial}]
    attributes:
      form: {values: [full, partial], required: true, default: full, guideline: How much of it.}
      topics: {type: choices, values: [war, trade]}
      checked: yes_no
      target: text
      minutes: number
  direct_quote: {parent: quote}
  hedge:
relations:
  said_by: {from: [quote], to: [hedge], across_articles: true, required: true, guideline: To the nearest.}
  same: {from: [hedge], to: [hedge]}
"""


@pytest.fixture
def any_url(sqlite_url: str) -> str:
    """A card does not depend on the database."""
    return sqlite_url


def card(store: Store, scheme: Scheme, folder: Path, told: Card | None = None, **how: object) -> str:
    Export(store, scheme, Wanted(jsonl.FORMAT, **how)).to_file(folder / "spans.jsonl", told or Card())
    beside = folder / "spans.README.md"
    return (beside if beside.exists() else folder / "spans.jsonl" / "README.md").read_text(encoding="utf-8")


def part(text: str, heading: str) -> list[str]:
    """The lines under a heading, up to the next one."""
    lines = text.splitlines()
    start = lines.index(heading) + 2
    end = next((n for n in range(start, len(lines)) if lines[n].startswith("#")), len(lines) + 1)
    return lines[start : end - 1]


def test_a_label_is_told_as_its_annotators_were_told(desk: Store, tmp_path: Path) -> None:
    """Guideline, rules, examples, and each attribute with what it takes."""
    assert part(card(desk, parse(TOLD), tmp_path), "### quote") == [
        "Words of somebody.",
        "",
        "**Mark**",
        "",
        "- Both marks.",
        "",
        "**Leave out**",
        "",
        "- Titles.",
        "- Names.",
        "",
        "**Examples**",
        "",
        "- *“Yes.”*",
        "- *“No.”* (004, partial)",
        "",
        "**Attributes**",
        "",
        "- **form**: one of full, partial; required; at first full. How much of it.",
        "- **topics**: any of war, trade.",
        "- **checked**: yes or no.",
        "- **target**: text.",
        "- **minutes**: a number.",
    ]


def test_who_voted_on_a_merged_layer_is_told(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """With the number of articles: bob skips one, and a machine has a vote only where it is asked."""
    told = "- who had a vote, and in how many articles: "
    assert f"{told}ann (2), bob (1)\n" in card(desk, scheme, tmp_path, merge=Merge.MAJORITY)
    assert f"{told}model (1)\n" in card(desk, scheme, tmp_path, merge=Merge.UNION, annotators=("model",))
    assert "vote" not in card(desk, scheme, tmp_path, merge=Merge.EACH)


def test_a_label_says_of_what_it_is_a_kind(desk: Store, tmp_path: Path) -> None:
    """One of which nothing is told but its name has no section."""
    text = card(desk, parse(TOLD), tmp_path)
    assert part(text, "### direct_quote") == ["A kind of quote."]
    assert "### hedge" not in text


def test_relations_say_what_they_link(desk: Store, tmp_path: Path) -> None:
    """The children of a label with it."""
    assert part(card(desk, parse(TOLD), tmp_path), "## Relations") == [
        "- **said_by**: quote, direct_quote → hedge; across articles too; required. To the nearest.",
        "- **same**: hedge → hedge.",
    ]


def test_the_labels_are_counted_those_outside_of_the_scheme_too(desk: Store, tmp_path: Path) -> None:
    """Under what holds for all of them."""
    scheme = parse(TOLD)
    assert part(card(desk, scheme, tmp_path), "## Labels") == [
        f"The scheme is test, version 2, fingerprint `{scheme.fingerprint}`.",
        "Annotators may make labels of their own.",
        "",
        "Mark what is there.",
        "",
        "Not more.",
        "",
        "| label | annotations |",
        "| --- | ---: |",
        "| quote | 0 |",
        "| direct_quote | 2 |",
        "| hedge | 1 |",
        "| named_source | 1 |",
        "",
        "Not in the scheme: named_source.",
    ]


def test_everybodys_part_is_counted(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Whoever found nothing is there, too."""
    assert part(card(desk, scheme, tmp_path), "## Layers")[2:] == [
        "| ann | person | 2 | 3 |",
        "| bob | person | 2 | 0 |",
        "| model | machine | 1 | 1 |",
    ]


def test_the_parts_of_a_split_are_counted(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Articles, records, annotations; and each label in each part."""
    text = card(desk, scheme, tmp_path, split=Split(100, 0, 0, seed=7))
    assert part(text, "## Parts") == [
        "Split 100/0/0 by article with the seed 7, near-duplicates together.",
        "",
        "| part | articles | records | annotations |",
        "| --- | ---: | ---: | ---: |",
        "| train | 2 | 5 | 4 |",
        "| validation | 0 | 0 | 0 |",
        "| test | 0 | 0 | 0 |",
    ]
    assert "| label | annotations | train | validation | test |" in text
    assert "| direct_quote | 2 | 2 | 0 | 0 |" in text


def test_what_stayed_behind_is_counted(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Whatever a unit or a merge leaves out: the reader cannot see it in the data."""
    how = {"merge": Merge.UNION, "unit": Unit.PARAGRAPH, "read_only": True, "negatives": False}
    desk.layers.apply("001_first", "ann", made(annotation((0, 30), scheme=scheme.fingerprint)))
    assert part(card(desk, scheme, tmp_path, **how), "## Counts") == [
        "- articles: 1; records: 2, each of one paragraph",
        "- annotations: 4; relations: 1; notes: 0",
        "- layers: one, of what anybody has",
        "- who had a vote, and in how many articles: ann (1), bob (1)",
        "- only paragraphs that were read; others, left out: 1",
        "- records without annotations, left out: 0",
        "- annotations cut at the edges of records: 1",
        "- relations to what stays behind or to other articles, left out: 1",
    ]


def test_the_command_is_told_as_it_was_given(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """To be called again; quotation marks of the shell and of Markdown among it."""
    text = card(desk, scheme, tmp_path, Card("workbench export --label '```\n# x'"))
    assert "````sh\nworkbench export --label '```\n# x'\n````\n" in text


HOSTILE = """\
scheme: "# x | <b>"
version: 1
guideline: "</td><script>\\n\\n## Layers\\n\\n---\\n\\n~~~\\u202e"
labels:
  "|`](http://x)":
    guideline: "a\\n# b\\n\\n- c\\n\\n    d"
    include: ["# e", "\\n\\n# f"]
    examples: ["*g* | ![h](i)"]
    attributes: {"**j**": ["k|l", "<m>"]}
"""


def test_hostile_words_stay_where_they_are_put(desk: Store, tmp_path: Path) -> None:
    """No heading, cell, tag or link is made by a scheme or a name."""
    name = desk.people.ensure("<i>|`", Kind.PERSON)
    scheme = parse(HOSTILE)
    desk.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    hostile = annotation(label="|`](http://x)", annotator=name, scheme=scheme.fingerprint)
    desk.layers.apply("001_first", name, made(hostile))
    agreement = [("annotators", "value"), (f"ann and {name}", "0.500")]
    text = card(desk, scheme, tmp_path, Card(agreement=agreement))
    header, _, body = text.removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(header)["pretty_name"] == "# x | <b>"
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert headings == [
        "\\# x \\| \\<b>: annotated articles",
        *("Counts", "Layers", "Labels", "\\|\\`\\](http://x)", "Agreement", "Files"),
    ]
    inside = {child.type for token in tokens for child in token.children or []}
    assert inside == {"text", "code_inline", "em_open", "em_close", "strong_open", "strong_close"}
    rows = [line.replace("\\|", "").count("|") for line in body.splitlines() if line.startswith("|")]
    assert rows == [5] * 6 + [3] * 6 + [3] * 3 + [4] * 3
    assert "\u202e" not in text
