"""REFI-QDA projects: what other programs write is read, and no file brings the reader down."""

import re
import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import SCHEME, annotation, article, note, relation
from tests.formats import corpus
from tests.formats.corpus import Folder
from workbench.errors import FormatError
from workbench.formats import Broken, Header, Record, SchemeText, Source, archive, options, xml_tree
from workbench.formats.qdpx import FORMAT
from workbench.model import Annotated, Relation

SAMPLE = Path(__file__).parent / "samples" / "qdpx"
SCHEME_TEXT = """\
scheme: news
version: 1
labels:
  quote: {guideline: Words of somebody., colour: "#279beb"}
  direct_quote: {parent: quote}
  named_source: {}
"""
NS = "{urn:QDA-XML:project:1.0}"


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """An archive of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def sample() -> dict[str, bytes]:
    """The members of the sample."""
    return {one.relative_to(SAMPLE).as_posix(): one.read_bytes() for one in sorted(SAMPLE.rglob("*")) if one.is_file()}


def read(path: Path, annotator: str = "", **chosen: str) -> tuple[list[Record], list[str]]:
    """The records of a file, and what of it is broken."""
    assert FORMAT.read
    found = list(FORMAT.read(path, Source(options(FORMAT, chosen), annotator)))
    return [one for one in found if isinstance(one, Record)], [one.reason for one in found if isinstance(one, Broken)]


def marked(record: Record) -> list[tuple[str, str]]:
    """The labels of a record, each with the words under it."""
    told = record.annotated
    return [(one.label, one.quote(told.article.text)) for one in told.annotations]


def project(inner: str, text: str = "Ab cd ef.") -> dict[str, bytes]:
    """A project of one user, the codes A and B, and one source with this in it."""
    xml = f"""<Project name="p" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="u" name="ann"/></Users>
    <CodeBook><Codes><Code guid="a" name="A"/><Code guid="b" name="B"/></Codes></CodeBook>
    <Sources><TextSource guid="s" name="doc" plainTextPath="internal://s.txt">{inner}</TextSource></Sources></Project>"""
    return {"project.qde": xml.encode(), "sources/s.txt": text.encode()}


def selection(start: object, end: object, name: str = "", code: str = "a", more: str = "") -> str:
    """A coded selection."""
    return (
        f'<PlainTextSelection guid="x{start}" name="{name}" startPosition="{start}" endPosition="{end}">{more}'
        f'<Coding guid="c{start}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def test_the_sample_is_read(tmp_path: Path) -> None:
    """In the layout of QualCoder: a mark before the text that positions leave out, and CR LF counted as one."""
    (ann, bob, minutes), _ = read(zipped(tmp_path / "council.qdpx", sample()))
    assert [list(record.kinds) for record in (ann, bob, minutes)] == [["Ann"], ["Bob"], ["Bob"]]
    assert marked(ann) == [
        ("direct quote", "“We knew,”"),
        ("source", "Jose\u0301 🐙"),
        ("Speech/other", "Nobody asked why."),
    ]
    assert marked(bob) == [("other", "Nobody asked why.")]
    assert [one.comment for one in ann.annotated.annotations] == ["Is it complete?", "", "Or irony?"]
    assert [one.text for one in bob.annotated.notes] == ["Read it again."]
    assert ann.annotated.notes == ()
    quote, source, _ = ann.annotated.annotations
    assert [(one.type, one.from_id, one.to_id) for one in ann.annotated.relations] == [("said by", quote.id, source.id)]
    told = ann.annotated.article
    assert (told.id, told.title) == ("council.docx", "council.docx")
    assert told.metadata == {"outlet": "The Daily Example", "words": "16"}
    assert told.text.encode() == next(data for name, data in sample().items() if name.endswith(".txt"))


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """By name and sort."""
    _, broken = read(zipped(tmp_path / "council.qdpx", sample()))
    assert broken == ["“scan.pdf”: only texts can be taken, and it is a PDFSource"]


def test_who_coded_nothing_is_not_taken_to_be_done(tmp_path: Path) -> None:
    """The text comes along all the same, by whom the file says."""
    records, _ = read(zipped(tmp_path / "council.qdpx", sample()))
    assert [sorted(record.finished) for record in records] == [["Ann"], ["Bob"], []]
    assert records[2].annotated.article.text == "Nothing was decided."


def header() -> Header:
    """A header with a scheme in which a label has a parent."""
    told = SchemeText(SCHEME, "news", SCHEME_TEXT)
    return Header(told, "1", corpus.EVERYBODY, {SCHEME: told})


def work() -> Annotated:
    """Two annotators, a relation, a comment, a note; and a label that the scheme has not."""
    quote = annotation((0, 9), id="0" * 31 + "1", comment="a < b\r\n& c")
    source = annotation((11, 14), id="0" * 31 + "2", label="named_source")
    other = annotation((22, 28), id="0" * 31 + "3", label="<nobody>", annotator="bob")
    link = Relation("f" * 32, "ann", "said_by", quote.id, source.id)
    return Annotated(
        article(metadata={"outlet": "Times"}), (quote, source, other), (link,), notes=(note("why?", id="e" * 32),)
    )


def written(folder: Path, *articles: Annotated, **chosen: str) -> Path:
    """The file of these articles."""
    target = Folder(folder / f"{len([*folder.iterdir()])}.qdpx")
    assert FORMAT.write
    FORMAT.write(target, header(), articles, options(FORMAT, chosen))
    return target.path


def xml_of(path: Path) -> ET.Element:
    """The project in a file."""
    with zipfile.ZipFile(path) as packed:
        return ET.fromstring(packed.read("project.qde"))


def test_a_project_has_the_parts_of_the_standard_in_their_order(tmp_path: Path) -> None:
    """Other programs check them."""
    root = xml_of(written(tmp_path, work()))
    parts = ["Users", "CodeBook", "Variables", "Sources", "Notes", "Links"]
    assert (root.tag, [part.tag.removeprefix(NS) for part in root]) == (f"{NS}Project", parts)
    [source] = root.iter(f"{NS}TextSource")
    inner = ["PlainTextSelection"] * 3 + ["NoteRef"] + ["VariableValue"] * 2
    assert [one.tag.removeprefix(NS) for one in source] == inner


def test_every_guid_is_one_and_every_reference_is_met(tmp_path: Path) -> None:
    """No two elements share one."""
    root = xml_of(written(tmp_path, work(), replace(work(), article=article("002"), annotations=(), relations=())))
    guids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid) for guid in guids)
    notes = list(root.iter(f"{NS}Note"))
    assert len({*guids}) == len(guids) - len(notes) + 1  # the note is the same in both
    named = {"targetGUID", "originGUID", "creatingUser"}
    assert {value for one in root.iter() for name, value in one.items() if name in named} <= {*guids}


def test_the_codebook_is_the_scheme_as_a_tree(tmp_path: Path) -> None:
    """With guidelines and colours; labels that it has not come after it."""
    codes = xml_of(written(tmp_path, work())).find(f"{NS}CodeBook/{NS}Codes")
    assert codes is not None
    assert [code.get("name") for code in codes] == ["quote", "named_source", "<nobody>"]
    quote = codes[0]
    assert (quote.get("color"), quote.findtext(f"{NS}Description")) == ("#279beb", "Words of somebody.")
    assert [code.get("name") for code in quote.iter(f"{NS}Code")] == ["quote", "direct_quote"]
    assert {code.get("isCodable") for code in codes.iter(f"{NS}Code")} == {"true"}


@pytest.mark.parametrize(("ends", "end"), [("after", "9"), ("last", "8")])
def test_an_end_is_counted_as_was_chosen(ends: str, end: str, tmp_path: Path) -> None:
    """From 0, in code points; and the words of the name tell the reader which it was."""
    path = written(tmp_path, work(), ends=ends)
    first = next(xml_of(path).iter(f"{NS}PlainTextSelection"))
    assert (first.get("name"), first.get("startPosition"), first.get("endPosition")) == ("“We knew,", "0", end)
    (ann, bob), _ = read(path)
    assert marked(ann) == [("direct_quote", "“We knew,"), ("named_source", "she")]
    assert marked(bob) == [("<nobody>", "Nobody")]


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    """No time of writing, no random guid."""
    assert written(tmp_path, work()).read_bytes() == written(tmp_path, work()).read_bytes()


def test_the_text_is_in_the_archive_to_the_byte(tmp_path: Path) -> None:
    """Line ends and marks included."""
    text = "\ufeffAb\r\ncd\ref\u2028\x0b🐙"
    with zipfile.ZipFile(written(tmp_path, Annotated(article(text=text), notes=(note("n"),)))) as packed:
        assert packed.namelist()[-1] == "project.qde"
        assert packed.read(packed.namelist()[0]) == text.encode()
        assert packed.namelist()[0].startswith("sources/")


def test_relations_to_other_articles_are_not_written(tmp_path: Path) -> None:
    """No other program could draw them."""
    far = relation(work().annotations[0], annotation(article_id="002"))
    root = xml_of(written(tmp_path, replace(work(), relations=(*work().relations, far))))
    assert len([*root.iter(f"{NS}Link")]) == 1


def test_long_words_are_cut_off_in_names(tmp_path: Path) -> None:
    """An ellipsis shows it, and they are read all the same."""
    text = "word " * 100 + "end"
    path = written(tmp_path, Annotated(article(text=text), (annotation((5, 503)),)))
    name = next(xml_of(path).iter(f"{NS}PlainTextSelection")).get("name", "")
    assert (len(name), name[-1]) == (201, "…")
    [record], broken = read(path)
    assert (marked(record), broken) == ([("direct_quote", text[5:])], [])


TEXT = "\ufeffAb 🐙\r\ncd ef.\r\ngh"
COUNTED = {
    "code points of the file": (TEXT, len),
    "without the mark": (TEXT[1:], len),
    "CR LF as one": (TEXT.replace("\r\n", "\n"), len),
    "QualCoder": (TEXT[1:].replace("\r\n", "\n"), len),
    "UTF-16": (TEXT, lambda words: len(words.encode("utf-16-le")) // 2),
    "UTF-16 without the mark, CR LF as one": (
        TEXT[1:].replace("\r\n", "\n"),
        lambda words: len(words.encode("utf-16-le")) // 2,
    ),
}


@pytest.mark.parametrize("last", [0, 1])
@pytest.mark.parametrize("how", COUNTED)
def test_names_tell_how_positions_are_counted(how: str, last: int, tmp_path: Path) -> None:
    """Whatever a program leaves out, and whether it names the last character or the one after it."""
    seen, length = COUNTED[how]
    places = {words: length(seen[: seen.index(words)]) for words in ("Ab", "ef.", "gh")}
    told = [selection(place, place + len(words) - last, words) for words, place in places.items()]
    [record], broken = read(zipped(tmp_path / "p.qdpx", project("".join(told), TEXT)))
    assert (marked(record), broken) == ([("A", "Ab"), ("A", "ef."), ("A", "gh")], [])


def test_without_names_the_option_tells_what_an_end_is(tmp_path: Path) -> None:
    """And positions count as the standard says."""
    path = zipped(tmp_path / "p.qdpx", project(selection(3, 5)))
    assert [marked(record) for record in read(path)[0]] == [[("A", "cd")]]
    assert [marked(record) for record in read(path, ends="last")[0]] == [[("A", "cd")]]
    one = zipped(tmp_path / "q.qdpx", project(selection(3, 3)))
    assert [marked(record) for record in read(one, ends="last")[0]] == [[("A", "c")]]


BROKEN = {
    "a code that is none": (selection(0, 2, code="z"), "the selection 0–2: no code has the guid z"),
    "no code at all": (
        '<PlainTextSelection startPosition="0" endPosition="2"/>',
        "the selection 0–2 has no code",
    ),
    "an end after the text": (selection(0, 99), "the selection 0–99: 0–99 does not lie in the text of 9 code points"),
    "a start before it": (selection(-1, 2), "the selection -1–2: -1–2 is no span"),
    "an end before the start": (selection(2, 0), "the selection 2–0: 2–0 is no span"),
    "no number": (selection("٣", 5), "the selection from “٣” to “5” has no numbers for positions"),
    "a huge number": (selection(0, 10**13), f"the selection from “0” to “{10**13}” has no numbers for positions"),
    "white space alone": (selection(2, 3), "'A' has no words"),
    "a user that is none": (
        selection(0, 2).replace("<Coding", '<Coding creatingUser="v"'),
        "the selection 0–2: no user has the guid v",
    ),
    "a code for the whole": ("<Coding/>", "it has codes as a whole (1), and only words can have one"),
    "a note that is none": ('<NoteRef targetGUID="n"/>', "no note has the guid n"),
    "a value of nothing": ("<VariableValue/>", "it has the value of a variable that the file does not name"),
    "the same twice": (selection(0, 2) * 2, "'A' on the same words, with the same values, was given before"),
}


NO_CODING = {"no code at all", "a code for the whole", "a note that is none", "a value of nothing", "the same twice"}
"""Of these, what leaves no words without a code that somebody gave them."""


@pytest.mark.parametrize("what", BROKEN)
def test_a_coding_that_is_not_taken_leaves_its_text_unread(what: str, tmp_path: Path) -> None:
    """Its words would count as unmarked."""
    [record], _ = read(zipped(tmp_path / "p.qdpx", project(BROKEN[what][0] + selection(6, 8, code="b"))))
    assert record.finished == ({"ann"} if what in NO_CODING else set())


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(what: str, tmp_path: Path) -> None:
    """With the name of the source."""
    inner, words = BROKEN[what]
    [record], broken = read(zipped(tmp_path / "p.qdpx", project(inner + selection(6, 8, code="b"))))
    assert ("B", "ef") in marked(record)
    assert broken == [f"“doc”: {words}"]


SOURCES = {
    'name="x" plainTextPath="internal://../../etc/passwd"': "“x”: the archive has no sources/../../etc/passwd",
    'name="x" plainTextPath="internal://project.qde"': "“x”: the archive has no sources/project.qde",
    'name="x" plainTextPath="relative://s.txt"': "“x”: its text is not in the archive but at relative://s.txt",
    'name="x" plainTextPath="/etc/passwd"': "“x”: its text is not in the archive but at /etc/passwd",
    'name="x" richTextPath="internal://s.docx"': "“x”: it has no plain text",
    'name="x" plainTextPath="internal://latin.txt"': "“x”: sources/latin.txt is not UTF-8: byte 1",
    'name="x" plainTextPath="internal://nul.txt"': "“x”: U+0000 at 1 is a character that no text may hold",
    'name="x" plainTextPath="internal://empty.txt"': "“x”: the text has no words",
    'plainTextPath="internal://none.txt"': "“p-1”: the archive has no sources/none.txt",
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_without_a_readable_text_is_told(source: str, tmp_path: Path) -> None:
    """And nothing outside of the archive's folder of texts is ever looked at."""
    members = project("") | {"sources/latin.txt": b"\xe9", "sources/nul.txt": b"a\0", "sources/empty.txt": b" "}
    members["project.qde"] = members["project.qde"].replace(b"<Sources>", f"<Sources><TextSource {source}/>".encode())
    records, broken = read(zipped(tmp_path / "p.qdpx", members))
    assert [record.annotated.article.id for record in records] == ["doc"]
    assert broken == [SOURCES[source]]


def test_paths_and_folders_may_be_in_any_case(tmp_path: Path) -> None:
    """Programs for Windows do not care, and some name the folder in the path, too."""
    members = project("")
    told = {
        "Project.QDE": members["project.qde"].replace(b"internal://s.txt", b"internal://Sources/S.txt"),
        "SOURCES/s.TXT": b"Ab.",
    }
    [record], _ = read(zipped(tmp_path / "p.qdpx", told))
    assert record.annotated.article.text == "Ab."


def test_two_sources_of_one_name_are_two_articles(tmp_path: Path) -> None:
    """The second gets a number."""
    members = project("")
    again = b'<TextSource name="doc"><PlainTextContent>Other.</PlainTextContent></TextSource></Sources>'
    members["project.qde"] = members["project.qde"].replace(b"</Sources>", again)
    records, _ = read(zipped(tmp_path / "p.qdpx", members))
    assert [record.annotated.article.id for record in records] == ["doc", "doc-2"]


def test_who_coded_is_asked_where_no_user_is_told(tmp_path: Path) -> None:
    """Once for the file."""
    members = project(selection(0, 2))
    members["project.qde"] = members["project.qde"].replace(b'<Users><User guid="u" name="ann"/></Users>', b"")
    path = zipped(tmp_path / "p.qdpx", members)
    [record], _ = read(path, "eve")
    assert list(record.kinds) == ["eve"]
    with pytest.raises(FormatError, match="does not say who annotated it"):
        read(path)


def test_links_and_notes_on_something_else_are_told(tmp_path: Path) -> None:
    """Links between codes, links whose end is missing, notes on the project, cases."""
    more = b"""</Sources><Notes><Note guid="n" name="idea"><PlainTextContent>x</PlainTextContent></Note></Notes>
    <Links><Link name="is a" originGUID="a" targetGUID="b"/>
    <Link name="to" originGUID="x0" targetGUID="nowhere"/></Links>
    <Cases><Case guid="k"/></Cases>"""
    members = project(selection(0, 2))
    members["project.qde"] = members["project.qde"].replace(b"</Sources>", more)
    _, broken = read(zipped(tmp_path / "p.qdpx", members))
    assert broken == [
        "“doc”: the relation 'to' has an end that was not taken: nowhere",
        "the link “is a” does not start at a selection with one code",
        "the note “idea” is on no text",
        "Cases cannot be taken (1)",
    ]


def test_a_link_in_both_directions_is_two_relations(tmp_path: Path) -> None:
    """Which leads from where is content."""
    link = b'</Sources><Links><Link name="like" direction="Bidirectional" originGUID="x0" targetGUID="x3"/></Links>'
    members = project(selection(0, 2) + selection(3, 5, code="b"))
    members["project.qde"] = members["project.qde"].replace(b"</Sources>", link)
    [record], broken = read(zipped(tmp_path / "p.qdpx", members))
    one, other = record.annotated.annotations
    ends = {(link.from_id, link.to_id) for link in record.annotated.relations}
    assert (ends, broken) == ({(one.id, other.id), (other.id, one.id)}, [])


def test_all_words_of_a_note_are_taken(tmp_path: Path) -> None:
    """What describes it; and what it is called, where it has no others. Codes on a note are told."""
    notes = b"""</Sources><Notes>
    <Note guid="m" name="only a name"><PlainTextContent/></Note>
    <Note guid="n" name="memo"><Description>About it.</Description><PlainTextContent>It.</PlainTextContent>
    <PlainTextSelection startPosition="0" endPosition="2"/></Note></Notes>"""
    members = project('<NoteRef targetGUID="m"/><NoteRef targetGUID="n"/>')
    members["project.qde"] = members["project.qde"].replace(b"</Sources>", notes)
    [record], broken = read(zipped(tmp_path / "p.qdpx", members))
    assert {one.text for one in record.annotated.notes} == {"only a name", "About it.\n\nIt."}
    assert broken == ["the note “memo” has codes, and only texts can have them"]


HOPELESS = {
    "no zip": (b"Project", "is no zip file"),
    "nothing": (b"", "is no zip file"),
    "no project": ({"a.txt": b"a"}, "the archive has no project.qde"),
    "no XML": ({"project.qde": b"<Project>"}, "it is no XML 1.0: no element found"),
    "another XML": ({"project.qde": b"<CodeBook/>"}, "project.qde is no REFI-QDA project"),
    "not UTF-8": ({"project.qde": b'<Project name="\xe9"/>'}, "it is no XML 1.0: not well-formed"),
    "entities": (
        {"project.qde": b'<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project name="&b;"/>'},
        "it has a DOCTYPE",
    ),
    "a file from outside": (
        {"project.qde": b'<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>'},
        "it has a DOCTYPE",
    ),
    "depth": ({"project.qde": b"<Project>" + b"<a>" * 10_000}, "more than 40 in one another"),
}


@pytest.mark.parametrize("what", HOPELESS)
def test_a_file_that_is_no_project_is_refused(what: str, tmp_path: Path) -> None:
    """With its name."""
    content, words = HOPELESS[what]
    path = tmp_path / "p.qdpx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        zipped(path, content)
    with pytest.raises(FormatError, match=re.escape(words)) as caught:
        read(path)
    assert str(path) in caught.value.message


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """So is a folder without any."""
    with pytest.raises(FormatError, match="cannot be read"):
        read(tmp_path / "none.qdpx")
    with pytest.raises(FormatError, match=r"no file that ends in \.qdpx"):
        read(tmp_path)


def test_a_mark_before_the_xml_is_none_of_it(tmp_path: Path) -> None:
    """Programs for Windows write one."""
    members = project("")
    members["project.qde"] = b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>" + members["project.qde"]
    [record], _ = read(zipped(tmp_path / "p.qdpx", members))
    assert record.annotated.article.id == "doc"


def test_a_document_type_is_found_in_utf_16(tmp_path: Path) -> None:
    """A reader of bytes could miss it."""
    told = '\ufeff<!DOCTYPE p [<!ENTITY a "aaaa">]><Project name="&a;"/>'
    with pytest.raises(FormatError, match="it has a DOCTYPE"):
        read(zipped(tmp_path / "p.qdpx", {"project.qde": told.encode("utf-16-le")}))


def test_a_text_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    """What its directory says is believed only as far as it says little."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("project.qde", project("")["project.qde"])
        packed.writestr("sources/s.txt", bytes(archive.LARGEST_MEMBER + 1))
    path = tmp_path / "p.qdpx"
    path.write_bytes(content.getvalue())
    assert read(path) == ([], [f"“doc”: sources/s.txt is larger than {archive.LARGEST_MEMBER:,} bytes"])
    small = content.getvalue().replace((archive.LARGEST_MEMBER + 1).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    path.write_bytes(small)
    records, [broken] = read(path)
    assert (records, "“doc”: sources/s.txt cannot be unpacked: " in broken) == ([], True)


def test_texts_that_are_too_much_together_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often one member is named."""
    members = project("")
    more = b'<TextSource name="again" plainTextPath="internal://s.txt"/></Sources>'
    members["project.qde"] = members["project.qde"].replace(b"</Sources>", more)
    monkeypatch.setattr(archive, "_UNPACKED", len(members["project.qde"]) + 9)
    records, broken = read(zipped(tmp_path / "p.qdpx", members))
    assert [record.annotated.article.id for record in records] == ["doc"]
    assert broken == [f"“again”: all files in the zip together are larger than {len(members['project.qde']) + 9} bytes"]


def test_far_too_many_elements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive can hold any number."""
    monkeypatch.setattr(xml_tree, "_ELEMENTS", 50)
    with pytest.raises(FormatError, match="more than 50 elements"):
        read(zipped(tmp_path / "p.qdpx", {"project.qde": b"<Project>" + b"<a/>" * 50 + b"</Project>"}))


def test_members_packed_in_other_ways_are_not_unpacked(tmp_path: Path) -> None:
    """The standard knows one; others can ask for any memory."""
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("project.qde", project("")["project.qde"])
    with pytest.raises(FormatError, match=r"project\.qde is packed in a way that is not usual"):
        read(path)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(part=st.floats(0, 1), change=st.binary(max_size=4), cut=st.integers(0, 4))
def test_no_change_of_a_file_brings_the_reader_down(part: float, change: bytes, cut: int, tmp_path: Path) -> None:
    """It is read, told as broken, or refused with a sentence."""
    path = zipped(tmp_path / "p.qdpx", sample())
    whole = path.read_bytes()
    place = int(part * len(whole))
    path.write_bytes(whole[:place] + change + whole[place + cut :])
    with suppress(FormatError):
        read(path, "ann")


TAGS = ["Users", "User", "CodeBook", "Codes", "Code", "Variables", "Variable", "Sources", "TextSource", "Notes", "Note"]
INNER = ["PlainTextSelection", "Coding", "CodeRef", "NoteRef", "VariableValue", "VariableRef", "PlainTextContent"]
guids = st.sampled_from(["", "a", "{A}", "b", "ⓐ", "0"])
attributes = st.dictionaries(
    st.sampled_from(["guid", "name", "creatingUser", "targetGUID", "startPosition", "endPosition", "originGUID", "id"]),
    guids | st.sampled_from(["1", "3", "-1", "1e3", "9" * 5000, "internal://s.txt"]),
)
elements = st.recursive(
    st.tuples(st.sampled_from([*TAGS, *INNER, "Links", "Link", "Description", "Cases"]), attributes, st.just([])),
    lambda inner: st.tuples(st.sampled_from([*TAGS, *INNER]), attributes, st.lists(inner, max_size=4)),
    max_leaves=25,
)


def as_xml(told: tuple[str, dict[str, str], list[object]]) -> ET.Element:
    """An element of what was drawn."""
    tag, members, inner = told
    made = ET.Element(tag, members)
    made.extend(as_xml(one) for one in inner)  # type: ignore[arg-type]
    made.text = "Ab cd"
    return made


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(elements, max_size=5))
def test_no_element_in_any_place_brings_the_reader_down(
    parts: list[tuple[str, dict[str, str], list[object]]], tmp_path: Path
) -> None:
    """Whatever is missing, or twice, or where it does not belong."""
    root = ET.Element("Project")
    root.extend(as_xml(one) for one in parts)
    inner = ET.SubElement(ET.SubElement(root, "Sources"), "TextSource", {"name": "x"})
    inner.extend(as_xml(one) for one in parts)
    ET.SubElement(inner, "PlainTextContent").text = "Ab cd"
    read(zipped(tmp_path / "p.qdpx", {"project.qde": ET.tostring(root)}), "ann")
