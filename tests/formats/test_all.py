"""What every format must do: give back what its losses leave, whatever the text and the options."""

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import SCHEME, annotation, article, read
from tests.formats.corpus import EVERYBODY, LABELS, Folder, written_articles
from workbench.exchange.losing import leaving
from workbench.formats import (
    FORMATS,
    Broken,
    Format,
    Header,
    Options,
    Record,
    SchemeText,
    Source,
    annotators,
    by_annotator,
    conll,
    losses,
    options,
    values,
)
from workbench.model import Annotated, Annotation, Article, Kind, Value, reading_order

BOTH_WAYS = [format_ for format_ in FORMATS if format_.read]
FREE = {
    "conll": [
        {"columns": "token,tag,misc"},
        {"columns": "misc,tag,x,token", "separator": "space"},
        {"columns": "token,misc,tag", "documents": "docstart", "tags": "biluo"},
    ],
    "docbin": [{"language": "xx"}, {"language": "de", "spans": "news"}],
    "label-studio": [{"text": "body"}],
}
"""Values of options that can have any."""


def choices() -> Iterator[tuple[Format, Options]]:
    """Every value of every option that is not the usual one."""
    for format_ in BOTH_WAYS:
        for option in format_.options:
            yield from ((format_, {option.name: value}) for value in option.values if value != option.usual)
        yield from ((format_, chosen) for chosen in FREE.get(format_.name, ()))


SCHEMED = SchemeText(SCHEME, "test", f"scheme: test\nlabels: {json.dumps({label: {} for label in LABELS})}\n")
HEADER = Header(SCHEMED, "1", EVERYBODY, {SCHEME: SCHEMED})

Layer = tuple[Kind, Article, dict[tuple[str, ...], Value]]
in_all_cases = settings(deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def repeated(draw: st.DrawFn) -> list[Annotated]:
    """Articles with annotations that are there twice, or would be if a format left something out; of one at least
    somebody made something, because an export of nothing is refused.
    """
    articles = draw(written_articles.filter(lambda articles: any(map(annotators, articles))))
    return [replace(one, annotations=_repeated(draw, one.annotations)) for one in articles]


def _repeated(draw: st.DrawFn, made: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    again = draw(st.lists(st.sampled_from(made), max_size=2)) if made else []
    more = [replace(one, id=uuid.uuid4().hex, comment=draw(st.sampled_from([one.comment, "x"]))) for one in again]
    return tuple(sorted((*made, *more), key=reading_order))


@pytest.mark.parametrize("format_", BOTH_WAYS, ids=lambda format_: format_.name)
@settings(in_all_cases, max_examples=60)
@given(articles=repeated())
def test_what_is_written_is_read_but_for_the_losses(format_: Format, articles: list[Annotated]) -> None:
    """To the code point, with the kinds of all annotators, in every format that goes both ways; nothing is refused."""
    chosen = options(format_, {})
    assert found(format_, articles, chosen) == expected(format_, articles, chosen)


@pytest.mark.parametrize(
    ("format_", "given_"), [*choices()], ids=lambda one: one.name if isinstance(one, Format) else ",".join(one.values())
)
@settings(in_all_cases, max_examples=20)
@given(articles=repeated())
def test_the_losses_are_those_of_the_options(format_: Format, given_: Options, articles: list[Annotated]) -> None:
    """As above, with every value of every option."""
    chosen = options(format_, given_)
    assert found(format_, articles, chosen) == expected(format_, articles, chosen)


FINISHED = {losses.read_marks: (True, True), losses.readers: (True, True), losses.unfinished: (False, True)}
"""Whether who has read a part, and who has read all, is taken to have read all, by what is told as lost."""


@pytest.mark.parametrize("format_", BOTH_WAYS, ids=lambda format_: format_.name)
def test_who_has_finished_is_as_the_losses_say(format_: Format) -> None:
    """Where a format has read marks of its own, nobody has to be taken for somebody who has finished."""
    chosen = options(format_, {})
    [told] = [FINISHED[loss] for loss in format_.losses(chosen) if loss in FINISHED] or [(False, False)]
    for read_, finished in zip([(read(0),), (read(0), read(1))], told, strict=True):
        [record] = through(format_, [Annotated(article(), (annotation(),), read=read_)], chosen)
        assert record.finished == ({"ann"} if finished else set())


def expected(format_: Format, articles: Iterable[Annotated], chosen: Options) -> dict[tuple[str, ...], Layer]:
    """What the losses leave."""
    whole = (replace(one, by=tuple(annotators(one))) for one in articles)
    left = [reduce(lambda left, loss: loss(left), format_.losses(chosen), one) for one in whole]
    kept = format_.kinds or (lambda _, kind: kind)
    kinds = {name: kept(name, kind) for name, kind in EVERYBODY.items()}
    return layers((one, {name: kinds.get(name, Kind.PERSON) for name in one.by}) for one in left)


def found(format_: Format, articles: Iterable[Annotated], chosen: Options) -> dict[tuple[str, ...], Layer]:
    """What is read of what was written; names that the reader had to make up are none."""
    told = [(one.annotated, one.kinds) for one in through(format_, articles, chosen)]
    lost = format_.losses(chosen)
    if conll.unnamed in lost:
        made_up = lost[lost.index(conll.unnamed) :]
        told = [
            (reduce(lambda left, loss: loss(left), made_up, replace(one, by=tuple(kinds))), {"": kinds["ann"]})
            for one, kinds in told
        ]
    return layers(told)


def through(format_: Format, articles: Iterable[Annotated], chosen: Options) -> Iterator[Record]:
    """The records of the file of these articles."""
    assert format_.read
    with TemporaryDirectory() as folder:
        target = Folder(Path(folder) / f"out{format_.suffix}")
        format_.write(target, HEADER, leaving(articles, format_, chosen, EVERYBODY, Counter()), chosen)
        for record in format_.read(target.path, Source(chosen, "ann")) if target.path.exists() else ():
            assert not isinstance(record, Broken), record
            yield record


def layers(told: Iterable[tuple[Annotated, dict[str, Kind]]]) -> dict[tuple[str, ...], Layer]:
    """What each annotator made of each article, by what names it."""
    found: dict[tuple[str, ...], Layer] = {}
    for one, kinds in told:
        for name, layer in by_annotator(replace(one, by=tuple(kinds))):
            key = one.article.id, one.article.text, name
            _, _, before = found.get(key, (None, None, {}))
            found[key] = kinds[name], one.article, before | {_key(value): value for value in values(layer)}
    return found


def _key(value: Value) -> tuple[str, ...]:
    return type(value).__name__, value.annotator, str(getattr(value, "id", "")), str(getattr(value, "paragraph", ""))
