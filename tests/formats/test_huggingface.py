"""Folders that `datasets` of Hugging Face loads."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import SCHEME, annotation, article, read
from tests.formats import corpus
from tests.formats.corpus import EVERYBODY, Folder
from workbench.errors import FormatError
from workbench.formats import Broken, Header, Record, SchemeText, Source, huggingface, options
from workbench.model import Annotated

SAMPLE = Path(__file__).parent / "samples" / "huggingface"
LABELS = "scheme: {}\nversion: 1\nlabels:\n  direct_quote:\n  {}:\n"
TEXT = "“Oui 🎉”, said Rene\u0301.\r\n\r\nNobody asked"


def header(text: str = LABELS.format("news", "a source")) -> Header:
    """Two schemes: that of the folder, and an older one with a label of its own."""
    here, older = SchemeText(SCHEME, "news", text), SchemeText("f" * 16, "old", LABELS.format("old", "opinion"))
    return Header(here, "1", EVERYBODY, {SCHEME: here, older.fingerprint: older})


def sample(*labels: str) -> Annotated:
    """Two annotations by ann, and nothing by bob, who has read a paragraph."""
    known = article(text=TEXT, metadata={"outlet": "Times"})
    made = annotation((0, 7), label=labels[0]), annotation((9, 28), label=labels[1])
    return Annotated(known, made, read=(read(0, "bob"),))


WORK = sample("direct_quote", "a source")


def written(folder: Path, *articles: Annotated, part: str = "data", told: Header | None = None, **chosen: str) -> Path:
    """The folder, with its card."""
    given = options(huggingface.FORMAT, chosen)
    told = told or header()
    huggingface.write(Folder(folder / part), told, articles, given)
    (folder / part / "data.jsonl").rename(folder / f"{part}.jsonl")
    (folder / part).rmdir()
    files = [{"split": path.stem, "path": path.name} for path in sorted(folder.glob("*.jsonl"))]
    members = {"configs": [{"config_name": "default", "data_files": files}], **huggingface.features(told, given)}
    (folder / "README.md").write_text(f"---\n{yaml.safe_dump(members, sort_keys=False)}---\n", encoding="utf-8")
    return folder


def outcomes(path: Path, **chosen: str) -> list[Record | Broken]:
    return list(huggingface.read(path, Source(options(huggingface.FORMAT, chosen), "ann")))


def outcome_of(folder: Path, *lines: dict[str, Any], card: str = "", **chosen: str) -> list[Record | Broken]:
    (folder / "train.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    (folder / "README.md").write_text(card, encoding="utf-8")
    return outcomes(folder, **chosen)


def told(record: Record | Broken) -> list[tuple[str, str, float | None]]:
    """Labels with the words under them, and scores."""
    assert isinstance(record, Record)
    text = record.annotated.article.text
    return [(one.label, one.quote(text), one.score) for one in record.annotated.annotations]


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The library, without a network, its files in the temporary folder."""
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    module = import_module("datasets")
    module.disable_progress_bars()
    yield module
    module.enable_progress_bars()


def loaded(datasets: ModuleType, folder: Path) -> Any:
    return datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache"))


def test_datasets_loads_three_parts_and_the_names_of_tags(datasets: ModuleType, tmp_path: Path) -> None:
    """Tags are numbers there, and the card gives their names: O, then two for each label in the scheme's order."""
    folder = tmp_path / "news"
    for part in ("train", "validation", "test"):
        written(folder, WORK, part=part)
    found = loaded(datasets, folder)
    assert {part: rows.num_rows for part, rows in found.items()} == {"train": 2, "validation": 2, "test": 2}
    names = found["test"].features["ner_tags"].feature.names
    assert names == ["O", "B-direct_quote", "I-direct_quote", "B-a source", "I-a source", "B-opinion", "I-opinion"]
    row = found["train"][0]
    assert row["tokens"] == ["“", "Oui", "🎉", "”", ",", "said", "Rene\u0301", ".", "Nobody", "asked"]
    assert row["ner_tags"] == [1, 2, 2, 2, 0, 3, 4, 4, 4, 0]
    assert [row["text"][start:][:1] for start in row["starts"]] == [token[0] for token in row["tokens"]]
    assert found["train"][1]["annotator"] == "bob"
    assert found["train"][1]["ner_tags"] == [0] * 10
    assert json.loads(row["metadata"]) == {"outlet": "Times"}


def test_datasets_loads_biluo(datasets: ModuleType, tmp_path: Path) -> None:
    """Four names for each label."""
    rows = loaded(datasets, written(tmp_path / "news", WORK, tags="biluo"))["data"]
    names = rows.features["ner_tags"].feature.names
    assert names[:5] == ["O", "B-direct_quote", "I-direct_quote", "L-direct_quote", "U-direct_quote"]
    assert [names[tag][0] for tag in rows[0]["ner_tags"]] == [*"BIILOBIILO"]


def test_datasets_loads_soft_tags(datasets: ModuleType, tmp_path: Path) -> None:
    """For each token the share of every label; overlaps stay, and no score is a whole one."""
    made = (
        annotation((0, 4), label="direct_quote", score=0.5),
        annotation((1, 4), label="opinion", score=0.25),
        annotation((5, 7), (9, 13), label="a source"),
    )
    work = replace(WORK, annotations=made)
    folder = written(tmp_path / "news", work, tags="soft")
    rows = loaded(datasets, folder)["data"]
    assert rows[0]["soft_labels"] == ["direct_quote", "a source", "opinion"]
    assert rows[0]["soft_tags"][:6] == [[0.5, 0, 0], [0.5, 0, 0.25], [0, 1, 0], [0, 1, 0], [0, 0, 0], [0, 1, 0]]
    assert "ner_tags" not in rows.features
    record, _ = outcomes(folder)
    assert told(record) == [
        ("direct_quote", "“Oui", 0.5),
        ("opinion", "Oui", 0.25),
        ("a source", "🎉”", 1.0),
        ("a source", "said", 1.0),
    ]


def test_datasets_loads_labels_that_annotators_made(datasets: ModuleType, tmp_path: Path) -> None:
    """Where the scheme allows them nobody can list them, so that tags are text."""
    free = header(LABELS.format("news", "a source") + "free_labels: yes\n")
    rows = loaded(datasets, written(tmp_path / "news", sample("made", "up"), told=free))["data"]
    assert rows.features["ner_tags"].feature.dtype == "string"
    assert rows[0]["ner_tags"][0] == "B-made"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """With the text as it was, and who found nothing."""
    first, second = outcomes(written(tmp_path, WORK, tags="biluo"))
    assert told(first) == [("direct_quote", "“Oui 🎉”", None), ("a source", "said Rene\u0301.\r\n\r\nNobody", None)]
    assert isinstance(first, Record)
    known = first.annotated.article
    assert (known.text, known.title, known.metadata) == (TEXT, "001_First", {"outlet": "Times"})
    assert isinstance(second, Record)
    assert ([*first.kinds], [*second.kinds], told(second)) == (["ann"], ["bob"], [])


def test_a_label_of_no_scheme_is_refused(tmp_path: Path) -> None:
    """`datasets` would refuse the whole folder."""
    for tags in ("iob2", "soft"):
        with pytest.raises(
            FormatError, match=r"'opnion' in article 001_first is no label of a scheme; did you mean 'opinion'"
        ):
            huggingface.write(Folder(tmp_path / tags), header(), [sample("opinion", "opnion")], {"tags": tags})


def test_soft_tags_need_a_scheme(tmp_path: Path) -> None:
    """That says which columns there are."""
    with pytest.raises(FormatError, match="Soft tags need a scheme"):
        huggingface.write(Folder(tmp_path), corpus.header(), [], {"tags": "soft"})
    with pytest.raises(FormatError, match="Soft tags need a scheme"):
        huggingface.features(corpus.header(), {"tags": "soft"})


def test_a_folder_that_datasets_wrote_is_read() -> None:
    """Numbers get their names from the card; the text is the tokens with spaces. Made by datasets 5.2."""
    first, second = outcomes(SAMPLE)
    assert told(first) == [("PER", "Rene\u0301 Ortiz", None), ("ORG", "Radio Norte", None)]
    assert told(second) == [("PER", "Ortiz", None)]
    assert isinstance(first, Record)
    assert first.annotated.article.text == "Rene\u0301 Ortiz told Radio Norte 🎉 ."


CARD = "---\r\ndataset_info:\n- features:\n  - {name: tags, sequence: {class_label: {names: [O, B-no, I-no]}}}\n---\n"
ROW = {"id": 7, "tokens": ["a", "b"], "tags": [1, 2], "url": "https://example.org"}


def test_other_columns_are_read(tmp_path: Path) -> None:
    """A number for an id, tags by another name, names in a list; text that is no tag is a fact about the article."""
    record, other = outcome_of(tmp_path, ROW, {"tokens": ["a"], "labels": ["S-x"], "metadata": "none"}, card=CARD)
    assert told(record) == [("no", "a b", None)]
    assert told(other) == [("x", "a", None)]
    assert isinstance(record, Record)
    assert isinstance(other, Record)
    assert (record.annotated.article.id, record.annotated.article.metadata) == ("train-7", {"url": ROW["url"]})
    assert (other.annotated.article.id, other.annotated.article.metadata) == ("train-2", {"metadata": "none"})


def test_what_else_is_said_of_a_row_is_known_of_its_article(tmp_path: Path) -> None:
    """In words or numbers; nothing is said by an empty column."""
    row = {"tokens": ["a"], "tags": ["O"], "year": 2003, "checked": True, "score": 0.5, "none": None, "notes": []}
    [record] = outcome_of(tmp_path, row)
    assert isinstance(record, Record)
    assert record.annotated.article.metadata == {"year": "2003", "checked": "yes", "score": "0.5"}


POS = {"tokens": ["Ann", "left"], "pos_tags": ["B-NNP", "O"], "ner_tags": ["B-PER", "O"], "links": [{"to": 1}]}


def test_columns_that_are_left_out_are_told_once_for_each_file(tmp_path: Path) -> None:
    """A column may be what somebody has come for."""
    first, _, *left = outcome_of(tmp_path, POS, POS)
    assert told(first) == [("PER", "Ann", None)]
    assert [str(one).removeprefix(f"{tmp_path}/") for one in left] == [
        "train.jsonl: the column “links” is left out",
        "train.jsonl: the column “pos_tags” is left out: the option column chooses the one that is read",
    ]


def test_who_chooses_a_column_knows_that_there_are_others(tmp_path: Path) -> None:
    """As in CoNLL-2003, with its parts of speech; what is on no tokens is told nevertheless."""
    record, left = outcome_of(tmp_path, POS, column="pos_tags")
    assert told(record) == [("NNP", "Ann", None)]
    assert str(left).endswith("the column “links” is left out")
    [missing] = outcome_of(tmp_path, {"tokens": ["a"], "tags": ["O"]}, column="pos_tags")
    assert str(missing).endswith("train.jsonl:1: pos_tags is missing")


HOSTILE = {
    "numbers without names": ({"tags": [9, 0]}, "tags[0] is 9, and no README.md says what that means"),
    "a negative number": ({"tags": [-100, 0]}, "tags[0] is -100, and no README.md"),
    "too few tags": ({"tags": ["O"]}, "tags has 1 tags for 2 tokens"),
    "no tags": ({"tags": None}, "ner_tags is missing"),
    "tags in a word": ({"tags": "OO"}, "tags is no list"),
    "a tag in a list": ({"tags": [[], "O"]}, "tags[0] is no whole number"),
    "no tokens": ({"tokens": None}, "tokens is no list"),
    "an empty token": ({"tokens": ["a", ""]}, "is no span"),
    "a token that is a number": ({"tokens": ["a", 1]}, "tokens[1] is no text"),
    "no words": ({"tokens": [" ", " "]}, "the text has no words"),
    "a token elsewhere": ({"text": "a b", "starts": [0, 1]}, "tokens[1] is 'b', which does not stand at 1"),
    "a token before the text": ({"text": "a b", "starts": [0, -1]}, "tokens[1] is 'b', which does not stand at -1"),
    "a token beyond all numbers": ({"text": "a b", "starts": [0, 10**40]}, "tokens[1] is 'b', which does not"),
    "tokens in another order": ({"text": "b a", "starts": [2, 0]}, "the token at 0 begins before the one at 2"),
    "too few starts": ({"text": "a b", "starts": [0]}, "there are 1 starts for 2 tokens"),
    "a share of two": (
        {"tags": None, "soft_tags": [[2], [0]], "soft_labels": ["x"]},
        "soft_tags[0] has a share that is not in 0–1",
    ),
    "too few shares": ({"tags": None, "soft_tags": [[1]], "soft_labels": ["x"]}, "soft_tags is no table of 2 tokens"),
    "shares without labels": ({"tags": None, "soft_tags": [[1], [1]]}, "soft_labels is missing"),
    "a share in a word": ({"tags": None, "soft_tags": [["1"], [1]], "soft_labels": ["x"]}, "soft_tags[0] is no number"),
    "metadata of another type": ({"metadata": 1}, "metadata is no text"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_row_that_cannot_be_taken_is_told_and_the_rest_is_read(case: str, tmp_path: Path) -> None:
    """With its line."""
    members, words = HOSTILE[case]
    broken, record = outcome_of(tmp_path, {**ROW, **members}, ROW, card=CARD)
    assert isinstance(broken, Broken)
    assert broken.line == 1
    assert words in broken.reason
    assert told(record) == [("no", "a b", None)]


def test_a_word_that_is_no_tag_is_told_once_for_its_row(tmp_path: Path) -> None:
    """The other tags are taken, and the row does not count as read."""
    row = {"tokens": ["a", "b", "c"], "tags": ["PER", "PER", "B-x"]}
    broken, record = outcome_of(tmp_path, row)
    assert str(broken).endswith("train.jsonl:1: 'PER' is no tag, such as O or B-PER")
    assert told(record) == [("x", "c", None)]
    assert isinstance(record, Record)
    assert not record.finished


CARDS = {
    "no card": "",
    "no header": "# Data\n---\n",
    "no end": CARD[:-4],
    "no YAML": "---\n]: [\n---\n",
    "a deep list": f"---\ndataset_info: {'[' * 700}\n---\n",
    "an endless list": "---\ndataset_info: &a [*a]\n---\n",
    "a character that is none": '---\n"\\UFFFFFFFF": 1\n---\n',
    "columns that are none": CARD.replace("name: tags", "name: [tags]").replace(
        "- features:", "- 1\n- features:\n  - 1"
    ),
    "two sets of names": CARD.replace("---\n", CARD.split("\n", 2)[2].replace("B-no", "B-yes"), 1),
    "names that are numbers": CARD.replace("[O, B-no, I-no]", "[[], [], {}]"),
}


@pytest.mark.parametrize("case", CARDS)
def test_a_card_that_says_nothing_leaves_numbers_without_meaning(case: str, tmp_path: Path) -> None:
    """Rows with tags in words are read nevertheless."""
    broken, record = outcome_of(tmp_path, ROW, {**ROW, "tags": ["B-x", "O"]}, card=CARDS[case])
    assert str(broken).endswith("train.jsonl:1: tags[0] is 1, and no README.md says what that means")
    assert told(record) == [("x", "a", None)]


def test_a_folder_without_data_is_told(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(FormatError, match=r"is no file that ends in \.jsonl"):
        outcomes(tmp_path)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["O", "B-x", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
columns = st.sampled_from(["id", "tokens", "tags", "text", "starts", "soft_tags", "soft_labels", "metadata", "title"])


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(members=st.dictionaries(columns, anything, max_size=4))
def test_no_members_bring_the_reader_down(members: dict[str, Any], tmp_path: Path) -> None:
    """Each row is read or told."""
    assert outcome_of(tmp_path, {**ROW, **members}, card=CARD)
