"""Parquet, one row per article and annotator with nested columns, for DuckDB, pandas, Polars, pyarrow and the like.
See https://parquet.apache.org/docs/ and https://duckdb.org/docs/stable/data/parquet/overview, release 1 and later.

A row holds what a line of the workbench's own format does (docs/export.md), but for its seal: offsets are code points,
with the words between them; metadata and attributes are JSON in text, because a column has one type. Rows pass through
files of JSON lines, of which DuckDB holds a few in memory, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from workbench.errors import FormatError
from workbench.formats.base import Broken, Format, Header, Options, Record, Source, Target
from workbench.formats.files import from_files
from workbench.formats.foreign import missing
from workbench.formats.lines import LONGEST, as_json, json_value
from workbench.formats.members import Members, listing, mapping, need, text
from workbench.formats.record import NAME, VERSION, shaped
from workbench.formats.recording import proved, told
from workbench.model import Annotated
from workbench.names import listed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PLACE = 'start BIGINT, "end" BIGINT'
_QUOTED = f'{_PLACE}, "text" VARCHAR'
_COLUMNS = {
    "article_id": "VARCHAR",
    "title": "VARCHAR",
    "text": "VARCHAR",
    "sha256": "VARCHAR",
    "metadata": "VARCHAR",
    "guessed": "VARCHAR[]",
    "paragraphs": "BIGINT[][]",
    "annotator": "VARCHAR",
    "kind": "VARCHAR",
    "spans": f"STRUCT({_QUOTED}, label VARCHAR, id VARCHAR, segments STRUCT({_QUOTED})[], attributes VARCHAR, "
    "comment VARCHAR, unsure BOOLEAN, origin VARCHAR, score DOUBLE, made_at TIMESTAMPTZ, scheme VARCHAR)[]",
    "relations": 'STRUCT(id VARCHAR, type VARCHAR, "from" VARCHAR, "to" VARCHAR)[]',
    "notes": 'STRUCT(id VARCHAR, paragraph BIGINT, "text" VARCHAR, made_at TIMESTAMPTZ)[]',
    "skip": 'STRUCT(reason VARCHAR, "at" TIMESTAMPTZ)',
    "decisions": f"STRUCT(id VARCHAR, {_PLACE}, candidates VARCHAR[], result VARCHAR[], verdict VARCHAR, "
    '"by" VARCHAR, comment VARCHAR, "at" TIMESTAMPTZ)[]',
    "read_paragraphs": "BIGINT[]",
    "read_at": "TIMESTAMPTZ[]",
    "scheme": "STRUCT(name VARCHAR, version VARCHAR, fingerprint VARCHAR)",
    "schemes": "STRUCT(fingerprint VARCHAR, name VARCHAR, text VARCHAR)[]",
}
_PIECE, _GROUP = 4 * 2**20, 16 * 2**20
"""Bytes of a file of lines, and of a row group: what is in memory at once."""

_DESCRIBE = "DESCRIBE SELECT * FROM read_parquet(?, hive_partitioning = false)"
_SELECT = 'SELECT to_json("the row") FROM read_parquet(?, hive_partitioning = false) AS "the row"'

_OF_ARTICLE = ("title", "sha256", "guessed", "paragraphs")
_OF_RECORD = ("text", "relations", "notes", "skip", "decisions", "read_paragraphs", "read_at", "scheme", "schemes")
"""Columns that are members of the same name in a record, and in its article."""

_LATER = {"decisions"}
"""Columns that older files lack."""

_UNSEALED = "0" * 64
"""The seal of a row, which has none: it is no text that could be hashed."""


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes one row per article and annotator; gives their number.

    Raises FormatError where an annotation does not lie in its article's text, MissingExtra without DuckDB.
    """
    written = 0
    with _database() as (database, folder):
        made = folder / "rows.parquet"
        for number, lines in enumerate(_pieces(_line(members) for members in told(header, articles))):
            (folder / f"{number:09}.jsonl").write_bytes(lines)
            written += lines.count(b"\n")
        _copy(database, folder, made)
        with made.open("rb") as finished, target.open() as stream:
            copyfileobj(finished, stream)
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:  # noqa: ARG001 a row says everything itself
    """Proves every row by itself: shape, hash of the text, offsets, quotes, order.

    Raises FormatError for what is no Parquet, or lacks columns; MissingExtra without DuckDB.
    """
    return from_files(path, (".parquet",), _of_file)


def _of_file(file: Path) -> Iterator[Record | Broken]:
    if not file.is_file():
        raise FormatError(f"{file} is no file." if file.exists() else f"There is no file {file}.")
    with _database() as (database, _):
        others = _columns(database, file) - _COLUMNS.keys()
        if others:
            yield Broken(file, 0, f"columns that the workbench does not know are not read: {listed(sorted(others))}")
        for number, row in enumerate(_rows(database, file), start=1):
            try:
                yield proved(file, 0, shaped(_members(mapping(json_value(row.encode()), "the row"))))
            except ValueError as error:
                yield Broken(file, 0, f"row {number}: {error}")


FORMAT = Format("parquet", "Parquet, one row per article and annotator", ".parquet", read, write, extra="parquet")


@contextmanager
def _database() -> Iterator[tuple[DuckDBPyConnection, Path]]:
    """A database in memory that asks no network, and a folder for what it needs; both are gone afterwards."""
    try:
        import duckdb
    except ImportError:
        raise missing("parquet", "The format parquet") from None
    with TemporaryDirectory() as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": "2GiB",
            "temp_directory": str(Path(folder) / "spill"),
            "threads": "1",
        }
        with duckdb.connect(":memory:", config=settings) as database:
            database.execute("SET TimeZone = 'UTC'")
            yield database, Path(folder)


@contextmanager
def _refused(what: str) -> Iterator[None]:
    """What DuckDB refuses is a FormatError; and a signal that ends a query, of which it keeps no more, is Ctrl-C."""
    import duckdb

    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from None
        raise
    except duckdb.Error as error:
        raise FormatError(f"{what}: {str(error).partition(chr(10))[0]}") from None


# Writing


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, as many together as make a file; the last may be empty."""
    piece = bytearray()
    for line in lines:
        piece += line
        if len(piece) >= _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _line(members: Mapping[str, Any]) -> bytes:
    try:
        line = f"{as_json(_row(members))}\n".encode()
    except ValueError as error:
        raise FormatError(f"Article {members['article']['id']} cannot be written: {error}.") from None
    if len(line) > LONGEST:
        raise FormatError(
            f"Article {members['article']['id']} makes a row of {len(line):,} bytes; {LONGEST:,} can be read."
        )
    return line


def _row(members: Mapping[str, Any]) -> dict[str, object]:
    """The columns' values from the members of a record."""
    article, annotator = members["article"], members["annotator"]
    return {
        **{name: members.get(name) for name in _OF_RECORD},
        **{name: article[name] for name in _OF_ARTICLE},
        "article_id": article["id"],
        "metadata": as_json(article["metadata"]),
        "annotator": annotator["name"],
        "kind": annotator["kind"],
        "spans": [{"unsure": False, **span, "attributes": as_json(span["attributes"])} for span in members["spans"]],
        "notes": members.get("notes", []),
        "decisions": members.get("decisions", []),
    }


def _copy(database: DuckDBPyConnection, folder: Path, made: Path) -> None:
    """In the order of the files, which one thread keeps without being told; told so, it would hold 2,048 rows."""
    with _refused("DuckDB cannot write the file"):
        database.execute("SET preserve_insertion_order = false")
        lines = f"{escape(str(folder))}/*.jsonl"
        table = database.read_json(lines, columns=_COLUMNS, format="newline_delimited", maximum_object_size=LONGEST)
        table.create_view("rows")
        database.execute(
            f"COPY rows TO ? (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE_BYTES {_GROUP})", [str(made)]
        )


# Reading


def _columns(database: DuckDBPyConnection, file: Path) -> set[str]:
    with _refused(f"{file} cannot be read"):
        found = {name for name, *_ in database.execute(_DESCRIBE, [_place(file)]).fetchall()}
    if absent := _COLUMNS.keys() - found - _LATER:
        raise FormatError(f"{file} is no table of the workbench: it lacks the columns {listed(sorted(absent))}.")
    return found


def _rows(database: DuckDBPyConnection, file: Path) -> Iterator[str]:
    """The rows as objects in JSON."""
    with _refused(f"{file} cannot be read"):
        found = database.execute(_SELECT, [_place(file)])
        while row := found.fetchone():
            yield row[0]


def _place(file: Path) -> str:
    """The file's name, nothing of which means several files."""
    return escape(str(file.absolute()))


def _members(row: Members) -> dict[str, object]:
    """The members of a record from the columns' values. Raises ValueError."""
    spans = [mapping(span, "spans") for span in need(row, "spans", listing)]
    return {
        **{name: row[name] for name in _OF_RECORD if name in row},
        "format": NAME,
        "format_version": VERSION,
        "tool": "",
        "offset_unit": "code point",
        "spans": [{**span, "attributes": need(span, "attributes", _object, "spans")} for span in spans],
        "article": {
            **{name: row[name] for name in _OF_ARTICLE},
            "id": row["article_id"],
            "metadata": need(row, "metadata", _object),
        },
        "annotator": {"name": row["annotator"], "kind": row["kind"]},
        "record_sha256": _UNSEALED,
    }


def _object(value: object, what: str) -> Members:
    """The members of an object in JSON."""
    try:
        return mapping(json_value(text(value, what).encode()), what)
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from None
