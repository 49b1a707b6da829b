"""What is here already, and what comes again."""

from pathlib import Path

import pytest

from tests.exchange.conftest import Empty
from tests.factories import annotation, article, made, note, read
from workbench import formats
from workbench.exchange import Export, Incoming, Unknown, Wanted, import_file
from workbench.formats import FORMATS, Broken, Format, Record, Source
from workbench.model import Kind
from workbench.scheme import Scheme, parse
from workbench.store import Store


@pytest.fixture
def any_url(sqlite_url: str) -> str:
    """What is compared does not depend on the database."""
    return sqlite_url


def begun(store: Store, scheme: Scheme) -> Store:
    """With an article that Ann can label."""
    store.articles.add([article()])
    store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    store.people.ensure("ann")
    return store


def bring(store: Store, scheme: Scheme, format_: Format, path: Path) -> tuple[bool, list[Broken]]:
    """Whether anything came, and what could not."""
    told: list[Broken] = []
    source = Source({option.name: option.usual for option in format_.options})
    incoming = Incoming(format_, path, source, unknown=Unknown.IGNORE)
    return import_file(store, scheme, incoming, told.append).changed, told


@pytest.mark.parametrize("format_", [one for one in FORMATS if one.read], ids=lambda one: one.name)
def test_what_is_said_to_be_written_is_what_is_read(
    format_: Format, empty: Empty, scheme: Scheme, tmp_path: Path
) -> None:
    """What a format cannot hold is not counted: an annotation over another, one that differs in what it loses."""
    store = begun(empty(), scheme)
    whole = annotation((0, 9), scheme=scheme.fingerprint)
    inner = annotation((1, 5), scheme=scheme.fingerprint)
    alike = annotation((0, 9), scheme=scheme.fingerprint, comment="again")
    store.layers.apply("001_first", "ann", made(whole, inner, alike, note("Look."), read(0), read(1)))
    path = tmp_path / f"out{format_.suffix}"
    told = Export(store, scheme, Wanted(format_)).to_file(path)
    assert format_.read
    source = Source({option.name: option.usual for option in format_.options})
    found = [one.annotated for one in format_.read(path, source) if isinstance(one, Record)]
    assert told.annotations == sum(len(one.annotations) for one in found)
    assert told.notes == sum(len(one.notes) for one in found)


def test_what_a_file_tells_twice_of_an_article_comes_once(empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """The later line adds what the first did not say."""
    store, path = begun(empty(), scheme), tmp_path / "twice.jsonl"
    labels = ('[0, 9, "direct_quote"]', '[0, 9, "direct_quote"], [1, 8, "hedge"]')
    path.write_text("".join(f'{{"text": "We knew it.", "label": [{one}]}}\n' for one in labels), encoding="utf-8")
    doccano = formats.named("doccano")
    source = Source({option.name: option.usual for option in doccano.options}, annotator="ann")
    told = import_file(store, scheme, Incoming(doccano, path, source))
    [article_id] = told.articles
    layer = store.layers.load(article_id, "ann")
    assert [one.label for one in layer.annotations] == ["direct_quote", "hedge"]
    assert (told.broken, len(layer.read), len(layer.history)) == (0, 1, 2)


@pytest.mark.parametrize(("name", "kind"), [("gold", Kind.GOLD), ("ann", Kind.PERSON)])
def test_whom_the_importer_calls_gold_is_the_gold_standard(
    name: str, kind: Kind, empty: Empty, scheme: Scheme, tmp_path: Path
) -> None:
    """Other tools' files do not know what gold is."""
    store, path = empty(), tmp_path / "told.jsonl"
    path.write_text('{"text": "We knew it.", "label": [[0, 9, "direct_quote"]]}\n', encoding="utf-8")
    doccano = formats.named("doccano")
    source = Source({option.name: option.usual for option in doccano.options}, annotator=name)
    import_file(store, scheme, Incoming(doccano, path, source))
    assert store.people.all() == {name: kind}


def test_what_a_poorer_tool_cannot_say_is_no_conflict(empty: Empty, scheme: Scheme, tmp_path: Path) -> None:
    """It stays as it is here; what the tool says otherwise is told."""
    store = begun(empty(), scheme)
    quote = annotation((0, 9), attributes={"form": "full"}, comment="Who?", unsure=True, scheme=scheme.fingerprint)
    store.layers.apply("001_first", "ann", made(quote, read(0), read(1)))
    doccano, prodigy = formats.named("doccano"), formats.named("prodigy")
    Export(store, scheme, Wanted(doccano)).to_file(tmp_path / "poor.jsonl")
    assert bring(store, scheme, doccano, tmp_path / "poor.jsonl") == (False, [])
    assert store.layers.load("001_first", "ann").annotations == (quote,)
    Export(store, scheme, Wanted(prodigy)).to_file(tmp_path / "rich.jsonl")
    changed = (tmp_path / "rich.jsonl").read_text(encoding="utf-8").replace("Who?", "Why?")
    (tmp_path / "rich.jsonl").write_text(changed, encoding="utf-8")
    _, [broken] = bring(store, scheme, prodigy, tmp_path / "rich.jsonl")
    assert broken.reason.endswith("is here already, with another comment")


@pytest.mark.parametrize("format_", [one for one in FORMATS if one.read], ids=lambda one: one.name)
def test_a_file_that_comes_again_is_known_with_its_values(
    format_: Format, empty: Empty, scheme: Scheme, tmp_path: Path
) -> None:
    """A number that the format tells as text is the number that is here; what was left out is not asked for."""
    store = begun(empty(), scheme)
    values = {"form": "full", "note": "yes", "size": 3}
    quote = annotation((0, 9), attributes=values, scheme=scheme.fingerprint)
    store.layers.apply("001_first", "ann", made(quote, read(0), read(1)))
    path = tmp_path / f"out{format_.suffix}"
    Export(store, scheme, Wanted(format_)).to_file(path)

    narrower = parse(scheme.text.replace("[form, note, size]", "[form, size]"))
    for known in (scheme, *([narrower] if format_.name not in {"jsonl", "parquet"} else [])):
        other = empty()
        assert bring(other, known, format_, path) == (True, [])
        assert bring(other, known, format_, path) == (False, [])
