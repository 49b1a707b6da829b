"""Two people label seeds 001 and 004 by keys in a real terminal; then their agreement, export and proof."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from tests.conftest import ROOT
from tests.end_to_end.plan import keys_for, quoted, sources
from tests.end_to_end.terminal import Terminal
from workbench.model import Article, Span
from workbench.store import open_store
from workbench.tokens import words

SEEDS = ("001", "004")


def run(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "workbench", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=check, timeout=60)


def in_terminal(folder: Path, annotator: str, article: Article, wanted: list[tuple[Span, str]]) -> None:
    """Label the spans, read every paragraph, and leave."""
    with Terminal(folder, "--as", annotator, "annotate", article.id) as terminal:
        terminal.wait_for(r"¶ \d+ of \d+, 0 read")
        for keys in keys_for(article, wanted):
            terminal.press(*keys)
            terminal.read(0.001)
        terminal.press("T", *["space"] * len(article.paragraphs))
        total = len(article.paragraphs)
        terminal.wait_for(rf"of {total}, {total} read")
        terminal.wait_for(r"\bsaved\b")
        assert terminal.quit() == 0


def wanted_by(annotator: str, article: Article) -> list[tuple[Span, str]]:
    """Ben misses every fourth span, and his sources 001 are one word short."""
    wanted = sorted([*quoted(article), *sources(article)])
    if annotator == "ann":
        return wanted
    kept = [pair for number, pair in enumerate(wanted) if number % 4]
    return [(_shorter(article, span) if key == "n" else span, key) for span, key in kept]


def _shorter(article: Article, span: Span) -> Span:
    inside = words(article.text, span)
    return Span(inside[-2:][0].start, span.end)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which ann and ben have labelled both articles."""
    folder = tmp_path_factory.mktemp("labelled")
    run(folder, "init", ".")
    run(folder, "status")
    for article in articles(folder):
        for annotator in ("ann", "ben"):
            in_terminal(folder, annotator, article, wanted_by(annotator, article))
    return folder


def articles(folder: Path) -> list[Article]:
    with open_store(f"sqlite:///{folder / 'workbench.db'}") as store:
        return [store.articles.get(store.articles.find(seed)) for seed in SEEDS]


def records(folder: Path) -> Iterator[dict[str, object]]:
    run(folder, "export", "--format", "jsonl", "-o", "exports/spans.jsonl")
    for line in (folder / "exports" / "spans.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        yield json.loads(line)


def test_what_was_labelled_by_keys_is_what_is_exported(labelled: Path) -> None:
    """Every span stands where it was meant to, with its label, for both people, and every paragraph is read."""
    labels = {"d": "direct_quote", "n": "named_source", "a": "anonymous_source", "v": "vague_attribution"}
    labels |= {"c": "cue"}
    found = {
        (record["article"]["id"], record["annotator"]["name"]): [
            (span["start"], span["end"], span["label"]) for span in record["spans"]
        ]
        for record in records(labelled)
    }
    for article in articles(labelled):
        for annotator in ("ann", "ben"):
            meant = [(span.start, span.end, labels[key]) for span, key in wanted_by(annotator, article)]
            assert sorted(found[article.id, annotator]) == sorted(meant)


def test_the_export_proves_itself_and_a_changed_character_is_found(labelled: Path) -> None:
    """`verify` passes on what `export` wrote, and names the third line once one character of it is another."""
    assert len(list(records(labelled))) == 4
    file = labelled / "exports" / "spans.jsonl"
    assert run(labelled, "verify", str(file)).returncode == 0
    lines = file.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"official", b"0fficial", 1)
    broken = labelled / "broken.jsonl"
    broken.write_bytes(b"\n".join(lines))
    done = run(labelled, "verify", str(broken), check=False)
    assert done.returncode == 1
    assert "broken.jsonl:3" in done.stdout + done.stderr


def units(record: dict[str, object], label: str) -> Iterator[bool]:
    """For each word of the article whether the record labels it: counted here from the file alone."""
    text, spans = record["text"], [span for span in record["spans"] if span["label"] == label]
    for start, end in record["article"]["paragraphs"]:
        for word in words(text, Span(start, end)):
            yield any(span["start"] < word.end and word.start < span["end"] for span in spans)


@pytest.mark.parametrize("label", ["direct_quote", "anonymous_source", "named_source"])
def test_agreement_equals_that_of_independent_packages(labelled: Path, label: str) -> None:
    """κ as scikit-learn and α as NLTK compute them from the exported file, to 1e-9."""
    by_annotator: dict[str, list[bool]] = {}
    for record in records(labelled):
        by_annotator.setdefault(record["annotator"]["name"], []).extend(units(record, label))
    ann, ben = by_annotator["ann"], by_annotator["ben"]
    triples = [(name, n, unit) for name, many in by_annotator.items() for n, unit in enumerate(many)]
    asked = ("--unit", "word", "--measure", "cohen_kappa", "--measure", "krippendorff_alpha")
    scores = json.loads(run(labelled, "agreement", "--json", *asked).stdout)["scores"]
    value = {
        score["measure"]: score["value"]
        for score in scores
        if score["label"] == label and score["unit"] in ("word", None) and score["article"] is None
    }
    assert value["cohen_kappa"] == pytest.approx(cohen_kappa_score(ann, ben), abs=1e-9)
    alpha = AnnotationTask(triples).alpha()
    assert value["krippendorff_alpha"] == pytest.approx(alpha, abs=1e-9)
    assert value["krippendorff_alpha"] < 1


def test_undo_and_redo_reach_back_over_a_restart(tmp_path: Path) -> None:
    """What was done before the program ended can be taken back after it starts again, and done again."""
    run(tmp_path, "init", ".")
    with Terminal(tmp_path, "--as", "cat", "annotate", "001") as terminal:
        terminal.wait_for("saved")
        terminal.press("J", "W", "n", "J", "W", "o")
        terminal.wait_for(r"opinion +1")
        terminal.wait_for(r"\bsaved\b")
        assert terminal.quit() == 0
    with Terminal(tmp_path, "--as", "cat", "annotate", "001") as terminal:
        terminal.wait_for(r"opinion +1")
        terminal.press("Z")
        terminal.wait_for(r"opinion +·")
        terminal.press("Z")
        terminal.wait_for(r"named_source +·")
        assert terminal.quit() == 0
    with Terminal(tmp_path, "--as", "cat", "annotate", "001") as terminal:
        terminal.wait_for(r"named_source +·")
        terminal.press("Y", "Y")
        terminal.wait_for(r"opinion +1")
        terminal.wait_for(r"named_source +1")
        assert terminal.quit() == 0


def test_the_seeds_are_the_seeds(labelled: Path) -> None:
    """A project of one's own starts with the same bytes."""
    for seed in (ROOT / "seeds").glob("*.txt"):
        assert (labelled / "seeds" / seed.name).read_bytes() == seed.read_bytes()
