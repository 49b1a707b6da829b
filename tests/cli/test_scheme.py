"""`workbench scheme`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from workbench.cli import workbench
from workbench.errors import SchemeError
from workbench.scheme.json_schema import json_schema

BROKEN = "scheme: test\nlabels:\n  opinion: {kye: o, colour: bleu}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(workbench, ["--scheme", str(ROOT / "labels.yaml"), "scheme", *arguments])


@pytest.fixture
def broken(tmp_path: Path) -> str:
    file = tmp_path / "labels.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    return str(file)


def test_check_says_what_the_scheme_holds() -> None:
    """Name, version, counts, fingerprint."""
    assert "The scheme media-literacy, version 1, is in order: labels 14," in run("check").output


def test_check_tells_all_mistakes(broken: str) -> None:
    """A check that found something is exit code 1."""
    result = run("check", broken)
    assert result.exit_code == 1
    assert "has 2 mistakes" in result.output


def test_check_gives_mistakes_to_a_machine(broken: str) -> None:
    """One document, with the places as numbers."""
    result = run("check", "--json", broken)
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert not document["ok"]
    assert [(one["line"], one["column"], one["path"]) for one in document["mistakes"]] == [
        (3, 13, "labels.opinion.kye"),
        (3, 29, "labels.opinion.colour"),
    ]


def test_check_refuses_what_is_no_file(tmp_path: Path) -> None:
    """There is nothing to check: a known error, exit code 2 at the front door."""
    assert isinstance(run("check", str(tmp_path / "none.yaml")).exception, SchemeError)


def test_show_prints_every_guideline() -> None:
    """For people, with rules, examples, attributes and relations."""
    output = run("show").output
    for words in (
        "scare_quote",
        "− Titles, names and marks of distance",
        "“ill health”  (001)",
        "same_quote: direct_quote",
    ):
        assert words in output


@pytest.mark.parametrize("word", ["hedge", "h"])
def test_show_prints_one_label_by_name_or_key(word: str) -> None:
    """The key is what people remember."""
    output = run("show", word).output
    assert "it remains to be seen whether  (000)" in output
    assert "boilerplate" not in output


def test_show_names_the_nearest_label() -> None:
    """A slip of the finger is understood."""
    result = run("show", "hegde")
    assert isinstance(result.exception, SchemeError)
    assert result.exception.message == "The scheme has no label 'hegde'; did you mean 'hedge'?"


def test_show_gives_the_scheme_to_a_machine() -> None:
    """Labels with their resolved attributes."""
    assert json.loads(run("show", "--json").stdout)["labels"]["hedge"]["attributes"][0]["values"] == [
        "epistemic",
        "evidential",
    ]
    assert json.loads(run("show", "h", "--json").stdout)["key"] == "h"


def test_a_hostile_scheme_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    """Direction overrides in guidelines are drawn, not obeyed."""
    file = tmp_path / "labels.yaml"
    file.write_text("scheme: test\nlabels: {a: {guideline: x\u202ey}}\n", encoding="utf-8")
    output = CliRunner().invoke(workbench, ["--scheme", str(file), "scheme", "show"]).output
    assert "x▯y" in output


def test_json_schema_prints_the_schema() -> None:
    """So that the committed file is made by redirection."""
    assert run("json-schema").stdout == json_schema()


def test_show_tells_what_a_scheme_demands_and_allows(tmp_path: Path) -> None:
    """Free labels, blind work, a pass mark, required relations; a path of two keys names a label, too."""
    file = tmp_path / "labels.yaml"
    file.write_text(
        "scheme: deep\nfree_labels: yes\nblind: yes\npass_mark: 0.8\nlabels:\n  quote: {key: q}\n"
        "  direct: {parent: quote, key: qd}\n"
        "relations:\n  same: {from: direct, to: direct, across_articles: yes, required: yes}\n",
        encoding="utf-8",
    )
    shown = CliRunner().invoke(workbench, ["--scheme", str(file), "scheme", "show"]).output
    assert "annotators may make labels of their own" in shown
    assert "annotators do not see each other's work" in shown
    assert "whoever learns has passed from 0.8 on" in shown
    assert "same: direct → direct (across articles too, required)" in shown
    one = CliRunner().invoke(workbench, ["--scheme", str(file), "scheme", "show", "qd"]).output
    assert "direct  a kind of quote" in one
