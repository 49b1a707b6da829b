"""Articles with the work of several annotators, as wild as they can be stored; and files made of them."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from hypothesis import strategies as st

from tests.factories import SCHEME, annotation, decision, note
from workbench.formats import Header, SchemeText, jsonl
from workbench.intake.paragraphs import paragraphs
from workbench.model import (
    Annotated,
    Annotation,
    Article,
    Decision,
    Kind,
    Note,
    Origin,
    ReadMark,
    Relation,
    Skip,
    Span,
    Verdict,
    note_order,
    reading_order,
)

PIECES = [
    "👩‍👩‍👧",
    "e\u0301",
    "שלום",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\ufeff",
    "𝒜",
    "\n\n",
    "\x1b[31m",
    "“",
    "\\",
    '"',
    "\t",
]
EVERYBODY = {"ann": Kind.PERSON, "bob": Kind.PERSON, "Éva 🐙": Kind.PERSON, "model": Kind.MACHINE, "gold": Kind.GOLD}

characters = st.characters(codec="utf-8", exclude_characters="\0")
words = st.one_of(st.text(characters, max_size=12), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(characters, min_size=1, max_size=9)), min_size=1, max_size=30
)
somebody = st.sets(st.sampled_from(sorted(EVERYBODY)), max_size=2)
moments = st.datetimes(timezones=st.just(UTC))
values = st.one_of(
    words, st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.lists(words).map(tuple)
)


@st.composite
def spans(draw: st.DrawFn, length: int, most: int = 4) -> tuple[Span, ...]:
    """Sorted, disjoint spans of a text of this length; at least one."""
    cuts = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=2 * most)))
    return tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def articles(draw: st.DrawFn, article_id: str = "001_first") -> Article:
    """An article of nasty text."""
    text = "".join(draw(texts))
    metadata = draw(st.dictionaries(words.filter(bool), words, max_size=3))
    guessed = frozenset(draw(st.lists(st.sampled_from(["title", *metadata]))))
    return Article(article_id, draw(words), text, draw(spans(len(text))), metadata, guessed)


@st.composite
def annotations(draw: st.DrawFn, article: Article) -> Annotation:
    """An annotation somewhere in the article."""
    return annotation(
        *((span.start, span.end) for span in draw(spans(len(article.text)))),
        article_id=article.id,
        annotator=draw(st.sampled_from(sorted(EVERYBODY))),
        label=draw(words.filter(bool)),
        made_at=draw(moments),
        attributes=draw(st.dictionaries(words, values, max_size=3)),
        comment=draw(words),
        unsure=draw(st.booleans()),
        origin=draw(st.sampled_from(Origin)),
        score=draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def remarks(draw: st.DrawFn, article: Article) -> Note:
    """A note on the article or on one of its paragraphs."""
    paragraph = draw(st.none() | st.integers(0, len(article.paragraphs) - 1))
    name = draw(st.sampled_from(sorted(EVERYBODY)))
    text = draw(words.filter(bool))
    return note(text, paragraph, name, article_id=article.id, made_at=draw(moments))


@st.composite
def decided(draw: st.DrawFn, article: Article) -> Decision:
    """What was decided on somewhere in the article."""
    ids = st.uuids().map(lambda one: one.hex)
    extent = draw(spans(len(article.text), most=1))[0]
    return decision(
        (extent.start, extent.end),
        "gold",
        id=draw(ids),
        article_id=article.id,
        candidates=tuple(f"{id_}@{id_[:16]}" for id_ in draw(st.lists(ids, max_size=2))),
        result=tuple(draw(st.lists(ids, max_size=2))),
        verdict=draw(st.sampled_from(Verdict)),
        by=draw(words.filter(bool)),
        comment=draw(words),
        at=draw(moments),
    )


@st.composite
def annotated(draw: st.DrawFn, article_id: str = "001_first") -> Annotated:
    """What several annotators made of one article."""
    article = draw(articles(article_id))
    made = sorted(draw(st.lists(annotations(article), max_size=4)), key=reading_order)
    pairs = [(a, b) for a in made for b in made if a.annotator == b.annotator]
    linked = draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else []
    relations = [Relation(uuid.uuid4().hex, a.annotator, draw(words.filter(bool)), a.id, b.id) for a, b in linked]
    places = st.tuples(st.sampled_from(sorted(EVERYBODY)), st.integers(0, len(article.paragraphs) - 1))
    read = [
        ReadMark(article.id, name, number, draw(moments)) for name, number in sorted(draw(st.sets(places, max_size=4)))
    ]
    notes = sorted(draw(st.lists(remarks(article), max_size=3)), key=note_order)
    skips = [Skip(article.id, name, draw(words.filter(bool)), draw(moments)) for name in sorted(draw(somebody))]
    ordered = tuple(sorted(relations, key=lambda r: r.id))
    decisions = sorted(draw(st.lists(decided(article), max_size=2)), key=lambda one: (one.extent, one.id))
    return Annotated(article, tuple(made), ordered, tuple(read), tuple(notes), tuple(skips), (), tuple(decisions))


LABELS = ["direct_quote", "named source", "a, b", "half-true", "who: what", "Größe", "B-PER", "I-x", "O", "引用", "c|d"]
KEYS = ["form", "speech mode", "x-y", "Größe"]
FACTS = ["outlet", "byline", "date", "url", "language"]
label_names = st.sampled_from(LABELS)


@st.composite
def exchanged(draw: st.DrawFn, article_id: str) -> Annotated:
    """The same as people send it to other tools: the text as nasty as ever, with words in it, and labels with names.

    A relation may lead to an annotation of another article.
    """
    one = draw(annotated(article_id).filter(lambda one: bool(paragraphs(one.article.text.replace("\ufeff", "")))))
    article = replace(
        one.article,
        title=draw(words.filter(lambda title: bool(title.strip()))),
        metadata=draw(st.dictionaries(st.sampled_from(FACTS), words.filter(bool), max_size=2)),
        guessed=frozenset(draw(st.lists(st.sampled_from(["title"])))),
    )
    made = (
        replace(
            each,
            label=draw(label_names),
            attributes=draw(st.dictionaries(st.sampled_from(KEYS), values, max_size=2)),
        )
        for each in one.annotations
    )
    return replace(
        one,
        article=article,
        annotations=tuple(sorted(made, key=reading_order)),
        relations=tuple(
            replace(each, type=draw(label_names), to_id=draw(st.sampled_from([each.to_id, "e" * 32])))
            for each in one.relations
        ),
    )


written_articles = st.tuples(exchanged("001_first"), exchanged("002-größer")).map(list) | exchanged("one").map(
    lambda one: [one]
)
"""What is written at once: one article or two."""


class Folder:
    """A target on the disk: a file, or a folder of files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self, name: str = "") -> Iterator[BinaryIO]:
        path = self.path / name if name else self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            yield stream

    def put(self, name: str, content: bytes) -> None:
        with self.open(name) as stream:
            stream.write(content)


def header() -> Header:
    """A header whose one scheme is that of the factories."""
    scheme = SchemeText(SCHEME, "test", "scheme: test\n")
    return Header(scheme, "1", EVERYBODY, {SCHEME: scheme})


def written(*articles: Annotated) -> bytes:
    """The file of these articles."""
    with TemporaryDirectory() as folder:
        target = Folder(Path(folder) / "spans.jsonl")
        jsonl.write(target, header(), articles, {})
        return target.path.read_bytes()


def sealed(members: dict[str, Any]) -> bytes:
    """A line that lies, perhaps, but whose hash is right."""
    return sealed_body(json.dumps({key: members[key] for key in members if key != "record_sha256"}).encode())


def sealed_body(body: bytes) -> bytes:
    """The line of an object, its hash put last."""
    return body[:-1] + b',"record_sha256":"%b"}\n' % hashlib.sha256(body).hexdigest().encode()


def in_file(folder: Path, content: bytes) -> Path:
    """A file that holds this."""
    path = folder / "spans.jsonl"
    path.write_bytes(content)
    return path
