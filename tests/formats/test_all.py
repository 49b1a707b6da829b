"""What every format must do: give back what its losses leave, whatever the text."""

from collections import defaultdict
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.corpus import Folder, header, written_articles
from workbench.formats import FORMATS, Broken, Format, Source, annotators, options, values
from workbench.model import Annotated, Article, Value

BOTH_WAYS = [format_ for format_ in FORMATS if format_.read and format_.write]


@pytest.mark.parametrize("format_", BOTH_WAYS, ids=lambda format_: format_.name)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles=written_articles)
def test_what_is_written_is_read_but_for_the_losses(format_: Format, articles: list[Annotated]) -> None:
    """To the code point, for all annotators, in every format that goes both ways."""
    expected = {}
    for one in articles:
        if annotators(one):  # an article that nobody has touched is in no record
            lost = reduce(lambda left, loss: loss(left), format_.losses, one)
            expected[lost.article.id] = lost.article, by_key(lost)
    assert through(format_, articles) == expected


def through(format_: Format, articles: list[Annotated]) -> dict[str, tuple[Article, dict[tuple[str, ...], Value]]]:
    """What is read of what was written, by article."""
    assert format_.write
    assert format_.read
    chosen = options(format_, {})
    with TemporaryDirectory() as folder:
        target = Folder(Path(folder) / f"out{format_.suffix}")
        format_.write(target, header(), articles, chosen)
        found: dict[str, list[Annotated]] = defaultdict(list)
        if target.path.exists():
            for record in format_.read(target.path, Source(chosen, "ann")):
                if not isinstance(record, Broken):
                    found[record.annotated.article.id].append(record.annotated)
    return {id_: (parts[0].article, by_key(*parts)) for id_, parts in found.items()}


def by_key(*parts: Annotated) -> dict[tuple[str, ...], Value]:
    """All that was made, by what names it."""
    return {_key(value): value for part in parts for value in values(part)}


def _key(value: Value) -> tuple[str, ...]:
    return type(value).__name__, value.annotator, str(getattr(value, "id", "")), str(getattr(value, "paragraph", ""))
