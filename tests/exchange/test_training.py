"""Training data as they leave: parts, card, losses."""

import hashlib
import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.exchange.conftest import SCHEME_TEXT, Empty
from tests.factories import annotation, article, made, note, read, relation
from workbench.errors import FormatError
from workbench.exchange import Card, Export, Merge, Split, Unit, Wanted
from workbench.exchange.proof import Proof
from workbench.formats import Broken, Source, doccano, huggingface, jsonl, named, parquet
from workbench.scheme import Scheme, parse
from workbench.store import Store


@pytest.fixture
def any_url(sqlite_url: str) -> str:
    """What leaves does not depend on the database."""
    return sqlite_url


def test_a_split_gives_a_folder_with_a_file_for_each_part(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """And a card that names them with their hashes; all records are in one of them."""
    wanted = Wanted(jsonl.FORMAT, split=Split(50, 25, 25))
    told = Export(desk, scheme, wanted).to_file(tmp_path / "out", Card("workbench export --split 50/25/25"))
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["README.md", "test.jsonl", "train.jsonl", "validation.jsonl"]
    assert sum(told.parts.values()) == told.records == 5
    homes = {
        (json.loads(line)["article"]["id"], name)
        for name in files[1:]
        for line in (tmp_path / "out" / name).read_text().splitlines()
    }
    assert len(homes) == 2
    card = (tmp_path / "out" / "README.md").read_text()
    assert all(f"| {name} | " in card for name in files[1:])
    assert "workbench export --split 50/25/25" in card
    assert "| direct_quote | 2 |" in card


def test_datasets_loads_a_split_of_which_a_part_is_empty(
    desk: Store, scheme: Scheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is with few articles: the card names only parts that hold something."""
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    datasets = import_module("datasets")
    for format_ in (parquet.FORMAT, huggingface.FORMAT):
        out = tmp_path / format_.name
        Export(desk, scheme, Wanted(format_, split=Split(100, 0, 0))).to_file(out)
        loaded = datasets.load_dataset(str(out), cache_dir=str(tmp_path / "cache"))
        assert {part: len(rows) for part, rows in loaded.items()} == {"train": 5}


def test_a_file_has_its_card_beside_it(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Under its own name, because others may lie there; only where it is asked for."""
    export = Export(desk, scheme, Wanted(jsonl.FORMAT))
    export.to_file(tmp_path / "spans.jsonl", Card(agreement=[("annotators", "value"), ("ann and bob", "0.500")]))
    card = (tmp_path / "spans.README.md").read_text()
    assert hashlib.sha256((tmp_path / "spans.jsonl").read_bytes()).hexdigest() in card
    assert "| ann and bob | 0.500 |" in card
    Export(desk, scheme, Wanted(jsonl.FORMAT)).to_file(tmp_path / "plain.jsonl")
    assert not (tmp_path / "plain.README.md").exists()


@pytest.mark.parametrize(
    ("name", "split"), [("jsonl", "50"), ("huggingface", "50"), ("huggingface", ""), ("brat", "50"), ("brat", "")]
)
def test_a_card_lists_every_file_with_size_and_hash(
    name: str, split: str, desk: Store, scheme: Scheme, tmp_path: Path
) -> None:
    """And no other: each format writes its files in its own way, and a split calls them otherwise."""
    wanted = Wanted(named(name), split=Split(50, 25, 25) if split else None)
    Export(desk, scheme, wanted).to_file(tmp_path / "out")
    card = tmp_path / "out" / "README.md"
    listed = re.findall(r"^\| (.+) \| ([\d,]+) \| `([0-9a-f]{64})` \|$", card.read_text(), re.MULTILINE)
    files = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file() and path != card}
    assert sorted(listed) == sorted(
        (path.relative_to(tmp_path / "out").as_posix(), f"{len(content):,}", hashlib.sha256(content).hexdigest())
        for path, content in files.items()
    )


def test_a_folder_of_ours_is_replaced_and_another_is_not(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Nobody loses their own files to a wrong -o."""
    export = Wanted(jsonl.FORMAT, split=Split(80, 10, 10))
    Export(desk, scheme, export).to_file(tmp_path / "out")
    Export(desk, scheme, export).to_file(tmp_path / "out")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "README.md").write_text("# My notes\n")
    with pytest.raises(FormatError, match="is a folder of other files"):
        Export(desk, scheme, export).to_file(mine)
    assert [path.name for path in mine.iterdir()] == ["README.md"]
    assert not list(tmp_path.glob(".*"))


def test_an_export_that_fails_leaves_the_older_folder(
    desk: Store, empty: Empty, scheme: Scheme, tmp_path: Path
) -> None:
    """To the byte, and nothing beside it."""
    wanted = Wanted(jsonl.FORMAT, split=Split(80, 10, 10))
    Export(desk, scheme, wanted).to_file(tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    other = empty()
    other.articles.add([article()])
    with pytest.raises(Exception, match="nothing to export"):
        Export(other, scheme, wanted).to_file(tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert not list(tmp_path.glob(".out*"))


def test_what_the_format_loses_is_counted(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Only what really suffers."""
    told = Export(desk, scheme, Wanted(doccano.FORMAT)).to_file(tmp_path / "out.jsonl")
    assert told.losses["attributes"] == 2
    assert told.losses["notes on paragraphs and articles"] == 2
    assert (
        told.losses["which words a discontinuous annotation leaves out: it covers all from its first to its last"] == 1
    )


def test_lossless_writes_nothing_where_something_would_be_lost(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """And the workbench's own records lose nothing."""
    with pytest.raises(FormatError, match=r"doccano would lose: .*attributes"):
        Export(desk, scheme, Wanted(doccano.FORMAT, lossless=True)).to_file(tmp_path / "out.jsonl")
    assert not list(tmp_path.glob("*out*"))
    assert Export(desk, scheme, Wanted(jsonl.FORMAT, lossless=True)).to_file(tmp_path / "out.jsonl").records == 5


SPLITS = {True: Split(100, 0, 0), False: Split(50, 25, 25, seed=6)}
"""Whether both articles of the desk are in one part."""


@pytest.mark.parametrize("together", SPLITS)
def test_a_relation_between_articles_stays_where_both_are_in_one_part(
    desk: Store, scheme: Scheme, tmp_path: Path, *, together: bool
) -> None:
    """Else the split keeps it back, which is told; either way each part can be proved by itself."""
    told = Export(desk, scheme, Wanted(jsonl.FORMAT, split=SPLITS[together])).to_file(tmp_path / "out")
    assert (told.relations, told.dropped) == ((2, 0) if together else (1, 1))
    assert (sorted(told.parts.values()) == [0, 0, 5]) is together
    for part in (tmp_path / "out").glob("*.jsonl"):
        broken = [one for one in Proof(lambda _: None).proved(jsonl.read(part, Source())) if isinstance(one, Broken)]
        assert not broken


@pytest.mark.parametrize("together", SPLITS)
def test_lossless_looks_at_what_each_part_would_hold(
    desk: Store, scheme: Scheme, tmp_path: Path, *, together: bool
) -> None:
    """What the split keeps back is not lost by the format."""
    with pytest.raises(FormatError, match="doccano would lose") as raised:
        Export(desk, scheme, Wanted(doccano.FORMAT, split=SPLITS[together], lossless=True)).to_file(tmp_path / "out")
    assert ("relations to annotations of other articles" in str(raised.value)) is together


def test_a_merged_layer_is_a_record_of_a_machine(desk: Store, scheme: Scheme, tmp_path: Path) -> None:
    """Called as the way to merge; one for each paragraph if that is the unit."""
    wanted = Wanted(jsonl.FORMAT, merge=Merge.UNION, unit=Unit.PARAGRAPH, read_only=True)
    Export(desk, scheme, wanted).to_file(tmp_path / "out.jsonl")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {(record["annotator"]["name"], record["annotator"]["kind"]) for record in records} == {("union", "machine")}
    assert [record["text"] for record in records] == ["“We knew,” she said.", "Nobody asked her why."]


@pytest.fixture
def tangle(desk: Store, scheme: Scheme) -> Store:
    """With an article of several sentences that was read: quotations over all of them linked to one another and to what
    was not read in another article, and a note on the first paragraph.
    """
    desk.articles.add([article("003_third", "One two. Three four. Five.\n\nSix seven.")])
    third = {"article_id": "003_third", "scheme": scheme.fingerprint}
    one, other, unread = (
        annotation((0, 38), **third),
        annotation((4, 38), **third),
        annotation((22, 28), scheme=scheme.fingerprint),
    )
    desk.layers.apply("001_first", "ann", made(unread))
    links = (relation(one, other, "same_quote"), relation(one, unread, "same_quote"))
    reading = (read(number, article_id="003_third") for number in (0, 1))
    desk.layers.apply("003_third", "ann", made(one, other, *links, *reading, note("all", 0, article_id="003_third")))
    return desk


@pytest.mark.parametrize("merge", [Merge.EACH, Merge.UNION, Merge.SOFT])
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("how", [{}, {"read_only": True}, {"negatives": False}])
def test_whatever_is_made_of_layers_holds(
    merge: Merge, unit: Unit, how: dict[str, bool], tangle: Store, tmp_path: Path
) -> None:
    """Every record by itself and all together: no id twice, no relation that leads nowhere."""
    Export(tangle, parse(SCHEME_TEXT), Wanted(jsonl.FORMAT, merge=merge, unit=unit, **how)).to_file(tmp_path / "out")
    records = list(Proof(lambda _: None).proved(jsonl.read(tmp_path / "out", Source())))
    assert records
    assert [record for record in records if isinstance(record, Broken)] == []
