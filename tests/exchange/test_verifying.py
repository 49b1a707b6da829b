"""A file as a whole: what must hold between its records, and what the schemes say."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.conftest import SCHEME_TEXT, export
from tests.formats.corpus import sealed
from workbench.exchange import Export, Split, Verified, Wanted, kept_scheme, records_of, verify
from workbench.formats import Broken, Format, Source, conll, jsonl, options, parquet
from workbench.scheme import Scheme, parse
from workbench.store import Store

Records = list[dict[str, Any]]


@pytest.fixture
def any_url(sqlite_url: str) -> str:
    """A proof does not depend on the database that the file is from."""
    return sqlite_url


@pytest.fixture
def records(desk: Store, scheme: Scheme) -> Records:
    """The records of an honest export: ann, bob and model on 001, ann and bob on 002."""
    return [json.loads(line) for line in export(desk, scheme).splitlines()]


def proof(folder: Path, records: Records, known: Callable[[str], Scheme | None] = lambda _: None) -> Verified:
    path = folder / "spans.jsonl"
    path.write_bytes(b"".join(sealed(record) for record in records))
    return verify(path, jsonl.read(path, Source()), known, lambda broken: pytest.fail(str(broken)))


def problems(folder: Path, records: Records) -> list[Broken]:
    """What is broken in the file of these records."""
    found: list[Broken] = []
    path = folder / "spans.jsonl"
    path.write_bytes(b"".join(sealed(record) for record in records))
    assert verify(path, jsonl.read(path, Source()), lambda _: None, found.append).broken == len(found)
    return found


def test_an_honest_export_holds(records: Records, tmp_path: Path) -> None:
    """Without any project: the file brings its scheme."""
    assert proof(tmp_path, records) == Verified(5, 0, 2, 3, 4, 2, notes=2, skips=1, decisions=0, unfinished=0)


def test_a_missing_required_attribute_is_unfinished_and_not_broken(records: Records, tmp_path: Path) -> None:
    """It may be filled in tomorrow; what is there is true."""
    records[0]["spans"][0]["attributes"] = {}
    assert proof(tmp_path, records).unfinished == 1


def twice(records: Records) -> None:
    records.append(records[1])


def id_twice(records: Records) -> None:
    records[3]["spans"][0]["id"] = records[2]["spans"][0]["id"]


def relation_id_twice(records: Records) -> None:
    span = records[3]["spans"][0]["id"]
    records[3]["relations"] = [records[0]["relations"][0] | {"from": span, "to": span}]


def note_id_twice(records: Records) -> None:
    records[3]["notes"] = [records[0]["notes"][0]]


def other_title(records: Records) -> None:
    records[1]["article"]["title"] = "Another"


def other_text(records: Records) -> None:
    text = "Another text."
    records[1]["text"] = text
    records[1]["article"] |= {"sha256": hashlib.sha256(text.encode()).hexdigest(), "paragraphs": [[0, 4], [5, 9]]}


def other_kind(records: Records) -> None:
    records[3]["annotator"]["kind"] = "machine"


def other_scheme_text(records: Records) -> None:
    records[0]["schemes"][0]["text"] += "guideline: Anything goes.\n"


def no_scheme_text(records: Records) -> None:
    records[0]["schemes"][0]["text"] = "scheme: ["


def no_scheme(records: Records) -> None:
    records[0]["schemes"] = []


def unknown_label(records: Records) -> None:
    records[2]["spans"][0]["label"] = "hegde"


def unknown_attribute(records: Records) -> None:
    records[2]["spans"][0]["attributes"] = {"form": "full"}


def unknown_value(records: Records) -> None:
    records[3]["spans"][0]["attributes"] = {"form": "whole"}


def loose_relation(records: Records) -> None:
    del records[3]


def unknown_relation(records: Records) -> None:
    records[0]["relations"][0]["type"] = "said_to"


def relation_to_somebody_else(records: Records) -> None:
    same = next(r for r in records[0]["relations"] if r["type"] == "same_quote")
    same["to"] = records[2]["spans"][0]["id"]


BREAKS = {
    twice: (6, "'bob' has a record for '001_first' in line 2 already"),
    id_twice: (4, "was given before"),
    relation_id_twice: (4, "was given before"),
    note_id_twice: (4, "notes[0].id "),
    other_title: (2, "'001_first' is not what it was above"),
    other_text: (2, "'001_first' is not what it was above"),
    other_kind: (4, "'ann' is a machine here, but a person above"),
    other_scheme_text: (1, "schemes[0] is not the scheme 'test'"),
    no_scheme_text: (1, "schemes[0].text"),
    no_scheme: (1, "neither file, folder nor database has the scheme"),
    unknown_label: (3, "did you mean 'hedge'?"),
    unknown_attribute: (3, "'form' is no attribute of 'hedge'"),
    unknown_value: (4, "spans[0]: 'form' of 'direct_quote' cannot be 'whole'"),
    loose_relation: (1, "which is not in the file"),
    unknown_relation: (1, "'said_to' is no relation of the scheme"),
    relation_to_somebody_else: (1, "is another annotator's"),
}


@pytest.mark.parametrize("break_", BREAKS, ids=lambda break_: break_.__name__)
def test_what_does_not_fit_together_is_told_with_its_line(
    break_: Callable[[Records], None], records: Records, tmp_path: Path
) -> None:
    """Every line has a right hash and holds by itself."""
    line, words = BREAKS[break_]
    break_(records)
    first = problems(tmp_path, records)[0]
    assert words in first.reason
    assert first.line == line


def test_every_broken_record_is_told(records: Records, tmp_path: Path) -> None:
    """The others are proved all the same."""
    unknown_label(records)
    unknown_value(records)
    assert [broken.line for broken in problems(tmp_path, records)][:2] == [3, 4]


def test_a_file_without_records_proves_nothing(tmp_path: Path) -> None:
    """An empty file is what a broken disk leaves."""
    assert [str(broken) for broken in problems(tmp_path, [])] == [f"{tmp_path}/spans.jsonl:1: the file is empty"]


def test_the_empty_part_of_a_split_holds_as_long_as_its_card_is_true(
    desk: Store, scheme: Scheme, tmp_path: Path
) -> None:
    """Of any format; a part that was emptied later is one of a broken disk."""
    for format_ in (jsonl.FORMAT, conll.FORMAT, parquet.FORMAT):
        out = tmp_path / format_.name
        Export(desk, scheme, Wanted(format_, split=Split(100, 0, 0))).to_file(out)
        assert told_of(out / f"test{format_.suffix}", format_) == []
    train = tmp_path / "jsonl" / "train.jsonl"
    train.write_bytes(b"")
    assert told_of(train, jsonl.FORMAT) == [f"{train}:1: the file is empty"]


def told_of(path: Path, format_: Format) -> list[str]:
    """What is broken in a file of the format."""
    found: list[Broken] = []
    source = Source(options(format_, {}), "ann")
    told = verify(path, records_of(format_, path, source), lambda _: None, found.append)
    assert told.broken == len(found)
    return [str(one) for one in found]


def test_records_taken_out_of_a_file_hold_where_their_scheme_is_known(
    records: Records, desk: Store, scheme: Scheme, tmp_path: Path
) -> None:
    """In the folder, or in the database, which keeps the older ones."""
    later = parse(SCHEME_TEXT.replace("version: 1", "version: 2"))
    assert later.fingerprint != scheme.fingerprint
    assert proof(tmp_path, records[1:3], {scheme.fingerprint: scheme}.get).records == 2
    assert proof(tmp_path, records[1:3], lambda name: kept_scheme(desk, name)).records == 2
    assert kept_scheme(desk, later.fingerprint) is None
