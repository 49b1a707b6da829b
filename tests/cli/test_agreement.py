"""`workbench agreement`, as a person and as a machine see it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.factories import SCHEME, annotation, article, made, read
from workbench.cli import workbench
from workbench.errors import WorkbenchError
from workbench.store import open_store

LABELLED = """\
scheme: test
version: 1
labels:
  cue: {key: c}
  hedge: {key: h}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two articles; ann, ben and cai have read both."""
    (tmp_path / "labels.yaml").write_text(LABELLED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///workbench.db") as store:
        store.schemes.remember(SCHEME, "test", "test")
        store.articles.add([article("001_first"), article("002_other", "One two.\n\nThree four five.")])
        for who, end in (("ann", 9), ("ben", 9), ("cai", 2)):
            store.people.ensure(who)
            for article_id in ("001_first", "002_other"):
                cue = annotation((0, end), label="cue", annotator=who, article_id=article_id)
                store.layers.apply(article_id, who, made(cue, *(read(n, who, article_id) for n in range(2))))
    return tmp_path


def run(*arguments: str) -> Result:
    """The command in the folder one stands in; errors are let through."""
    return CliRunner().invoke(workbench, ["agreement", *arguments], catch_exceptions=False)


@pytest.mark.usefixtures("folder")
def test_a_table_for_all_and_who_agrees_with_whom() -> None:
    """In 80 columns, with what was counted and why there are dashes; every two with their own on request."""
    shown, pairs = run().stdout, run("--by", "pair").stdout
    for title in ("ann, ben and cai", "Every two, all labels together: F1 at half the text"):
        assert f"\n{title}" in shown
    for pair in ("ann and ben", "ann and cai", "ben and cai"):
        assert f"\n{pair}" not in shown
        assert f"\n{pair}" in pairs
    assert "Counted: 4 paragraphs of 2 articles that two or more annotators have read" in " ".join(shown.split())
    assert "Used by nobody: hedge." in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("folder")
def test_a_measure_for_two_is_the_mean_over_every_two_of_more() -> None:
    """And says that it is; its figure stands under the title of all."""
    shown = run("--measure", "scott_pi").stdout
    assert "Scott's π is the mean over every two annotators." in shown
    figures = re.search(r"\n all labels +(\S+)", shown.split("\nann, ben and cai\n")[1])
    assert figures
    every_two = [1.00, 0.26, 0.26]
    assert float(figures[1]) == pytest.approx(sum(every_two) / 3, abs=0.01)


@pytest.mark.usefixtures("folder")
def test_a_measure_for_more_than_two_is_not_left_out_in_silence() -> None:
    """Where there are two, a sentence stands in place of a title with nothing below."""
    shown = run("--measure", "fleiss_kappa", "--annotator", "ann", "--annotator", "cai").stdout
    assert "Fleiss' κ is for three annotators or more: not counted." in shown
    assert "\nann and cai\n" not in shown
    assert "for three annotators" not in run("--more").stdout


def heads(shown: str) -> list[str]:
    """What stands above the columns of the table of every two."""
    return shown.split("\nEvery two, all labels together")[1].splitlines()[2].split()


@pytest.mark.usefixtures("folder")
def test_who_has_a_long_name_is_not_taken_for_another() -> None:
    """Two whose names begin alike stand under numbers, which stand beside their names."""
    assert heads(run().stdout) == ["ann", "ben", "cai"]
    with open_store("sqlite:///workbench.db") as store:
        for who in ("annotator_one", "annotator_two"):
            store.people.ensure(who)
            store.layers.apply("001_first", who, made(read(0, who, "001_first")))
    shown = run("--annotator", "annotator_one", "--annotator", "annotator_two", "--annotator", "cai").stdout
    assert heads(shown) == ["1", "2", "3"]
    for row in ("1 annotator_one ", "2 annotator_two ", "3 cai "):
        assert f"\n {row}" in shown


@pytest.mark.usefixtures("folder")
def test_two_annotators_have_one_table() -> None:
    """F1, α and γ side by side, agreement perfect."""
    shown = run("--annotator", "ann", "--annotator", "ben").stdout
    assert "Every two" not in shown
    assert "γ" in shown
    assert "Kripp.'s" in shown
    assert "1.00–1.00" in shown


@pytest.mark.usefixtures("folder")
def test_a_label_asked_for_is_shown_though_nobody_used_it() -> None:
    """With a dash and the reason."""
    shown = run("--label", "hedge").stdout
    assert "hedge" in shown
    assert "— nobody used it where it counts" in shown


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("measure", ["gamma_k", "ku_alpha"])
def test_articles_without_a_figure_of_all_labels_are_a_sentence(measure: str) -> None:
    """Of measures that are for one label there is nothing to list."""
    assert "By article: none" in run("--by", "article", "--measure", measure).stdout


@pytest.mark.usefixtures("folder")
def test_json_is_one_document() -> None:
    """Scores under their key; undefined is null."""
    document = json.loads(run("--json", "--article", "001", "--measure", "cohen_kappa").stdout)
    kappas = [one for one in document["scores"] if one["measure"] == "cohen_kappa" and one["label"] == "cue"]
    assert {tuple(one["annotators"]): one["article"] for one in kappas} == dict.fromkeys(
        [("ann", "ben"), ("ann", "cai"), ("ben", "cai"), ("ann", "ben", "cai")], "001_first"
    )
    assert all(one["low"] is None for one in kappas)


@pytest.mark.usefixtures("folder")
def test_nothing_to_compare_is_said_in_a_sentence() -> None:
    """No empty tables."""
    assert run("--annotator", "ann").stdout.startswith("There is nothing to compare yet")


@pytest.mark.parametrize("columns", ["20", "200"])
def test_no_figure_is_cut_however_wide_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Two negative ends of an interval fit into 80 columns beside a long label, whatever the terminal has."""
    monkeypatch.setenv("COLUMNS", columns)
    labels = ("a_label_as_long_as_can_be_" * 3)[:60], "other"
    (folder / "labels.yaml").write_text(f"scheme: test\nversion: 1\nlabels: {{{labels[0]}: , {labels[1]}: }}\n")
    with open_store("sqlite:///workbench.db") as store:
        for number in range(3, 8):
            id_ = f"00{number}"
            store.articles.add([article(id_, f"One two three four five six seven eight {number}.")])
            for who, start in (("ann", 0), ("ben", 4)):
                marked = annotation((start, start + 3), label=labels[0], annotator=who, article_id=id_)
                store.layers.apply(id_, who, made(marked, read(0, who, id_)))
    arguments = ("--annotator", "ann", "--annotator", "ben", "--label", labels[0])
    wanted = {
        f"{value:.2f}".replace("-", "−")
        for score in json.loads(run(*arguments, "--json").stdout)["scores"]
        for value in (score["value"], score["low"], score["high"])
        if score["label"] == labels[0] and score["measure"] in ("cohen_kappa", "krippendorff_alpha")
    }
    shown = run(*arguments).stdout
    assert any(figure.startswith("−") for figure in wanted)
    assert all(re.search(rf"{figure}\b", shown) for figure in wanted)
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("folder")
def test_every_option_has_a_variable_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `--label` is `WORKBENCH_AGREEMENT_LABEL`."""
    given = {"LABEL": "cue", "ANNOTATOR": "ann ben", "ARTICLE": "001_first", "UNIT": "word", "JSON": "1"}
    given |= {"MEASURE": "f1_iou cohen_kappa", "INTERVAL": "bootstrap", "BY": "article", "MORE": "", "JOBS": "1"}
    for option, text in given.items():
        monkeypatch.setenv(f"WORKBENCH_AGREEMENT_{option}", text)
    settings = json.loads(run().stdout)["settings"]
    assert [settings[key] for key in ("labels", "annotators", "articles", "unit")] == [
        ["cue"],
        ["ann", "ben"],
        ["001_first"],
        "word",
    ]
    assert settings["interval"].startswith("95 %, percentiles of 2,000 resamples")


@pytest.mark.usefixtures("folder")
def test_more_shows_all_measures_in_80_columns() -> None:
    """By families, each with the share marked beside it."""
    shown = run("--more", "--unit", "word").stdout
    for words in ("F1 in other senses", "Of words, beyond chance", "Cohen's", "Gwet's", "Jaccard", "(k)uα", "1995"):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("folder")
def test_articles_are_listed_the_worst_first() -> None:
    """With the figures of each alone."""
    shown = run("--by", "article", "--measure", "f1_exact").stdout
    assert "Every article, all labels together: the worst first" in shown
    assert shown.index("001_first") < shown.index("002_other")


@pytest.mark.usefixtures("folder")
def test_an_unknown_measure_is_refused_naming_the_nearest() -> None:
    """In a sentence, before anything is counted."""
    refused = CliRunner().invoke(workbench, ["agreement", "--measure", "f1_iuo"])
    assert "There is no measure 'f1_iuo'; did you mean 'f1_iou'?" in str(refused.exception)


def test_a_page_for_people(folder: Path) -> None:
    """In the file, which is told of; nothing else is printed."""
    done = run("--html", "agreement.html", "--measure", "f1_exact")
    page = (folder / "agreement.html").read_text(encoding="utf-8")
    assert (done.stdout, done.stderr) == ("", "Written: agreement.html\n")
    assert "<title>Agreement</title>" in page
    assert "First" in page


@pytest.mark.usefixtures("folder")
def test_a_page_and_a_document() -> None:
    """For people and for programs, in one go."""
    done = run("--html", "agreement.html", "--measure", "f1_exact", "--json")
    assert json.loads(done.stdout)["scores"]
    assert done.stderr == "Written: agreement.html\n"


def test_the_scheme_is_no_target(folder: Path) -> None:
    """Nor what leads to it: it would be lost, and with it the project."""
    (folder / "link").symlink_to("labels.yaml")
    for name in ("labels.yaml", "link"):
        with pytest.raises(WorkbenchError, match="is the label scheme, and would be lost"):
            run("--html", name, "--measure", "f1_exact")
    assert (folder / "labels.yaml").read_text(encoding="utf-8") == LABELLED


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [("agreement", "--html"), ("differences", "--csv"), ("learners", "--html")])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_counted(
    command: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for γ to learn that there is no such folder."""

    def count(*_: object) -> None:
        pytest.fail("The database was opened.")

    monkeypatch.setattr("workbench.cli.project.Project.open_store", count)
    refused = CliRunner().invoke(workbench, [*command, "nowhere/file"])
    assert "There is no folder nowhere to write file into." in str(refused.exception)


@pytest.mark.usefixtures("folder")
def test_attributes_and_relations_are_told_on_request() -> None:
    """The table of labels stays short: it only says that there is more."""
    Path("labels.yaml").write_text(
        LABELLED.replace("{key: c}", "{key: c, attributes: {tone: {values: [dry, warm]}}}"), encoding="utf-8"
    )
    with open_store("sqlite:///workbench.db") as store:
        for who in ("ann", "ben"):
            dry = annotation((10, 14), label="cue", annotator=who, article_id="001_first", attributes={"tone": "dry"})
            store.layers.apply("001_first", who, made(dry))
    shown, told = run().stdout, run("--by", "attribute").stdout
    assert "Of attributes: --by attribute." in shown
    assert "cue: tone" not in shown
    assert "cue: tone" in told
