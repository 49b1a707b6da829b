"""Columns as in CoNLL, of our own and of others."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import annotation, article, read
from tests.formats.corpus import Folder, header
from workbench.errors import FormatError
from workbench.formats import Broken, Record, Source, conll, options
from workbench.model import Annotated

SAMPLES = Path(__file__).parent / "samples" / "conll"
GOOD = b"Ann\tB-PER\nleft\tO\n"


def outcomes(path: Path, **chosen: str) -> list[Record | Broken]:
    return list(conll.read(path, Source(options(conll.FORMAT, chosen), "ann")))


def told(record: Record | Broken) -> list[tuple[str, str]]:
    """Labels with the words under them."""
    assert isinstance(record, Record)
    text = record.annotated.article.text
    return [(one.label, one.quote(text)) for one in record.annotated.annotations]


def outcome_of(folder: Path, content: bytes, **chosen: str) -> list[Record | Broken]:
    path = folder / "story.conll"
    path.write_bytes(content)
    return outcomes(path, **chosen)


def written(folder: Path, *articles: Annotated, **chosen: str) -> Path:
    path = folder / "out.conll"
    conll.write(Folder(path), header(), articles, options(conll.FORMAT, chosen))
    return path


def sample() -> Annotated:
    """A quotation of two paragraphs, an unnamed source, and an annotator who found nothing."""
    made = annotation((0, 28)), annotation((34, 41), label="a source")
    known = article(text="“We knew. # And we left.\n\nWhy” asked\t nobody.", metadata={"url": "x=1%20"})
    return Annotated(known, made, read=(read(0, "bob"),))


def test_a_file_of_conll_2003_is_read() -> None:
    """In IOB1, with four columns; the documents have no names, and a token is a number sign."""
    first, second = outcomes(SAMPLES / "council.conll")
    assert told(first) == [("PER", "Rene\u0301 Ortiz"), ("ORG", "AP"), ("ORG", "Reuters")]
    assert told(second) == [("LOC", "Lisbon"), ("LOC", "Porto")]
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.annotated.article.text == "Mayor Rene\u0301 Ortiz told AP Reuters # 1 ."
    assert second.annotated.article.text == "Lisbon cheered 🎉 . Porto did not ."
    assert [(one.annotated.article.id, [*one.kinds]) for one in (first, second)] == [
        ("council-1", ["ann"]),
        ("council-2", ["ann"]),
    ]


def test_a_file_with_comments_of_conll_u_is_read() -> None:
    """With a byte-order mark, CR LF, BIOES, and labels with spaces; `SpaceAfter=No` and `newpar` give the text back."""
    [record] = outcomes(SAMPLES / "harbour.conll", columns="token,misc,tag")
    assert told(record) == [
        ("direct quote", "“We knew”"),
        ("source", "a clerk"),
        ("emoji", "🐙"),
        ("place", "Cafe\u0301"),
    ]
    assert isinstance(record, Record)
    known = record.annotated.article
    assert known.text == "“We knew”, said a clerk 🐙. #closed\n\nCafe\u0301 re-opened"
    assert (known.id, known.title, known.metadata) == ("007_harbour", "The harbour", {"date": "2026-11-02"})
    assert record.kinds.keys() == {"Éva"}


def test_the_lines_are_as_promised(tmp_path: Path) -> None:
    """One block for each annotator; white space in labels is percent-encoded, so that readers may split at it."""
    assert written(tmp_path, sample()).read_text(encoding="utf-8") == (
        "# newdoc id = 001_first\n# meta::title = 001_First\n# meta::url = x=1%20\n# annotator = ann\n"
        "# newpar\n“\tB-direct_quote\nWe\tI-direct_quote\nknew\tI-direct_quote\n.\tI-direct_quote\n\n"
        "#\tI-direct_quote\nAnd\tI-direct_quote\nwe\tI-direct_quote\nleft\tI-direct_quote\n.\tI-direct_quote\n\n"
        "# newpar\nWhy\tI-direct_quote\n”\tO\nasked\tB-a%20source\nnobody\tI-a%20source\n.\tO\n\n"
        "# newdoc id = 001_first\n# meta::title = 001_First\n# meta::url = x=1%20\n# annotator = bob\n"
        "# newpar\n“\tO\nWe\tO\nknew\tO\n.\tO\n\n#\tO\nAnd\tO\nwe\tO\nleft\tO\n.\tO\n\n"
        "# newpar\nWhy\tO\n”\tO\nasked\tO\nnobody\tO\n.\tO\n\n"
    )


@pytest.mark.parametrize(
    "chosen",
    [
        {"tags": "biluo"},
        {"separator": "space"},
        {"columns": "id,tag,token,misc"},
        {"columns": "token,tag,misc", "separator": "space", "tags": "biluo"},
    ],
)
def test_it_reads_what_it_writes_with_any_options(chosen: dict[str, str], tmp_path: Path) -> None:
    """An annotation goes on over sentences and paragraphs, and no row is taken for a comment."""
    first, second = outcomes(written(tmp_path, sample(), **chosen), **chosen)
    assert [label for label, _ in told(first)] == ["direct_quote", "a source"]
    assert told(first)[0][1].split()[-1] == "Why"
    assert told(second) == []
    assert isinstance(first, Record)
    assert first.annotated.article.metadata == {"url": "x=1%20"}


def test_a_column_of_spacing_gives_the_text_back(tmp_path: Path) -> None:
    """But for white space that is not one space."""
    chosen = {"columns": "token,misc,tag"}
    [record, _] = outcomes(written(tmp_path, sample(), **chosen), **chosen)
    assert isinstance(record, Record)
    assert record.annotated.article.text == "“We knew. # And we left.\n\nWhy” asked nobody."


def test_conll_2003_is_written_sentence_by_sentence(tmp_path: Path) -> None:
    """No comments, and every sentence begins its annotations anew, as readers expect who look at one sentence."""
    chosen = {"documents": "docstart", "separator": "space", "columns": "token,pos,chunk,tag", "tags": "biluo"}
    lines = written(tmp_path, sample(), **chosen).read_text(encoding="utf-8").split("\n")
    assert lines[:2] == ["-DOCSTART- -X- O O", ""]
    assert lines[2:4] == ["“ _ _ B-direct_quote", "We _ _ I-direct_quote"]
    assert lines[5:7] == [". _ _ L-direct_quote", ""]
    assert lines[7] == "# _ _ B-direct_quote"
    assert lines[13] == "Why _ _ U-direct_quote"


def test_spacy_converts_what_is_written(tmp_path: Path) -> None:
    """Its converter for CoNLL-2003 knows documents, sentences and entities."""
    converters = import_module("spacy.training.converters")
    path = written(tmp_path, sample(), documents="docstart")
    first, second = converters.conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True)
    assert [(one.label_, one.text) for one in first.ents][-2:] == [
        ("direct_quote", "Why"),
        ("a%20source", "asked nobody"),
    ]
    assert len(list(first.sents)) == 3
    assert not second.ents


HOSTILE = {
    "a row without a tag": (b"alone\n", "the row has no tag in column 2", "Ann left alone"),
    "no tag": (b"Bo\tPER\n", "'PER' is no tag", "Ann left Bo"),
    "a tag without a label": (b"Bo\tB-\n", "'B-' is no tag", "Ann left Bo"),
    "no token": (b"\tO\n", "the row has no token", "Ann left"),
    "no UTF-8": (b"\xff\tO\n", "byte 1 of the line is not UTF-8", "Ann left"),
    "a NUL": (b"B\0o\tO\n", "U+0000", "Ann left"),
    "a label of white space": (b"Bo\tB-%20\n", "the label has no name", "Ann left Bo"),
    "free words among the rows": (b"# a Bo\n", "'Bo' is no tag", "Ann left #"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_tag_that_is_not_taken_leaves_its_document_unread(case: str, tmp_path: Path) -> None:
    """Its word would count as unmarked; a row that is not there at all is no word."""
    *_, record = outcome_of(tmp_path, GOOD + HOSTILE[case][0])
    assert isinstance(record, Record)
    assert bool(record.finished) is (case in {"no token", "no UTF-8", "a NUL"})


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_taken_is_told_and_the_rest_is_read(case: str, tmp_path: Path) -> None:
    """With its line."""
    row, words, text = HOSTILE[case]
    broken, record = outcome_of(tmp_path, GOOD + row)
    assert isinstance(broken, Broken)
    assert (broken.line, words in broken.reason) == (3, True)
    assert isinstance(record, Record)
    assert record.annotated.article.text.startswith(text)
    assert told(record) == [("PER", "Ann")]


def test_a_document_without_tokens_is_told(tmp_path: Path) -> None:
    """And so is one whose tokens are no words."""
    content = b"# newdoc id = a\n# annotator = x\n\n# newdoc id = b\n\xef\xbb\xbf\tO\n\n# newdoc id = c\n" + GOOD
    empty, blank, record = outcome_of(tmp_path, content)
    assert str(empty).endswith("story.conll:1: the document 'a' has no tokens")
    assert str(blank).endswith("story.conll:4: the text has no words")
    assert told(record) == [("PER", "Ann")]


def test_an_empty_file_has_no_documents(tmp_path: Path) -> None:
    """Nor has one of blank lines."""
    assert outcome_of(tmp_path, b"") == outcome_of(tmp_path, b"\xef\xbb\xbf\r\n \t \n") == []


@pytest.mark.parametrize("line", [b"#\tO", b"#\tB-x = y", b"# O", b"#tag O", b"#tag\tO", b"# NN I-NP O"])
def test_a_token_may_look_like_a_comment(line: bytes, tmp_path: Path) -> None:
    """At the start of a sentence, where comments stand."""
    [record] = outcome_of(tmp_path, line + b"\nleft O\n")
    assert isinstance(record, Record)
    assert record.annotated.article.text in ("# left", "#tag left")


@pytest.mark.parametrize("line", [b"# A file of ours", b"# sent_id = 1", b"#begin document (x);", b"# text = the B-2"])
def test_other_comments_are_not_read(line: bytes, tmp_path: Path) -> None:
    """They are no tokens."""
    [record] = outcome_of(tmp_path, line + b"\nleft\tO\n# text = left\n")
    assert isinstance(record, Record)
    assert record.annotated.article.text == "left"


@pytest.mark.parametrize("name", ["Éva 🐙", '"Éva"', "a\u2028b", " x", "", "\\", "a = b"])
def test_facts_of_any_kind_are_kept(name: str, tmp_path: Path) -> None:
    """Those that would not fit into one line are JSON strings."""
    known = article(title=name or "x", metadata={"a = b %": name})
    [record] = outcomes(written(tmp_path, Annotated(known, read=(read(0),))))
    assert isinstance(record, Record)
    assert (record.annotated.article.title, record.annotated.article.metadata) == (known.title, known.metadata)


def test_an_annotation_that_begins_a_sentence_in_iob1_is_a_new_one(tmp_path: Path) -> None:
    """In IOB2 it goes on from the sentence before: there, only B begins."""
    [record] = outcome_of(tmp_path, b"in O\nRome I-LOC\n\nParis I-LOC\n")
    assert told(record) == [("LOC", "Rome"), ("LOC", "Paris")]
    [record] = outcome_of(tmp_path, b"in O\nRome B-LOC\n\nParis I-LOC\n")
    assert told(record) == [("LOC", "Rome Paris")]


def test_columns_must_have_token_and_tag(tmp_path: Path) -> None:
    """Once each, for reading and writing."""
    with pytest.raises(FormatError, match="'token' and 'tag' must each be there once"):
        outcome_of(tmp_path, GOOD, columns="word,tag")
    with pytest.raises(FormatError, match="'token' and 'tag' must each be there once"):
        written(tmp_path, sample(), columns="token,tag,tag")


def test_somebody_must_have_annotated(tmp_path: Path) -> None:
    """Who, the file or the person says."""
    path = tmp_path / "story.conll"
    path.write_bytes(GOOD)
    with pytest.raises(FormatError, match="does not say who annotated"):
        list(conll.read(path, Source(options(conll.FORMAT, {}))))


def test_the_spacing_is_lost_with_the_same_words_under_each_annotation() -> None:
    """And an article that is spaced so already stays as it is."""
    spacing = conll.spacing(options(conll.FORMAT, {}))
    lost = spacing(sample())
    assert lost.article.text == "“ We knew . # And we left .\n\nWhy ” asked nobody ."
    assert [one.quote(lost.article.text) for one in lost.annotations][1] == "asked nobody"
    assert spacing(lost) is lost
    tight = conll.spacing(options(conll.FORMAT, {"columns": "token,tag,misc"}))
    assert tight(sample()).article.text == "“We knew. # And we left.\n\nWhy” asked nobody."


LINES = [b"# newdoc", b"# newpar", b"-DOCSTART-", b"", b"a O", b"b B-x", b"c I-x", b"#", b'# annotator = "', b"\t"]
lines = st.lists(st.sampled_from(LINES) | st.binary(max_size=6), max_size=12)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lines=lines)
def test_no_bytes_bring_the_reader_down(lines: Sequence[bytes], tmp_path: Path) -> None:
    """Each is read, or told with its line."""
    for outcome in outcome_of(tmp_path, b"\n".join(lines)):
        assert isinstance(outcome, Record) or outcome.line


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(FormatError, match=r"nowhere\.conll cannot be read"):
        outcomes(tmp_path / "nowhere.conll")


def test_all_files_of_a_folder_are_read(tmp_path: Path) -> None:
    """In the order of their names, each with its own."""
    for name in ("b.conll", "a.bio"):
        (tmp_path / name).write_bytes(GOOD)
    records = outcomes(tmp_path)
    assert [record.annotated.article.id for record in records if isinstance(record, Record)] == ["a", "b"]


def test_what_is_no_label_of_a_tag_survives(tmp_path: Path) -> None:
    """Percent signs, hyphens and white space of every kind in the name of a label."""
    labels = ["100%25 sure", "B-B-x", "O", "a\u2028b", "I-"]
    made = [annotation((3 * n, 3 * n + 2), label=label) for n, label in enumerate(labels)]
    [record] = outcomes(written(tmp_path, Annotated(article(text="aa bb cc dd ee"), tuple(made))))
    assert [label for label, _ in told(record)] == labels
