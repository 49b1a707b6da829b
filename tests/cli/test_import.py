"""`workbench import` as a person runs it."""

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.conftest import AT, Workbench
from tests.formats.corpus import sealed
from workbench.model import Change, Deed, Entry, ReadMark
from workbench.store import open_store


def test_an_export_comes_into_another_database(worked: Path, workbench: Workbench) -> None:
    """What is new is said; the second time nothing is; the same bytes leave both databases."""
    workbench("articles", "set", "story", "--title", "A corrected title")
    workbench("export")
    done = workbench("--db", "other.db", "import", "--format", "jsonl", "exports/spans.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "exports/spans.jsonl: new articles 1, annotators 1, annotations 1, read paragraphs 1",
        "  articles: 1 new (story)",
        "  annotators: 1 new (ann)",
    ]
    again = workbench("--db", "other.db", "import", "exports/spans.jsonl")
    assert again.stderr.splitlines() == [
        "exports/spans.jsonl: nothing new (annotations that were here already, or left out: 1)",
        "  articles: 1 known (story)",
        "  annotators: 1 known (ann)",
    ]
    assert workbench("--db", "other.db", "export", "-o", "-").stdout == (worked / "exports" / "spans.jsonl").read_text()


def test_what_is_not_true_does_not_come_in(worked: Path, workbench: Workbench) -> None:
    """The line is named and the exit code tells; with --strict nothing else comes either, and it is an error."""
    workbench("export")
    path = worked / "exports" / "spans.jsonl"
    record = json.loads(path.read_text())
    record["spans"][0] |= {"id": "2" * 32, "label": "opinion"}
    path.write_bytes(path.read_bytes() + sealed(record))
    before = workbench("status", "--json").stdout
    done = workbench("import", "exports/spans.jsonl")
    assert (done.returncode, done.stderr.count("exports/spans.jsonl:2: ")) == (1, 1)
    assert workbench("status", "--json").stdout == before
    strict = workbench("--db", "other.db", "import", "exports/spans.jsonl", "--strict")
    assert (strict.returncode, strict.stderr.splitlines()[-1]) == (
        2,
        "Error: Nothing was imported, because 1 of the file could not be taken.",
    )
    assert not json.loads(workbench("--db", "other.db", "annotators", "--json").stdout)


TASKS = """\
{"id": 7, "text": "“Yes 👍,” she said.", "label": [[0, 9, "direct_quote"], [10, 13, "cue"]]}
{"id": 8, "text": "Nobody knows.", "label": [[0, 99, "hedge"], [0, 6, "hedge"]]}
"""


@pytest.fixture
def tasks(project: Path) -> str:
    """A file of doccano's, which counts UTF-16 units, does not say who annotated, and has a span past the end."""
    (project / "tasks.jsonl").write_text(TASKS, encoding="utf-8")
    return "tasks.jsonl"


def test_a_file_of_another_tool_comes_in(project: Path, tasks: str, workbench: Workbench) -> None:
    """All that can, in code points; what cannot is named with its line, and of its article nothing counts as read."""
    done = workbench("import", tasks, "--format", "doccano", "--annotator", "ada", "--map", "cue=hedge")
    assert done.returncode == 1
    assert "tasks.jsonl:2: label[0]: 0–99 does not lie in the text of 13 code points" in done.stderr
    assert "annotators: 1 new (ada)" in done.stderr
    records = [json.loads(line) for line in workbench("export", "-o", "-").stdout.splitlines()]
    assert [[(span["label"], span["text"]) for span in record["spans"]] for record in records] == [
        [("direct_quote", "“Yes 👍,”"), ("hedge", "she")],
        [("hedge", "Nobody")],
    ]
    assert [record["read_paragraphs"] for record in records] == [[0], []]


def test_what_the_scheme_does_not_have_is_listed_with_the_ways_out(
    project: Path, tasks: str, workbench: Workbench
) -> None:
    """Nothing comes until somebody says what to do."""
    done = workbench("import", tasks, "--format", "doccano", "--annotator", "ada")
    assert done.returncode == 2
    assert "uses the labels 'cue', which the scheme 'test' does not have. Nothing was imported." in done.stderr
    assert all(way in done.stderr for way in ("--map OLD=NEW", "--add-labels", "--ignore-labels"))
    assert not json.loads(workbench("annotators", "--json").stdout)


def test_an_attribute_that_a_label_lacks_has_a_way_out_of_its_own(project: Path, workbench: Workbench) -> None:
    """Nothing that has been tried in vain is offered again."""
    (project / "a.txt").write_text("One.")
    (project / "a.ann").write_text("T1\thedge 0 3\tOne\nA1\tmood T1 glad\n")
    done = workbench("import", "a.ann", "--format", "brat", "--annotator", "ada", "--add-labels")
    assert (done.returncode, "uses the attributes 'hedge.mood', which the scheme" in done.stderr) == (2, True)
    assert "Write each attribute into the scheme, labels.yaml, under its label." in done.stderr
    assert "--ignore-labels" in done.stderr
    assert not any(way in done.stderr for way in ("--add-labels", "--map"))


def test_labels_can_be_left_out_or_added(project: Path, tasks: str, workbench: Workbench) -> None:
    """Left out, they are counted; added, they stand in the scheme, whose other lines are as they were."""
    rest = ("import", tasks, "--format", "doccano", "--annotator", "ada")
    ignored = workbench("--db", "one.db", *rest, "--ignore-labels")
    assert "left out, because the scheme does not have it: label cue (1)" in ignored.stderr
    before = (project / "labels.yaml").read_text()
    workbench("--db", "two.db", *rest, "--add-labels", "--dry-run")
    assert (project / "labels.yaml").read_text() == before
    added = workbench("--db", "two.db", *rest, "--add-labels")
    assert "added to the scheme: cue" in added.stderr
    assert (project / "labels.yaml").read_text() == before + "  cue: {}\n"
    assert workbench("scheme", "check").returncode == 0


def test_a_dry_run_tells_and_stores_nothing(project: Path, tasks: str, workbench: Workbench) -> None:
    """The same sentence, and an empty database."""
    done = workbench("import", tasks, "--format", "doccano", "--annotator", "ada", "--map", "cue=hedge", "--dry-run")
    assert "would come: new articles 2, annotators 1, annotations 3, read paragraphs 1" in done.stderr
    assert not json.loads(workbench("articles", "--json").stdout)


def test_a_file_that_does_not_say_who_annotated_asks(project: Path, tasks: str, workbench: Workbench) -> None:
    """With all the ways to say it."""
    done = workbench("import", tasks, "--format", "doccano")
    assert (done.returncode, "does not say who annotated it" in done.stderr) == (2, True)
    assert "--annotator NAME, --annotator-from folder, or --annotator-from suffix" in done.stderr


def test_a_name_that_nobody_can_have_is_told_with_its_line(project: Path, workbench: Workbench) -> None:
    """And the others come."""
    lines = ['{"text": "One.", "label": [], "annotator": "a\\nb"}', '{"text": "Two.", "label": [], "annotator": "ada"}']
    (project / "names.jsonl").write_text("\n".join(lines))
    done = workbench("import", "names.jsonl", "--format", "doccano")
    assert (done.returncode, "names.jsonl:1: An annotator cannot be called" in done.stderr) == (1, True)
    assert [one["name"] for one in json.loads(workbench("annotators", "--json").stdout)] == ["ada"]


def test_a_label_that_cannot_be_added_is_named(project: Path, workbench: Workbench) -> None:
    """With what to do; the scheme's file is as it was."""
    before = (project / "labels.yaml").read_text()
    (project / "long.jsonl").write_text(json.dumps({"text": "One.", "label": [[0, 3, "x" * 61]], "annotator": "ada"}))
    done = workbench("import", "long.jsonl", "--format", "doccano", "--add-labels")
    assert (done.returncode, "--map OLD=NEW" in done.stderr) == (2, True)
    assert "cannot be added to a scheme: a name has at most 60 characters" in done.stderr
    assert (project / "labels.yaml").read_text() == before


def test_a_relation_that_the_scheme_does_not_allow_is_told(project: Path, workbench: Workbench) -> None:
    """Or our own export of it would not hold."""
    (project / "labels.yaml").write_text(
        "scheme: t\nlabels:\n  q: {}\n  s: {}\nrelations:\n  by: {from: [q], to: [s]}\n"
    )
    entities = [
        {"id": 1, "label": "q", "start_offset": 0, "end_offset": 3},
        {"id": 2, "label": "s", "start_offset": 4, "end_offset": 7},
    ]
    links = [{"id": 1, "from_id": 1, "to_id": 2, "type": "by"}, {"id": 2, "from_id": 2, "to_id": 1, "type": "by"}]
    line = {"text": "One two.", "entities": entities, "relations": links, "annotator": "ada"}
    (project / "links.jsonl").write_text(json.dumps(line))
    done = workbench("import", "links.jsonl", "--format", "doccano")
    assert (done.returncode, "links.jsonl:1: relation: 'by' starts at 'q', not at 's'" in done.stderr) == (1, True)
    workbench("export")
    assert workbench("verify", "exports/spans.jsonl").returncode == 0


def test_half_read_work_that_comes_back_stays_half_read(worked: Path, workbench: Workbench) -> None:
    """The other tool does not know what was read."""
    (worked / "more.txt").write_text("One.\n\nTwo.\n")
    workbench("add", "more.txt")
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        store.layers.apply("more", "ann", Entry(Deed.DO, (Change(None, ReadMark("more", "ann", 0, AT)),), AT))
    workbench("export", "--format", "doccano", "-o", "back.jsonl")
    workbench("import", "back.jsonl", "--format", "doccano")
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        assert [mark.paragraph for mark in store.layers.load("more", "ann").read] == [0]


def test_work_that_is_not_to_count_as_read_is_not(project: Path, tasks: str, workbench: Workbench) -> None:
    """Its labels come, its silence does not."""
    workbench("import", tasks, "--format", "doccano", "--annotator", "ada", "--ignore-labels", "--unread")
    records = [json.loads(line) for line in workbench("export", "-o", "-").stdout.splitlines()]
    assert [record["read_paragraphs"] for record in records] == [[], []]


def test_what_left_for_another_tool_comes_back_as_what_it_is(project: Path, tasks: str, workbench: Workbench) -> None:
    """Known by what it says, because the other tool's ids say nothing."""
    workbench("import", tasks, "--format", "doccano", "--annotator", "ada", "--ignore-labels")
    workbench("export", "--format", "doccano", "-o", "back.jsonl")
    done = workbench("import", "back.jsonl", "--format", "doccano")
    assert (done.returncode, "nothing new" in done.stderr) == (0, True)


def test_which_articles_are_known_and_which_are_new_is_told(project: Path, tasks: str, workbench: Workbench) -> None:
    """By the names that they have here; of many the first few."""
    (project / "here.txt").write_text("Nobody knows.")
    workbench("add", "here.txt")
    rest = ("--format", "doccano", "--annotator", "ada", "--ignore-labels")
    assert "  articles: 1 new (tasks-7), 1 known (here)\n" in workbench("import", tasks, *rest).stderr
    (project / "many.jsonl").write_text(
        "".join(json.dumps({"text": f"Text {n}.", "label": []}) + "\n" for n in range(30))
    )
    done = workbench("import", "many.jsonl", *rest)
    assert "  articles: 30 new (many-1, many-10, many-11, " in done.stderr
    assert done.stderr.count("many-") == 10


def test_the_summary_can_be_read_by_a_machine(project: Path, tasks: str, workbench: Workbench) -> None:
    """With all names, and each problem with its file."""
    rest = ("--format", "doccano", "--annotator", "ada", "--ignore-labels", "--map", "verb=hedge")
    done = workbench("import", tasks, *rest, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["ok"], told["dry_run"]) == (1, "", False, False)
    assert told["articles"] == {"new": ["tasks-7", "tasks-8"], "known": []}
    assert told["annotators"] == {"new": ["ada"], "known": []}
    assert told["left_out"] == [{"kind": "label", "name": "cue", "count": 1}]
    assert (told["new"]["annotations"], told["new"]["read_paragraphs"], told["unmet"]) == (2, 1, ["verb"])
    [problem] = told["problems"]
    assert (problem["file"], problem["line"]) == ("tasks.jsonl", 2)
    refused = workbench("import", tasks, *rest, "--json", "--strict")
    assert (refused.returncode, refused.stdout, "tasks.jsonl:2: label[0]" in refused.stderr) == (2, "", True)


def test_a_name_that_nothing_has_is_told(project: Path, tasks: str, workbench: Workbench) -> None:
    """A slip of the finger in --map; where it leaves a label unknown, with that."""
    rest = ("import", tasks, "--format", "doccano", "--annotator", "ada", "--map", "ceu=hedge")
    done = workbench(*rest)
    assert (done.returncode, "Nothing in it is called 'ceu', as --map says." in done.stderr) == (2, True)
    done = workbench(*rest, "--map", "cue=hedge", "--dry-run")
    assert done.stderr.count("--map") == 1
    assert "  --map ceu=hedge: no such label or relation type was read\n" in done.stderr
    assert workbench(*rest, "--map", "ceu=cue").returncode == 2


def test_names_of_any_length_are_cut(project: Path, workbench: Workbench) -> None:
    """In errors and in the summary: a file from outside may call things anything."""
    long = "x" * 100_000
    lines = [
        {"text": "One.", "label": [[0, 3, long], [3, 3, long]], "annotator": "ada", "id": long},
        {"text": "Two.", "label": [[0, 3, f"it's {long}"]], "annotator": long},
        {"text": "Three.", "label": [], "annotator": f"q\n{long}"},
        {long: 1, "text": "Four.", "label": [], "annotator": "ada"},
        {
            "text": "Five.",
            "entities": [],
            "relations": [{"id": 1, "from_id": 1, "to_id": long, "type": long}],
            "annotator": "ada",
        },
    ]
    (project / "long.jsonl").write_text("\n".join(map(json.dumps, lines)))
    for way in ("--strict", "--ignore-labels", "--add-labels"):
        done = workbench("import", "long.jsonl", "--format", "doccano", way, "--map", f"y{long}=hedge")
        assert "x" * 55 in done.stderr
        assert "x" * 61 not in done.stderr


def test_what_can_be_read_only_once_is_not_read_twice(project: Path, tasks: str, workbench: Workbench) -> None:
    """Adding labels looks for them first; a device may never end at all."""
    os.mkfifo(project / "pipe")
    rest = ("--format", "doccano", "--annotator", "ada")
    done = workbench("import", "pipe", *rest, "--add-labels")
    assert (done.returncode, "pipe is a pipe, which can be read only once" in done.stderr) == (2, True)
    Thread(target=lambda: (project / "pipe").write_text(TASKS, encoding="utf-8"), daemon=True).start()
    assert "articles: 2 new (pipe-7, pipe-8)" in workbench("import", "pipe", *rest, "--ignore-labels").stderr
    done = workbench("import", "pipe", "--format", "label-studio")
    assert (done.returncode, "pipe is a pipe, and this format is read from files." in done.stderr) == (2, True)
    done = workbench("import", "/dev/null", *rest)
    assert (done.returncode, "/dev/null is a device, and no file." in done.stderr) == (2, True)
