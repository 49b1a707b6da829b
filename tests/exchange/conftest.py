"""Two stores of one kind: work leaves one and comes into the other."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest

from tests.factories import annotation, article, made, note, read, relation, skip
from tests.servers import Databases
from workbench.exchange import Export, Wanted
from workbench.formats import jsonl
from workbench.model import Annotation, Kind
from workbench.scheme import Scheme, parse
from workbench.store import Store, open_store

SCHEME_TEXT = """\
scheme: test
version: 1
labels:
  direct_quote: {key: d, attributes: [form, note, size]}
  named_source: {key: n}
  hedge: {key: h}
attributes:
  form: {values: [full, partial], required: true}
  note: {type: text}
  size: {type: number}
relations:
  said_by: {from: [direct_quote], to: [named_source]}
  same_quote: {from: [direct_quote], to: [direct_quote], across_articles: true}
"""

Empty = Callable[[], Store]


@pytest.fixture
def scheme() -> Scheme:
    """The scheme of the folder."""
    return parse(SCHEME_TEXT)


@pytest.fixture
def empty(any_url: str, request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[Empty]:
    """Makes fresh stores, on both databases in turn."""
    with ExitStack() as stack:

        def make() -> Store:
            if any_url.startswith("sqlite"):
                path = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
                url = f"sqlite:///{shutil.copy(sqlite_template, path)}"
            else:
                databases: Databases = request.getfixturevalue("databases")
                url = stack.enter_context(databases.database())
            return stack.enter_context(open_store(url))

        yield make


@pytest.fixture
def desk(empty: Empty, scheme: Scheme) -> Store:
    """Two articles: ann quotes in both, links the quotes and wonders; bob read one to the end and skips the other;
    model guessed without reading."""
    store = empty()
    store.articles.add([article(), article("002_second", "“We knew,” he said.\r\n\r\nAgain 👩‍👩‍👧 “nothing”.")])
    store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    for name, kind in {"ann": Kind.PERSON, "bob": Kind.PERSON, "model": Kind.MACHINE}.items():
        store.people.ensure(name, kind)

    def mark(*spans: tuple[int, int], **other: object) -> Annotation:
        return annotation(*spans, scheme=scheme.fingerprint, **other)

    first = mark((0, 9), (11, 20), attributes={"form": "full"}, comment="who?", unsure=True)
    source = mark((11, 14), label="named_source")
    second = mark((0, 10), article_id="002_second", attributes={"form": "partial"})
    store.layers.apply_all(
        [
            ("001_first", "ann", made(first, source, relation(first, source), read(0))),
            ("002_second", "ann", made(second)),
            ("001_first", "ann", made(relation(first, second, "same_quote"))),
            ("001_first", "ann", made(note("on all"), note("on one", 1))),
            ("001_first", "bob", made(read(0, "bob"), read(1, "bob"))),
            ("002_second", "bob", made(skip("too short", "bob", "002_second"))),
            ("001_first", "model", made(mark((0, 20), label="hedge", annotator="model", score=0.25))),
        ]
    )
    return store


def export(store: Store, scheme: Scheme, **filters: object) -> bytes:
    """What leaves the store, as bytes."""
    stream = BytesIO()
    Export(store, scheme, Wanted(jsonl.FORMAT, **filters)).to_stream(stream)
    return stream.getvalue()
