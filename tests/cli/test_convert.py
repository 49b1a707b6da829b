"""`workbench convert` as a person runs it, in a folder that is no project."""

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.conftest import Workbench

TASKS = """\
{"id": "a", "text": "“Yes 👍,” she said.", "label": [[0, 9, "quote"], [10, 13, "cue"]], "annotator": "ada"}
{"id": "a", "text": "“Yes 👍,” she said.", "label": [[0, 9, "quote"]], "annotator": "ben"}
{"id": "b", "text": "Nobody knows.", "label": [[0, 99, "cue"], [0, 6, "cue"]], "annotator": "ada"}
"""


@pytest.fixture
def tasks(tmp_path: Path) -> str:
    """A file of doccano's with a span past the end of its text."""
    (tmp_path / "tasks.jsonl").write_text(TASKS, encoding="utf-8")
    return "tasks.jsonl"


def records(path: Path) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Article, annotator, labels and words of each record."""
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (one["article"]["id"], one["annotator"]["name"], [(span["label"], span["text"]) for span in one["spans"]])
        for one in told
    ]


def test_a_file_becomes_one_of_another_format(tmp_path: Path, tasks: str, workbench: Workbench) -> None:
    """With a scheme made of its labels, and nothing else in the folder; what cannot be taken is named."""
    done = workbench("convert", tasks, "out.jsonl", "--from", "doccano")
    assert done.returncode == 1
    assert "tasks.jsonl:3: label[0]: 0–99 does not lie in the text" in done.stderr
    assert records(tmp_path / "out.jsonl") == [
        ("a", "ada", [("quote", "“Yes 👍,”"), ("cue", "she")]),
        ("a", "ben", [("quote", "“Yes 👍,”")]),
        ("b", "ada", [("cue", "Nobody")]),
    ]
    assert workbench("verify", "out.jsonl").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "tasks.jsonl"]


def test_layers_can_be_merged_on_the_way(tmp_path: Path, tasks: str, workbench: Workbench) -> None:
    """And labels called otherwise."""
    workbench("convert", tasks, "out.jsonl", "--from", "doccano", "--merge", "unanimous", "--map", "cue=verb")
    assert records(tmp_path / "out.jsonl") == [
        ("a", "unanimous", [("quote", "“Yes 👍,”")]),
        ("b", "unanimous", [("verb", "Nobody")]),
    ]


def test_nothing_is_written_where_something_is_broken_and_all_is_asked_for(
    tmp_path: Path, tasks: str, workbench: Workbench
) -> None:
    """--strict is for pipelines."""
    done = workbench("convert", tasks, "out.jsonl", "--from", "doccano", "--strict")
    assert (done.returncode, (tmp_path / "out.jsonl").exists()) == (2, False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "dockano"), "There is no format 'dockano'; did you mean 'doccano'?"),
        (("--from", "doccano", "--from-option", "unit=byte"), "The format doccano has no option 'unit'"),
        (("--from", "doccano", "--from-option", "offsets=bytes"), "'bytes' is no value of 'offsets'"),
        (("--from", "doccano", "--split", "80/20"), "three percentages that make 100"),
        (("--from", "doccano", "--add-labels", "--ignore-labels"), "exclude each other"),
        (("--from", "doccano", "--add-labels"), "Without a scheme all labels are taken"),
        (("--from", "doccano", "--ignore-labels"), "--ignore-labels go with `workbench --scheme FILE convert`"),
        (("--from", "doccano", "--map", "cue"), "'cue' has no '=' in it"),
        (("--from", "doccano", "--map", "cue=a", "--map", "cue=b"), "'cue' is given twice"),
    ],
)
def test_what_cannot_be_meant_is_told(arguments: tuple[str, ...], words: str, tasks: str, workbench: Workbench) -> None:
    """Before anything is read."""
    done = workbench("convert", tasks, "out.jsonl", *arguments)
    assert (done.returncode, words in done.stderr) == (2, True)


def test_both_files_are_told_with_what_they_hold(tasks: str, workbench: Workbench) -> None:
    """What was read, then what was written."""
    done = workbench("convert", tasks, "out.jsonl", "--from", "doccano", "--merge", "union", "--map", "ceu=verb")
    assert done.stderr.splitlines()[1:] == [
        "tasks.jsonl: articles 2, annotators 2, annotations 4, read paragraphs 2",
        "  --map ceu=verb: no such label or relation type was read",
        "  could not be taken, named above: 1",
        "out.jsonl: records 2, annotations 3, relations 0",
    ]


def test_an_attribute_that_no_scheme_can_have_is_left_out(tmp_path: Path, workbench: Workbench) -> None:
    """And told; the annotation is there."""
    span = {"start": 0, "end": 3, "label": "cue", "x" * 61: "value"}
    line = {"text": "One.", "spans": [span], "answer": "accept", "_annotator_id": "ada"}
    (tmp_path / "tasks.jsonl").write_text(json.dumps(line))
    done = workbench("convert", "tasks.jsonl", "out.jsonl", "--from", "prodigy")
    assert "left out, because the scheme does not have it: attribute cue.xxx" in done.stderr
    assert records(tmp_path / "out.jsonl") == [("tasks-1", "ada", [("cue", "One")])]


def test_a_pipe_is_converted_under_a_scheme_alone(tmp_path: Path, workbench: Workbench) -> None:
    """Without one its labels would have to be read before all else."""
    os.mkfifo(tmp_path / "pipe")
    done = workbench("convert", "pipe", "out.jsonl", "--from", "doccano")
    assert (done.returncode, "without a scheme its labels are looked for first" in done.stderr) == (2, True)
    (tmp_path / "s.yaml").write_text("scheme: s\nlabels:\n  quote: {}\n  cue: {}\n")
    Thread(target=lambda: (tmp_path / "pipe").write_text(TASKS, encoding="utf-8"), daemon=True).start()
    workbench("--scheme", "s.yaml", "convert", "pipe", "out.jsonl", "--from", "doccano")
    assert len(records(tmp_path / "out.jsonl")) == 3


def test_files_become_a_split(tmp_path: Path, tasks: str, workbench: Workbench) -> None:
    """As an export does."""
    done = workbench("convert", tasks, "data", "--from", "doccano", "--to", "huggingface", "--split", "50/25/25")
    assert "data: records 3, annotations 4, relations 0\n  train " in done.stderr
    assert (tmp_path / "data" / "README.md").exists()


def test_labels_of_our_own_records_can_be_called_otherwise(tmp_path: Path, tasks: str, workbench: Workbench) -> None:
    """Although the scheme that they bring along does not know the new name."""
    workbench("convert", tasks, "first.jsonl", "--from", "doccano")
    done = workbench("convert", "first.jsonl", "out.jsonl", "--map", "cue=verb")
    assert (done.returncode, [label for *_, found in records(tmp_path / "out.jsonl") for label, _ in found]) == (
        0,
        ["quote", "verb", "quote", "verb"],
    )


def test_texts_that_nobody_labelled_can_be_converted(tmp_path: Path, workbench: Workbench) -> None:
    """A scheme has a label at least, and there is none to make it of."""
    (tmp_path / "e.jsonl").write_text('{"text": "abc def", "label": []}\n', encoding="utf-8")
    done = workbench("convert", "e.jsonl", "o.jsonl", "--from", "doccano", "--annotator", "ann")
    assert (done.returncode, records(tmp_path / "o.jsonl")) == (0, [("e-1", "ann", [])])
