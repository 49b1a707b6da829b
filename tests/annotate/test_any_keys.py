"""Whatever keys are pressed on whatever text, a reading keeps its promises."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.stage import SCHEME, opened, reading
from tests.strategies import crowded_text
from workbench import keys
from workbench.annotate import Reading
from workbench.annotate.linking import offered
from workbench.errors import Refused
from workbench.model import Annotation, Entry, ReadMark, Skip, Value, reading_order

Press = Callable[[Reading], Entry | None]


def command(name: str) -> Press:
    """The command of that name."""
    return lambda made: getattr(made, name)()


def first(made: Reading) -> str:
    """The id of the first annotation, if there is one."""
    return min(made.annotations, default="none")


def labelling(select: str, label: str) -> Press:
    """Select, then label."""

    def press(made: Reading) -> Entry | None:
        getattr(made, select)()
        return made.tag(label)

    return press


def selected(select: str, name: str) -> Press:
    """Select, then carry out the command of that name."""

    def press(made: Reading) -> Entry | None:
        getattr(made, select)()
        entry: Entry | None = getattr(made, name)()
        return entry

    return press


def joining(made: Reading) -> Entry | None:
    """Join the last annotation with the one that keys act on, if the scheme offers something."""
    if made.last is None or made.target is None:
        raise Refused("There are not two.")
    return made.relate(offered(made, made.last, made.target)[0])


own = [command.id for command in keys.COMMANDS if callable(getattr(Reading, command.id, None))]
labels = st.sampled_from(sorted(SCHEME.labels))
units = st.sampled_from(["select_word", "select_sentence", "select_paragraph", "extend_word_right", "extend_left"])
presses = st.one_of(
    st.sampled_from(own).map(command),
    st.sampled_from(["undo", "redo", "read", "edit", "grow_end", "shrink_start", "delete"]).map(command),
    st.sampled_from(["undo", "redo", "delete", "add_segment", "remove_segment", "next_cover"]).map(command),
    st.just(joining),
    st.tuples(units, st.sampled_from(["add_segment", "remove_segment"])).map(lambda both: selected(*both)),
    labels.map(lambda label: lambda made: made.tag(label)),
    st.tuples(units, labels).map(lambda both: labelling(*both)),
    st.tuples(st.integers(0, 99), st.booleans()).map(lambda to: lambda made: made.move_to(*to)),
    st.booleans().map(lambda yes: lambda made: made.set_attributes(first(made), {"certain": yes})),
    st.text(max_size=3).map(lambda words: lambda made: made.set_comment(first(made), words)),
    st.tuples(st.none() | st.just(0), st.text(max_size=3)).map(lambda both: lambda made: made.set_note(*both)),
    st.text(max_size=3).map(lambda reason: lambda made: made.skip_article(reason)),
    st.integers(0, 49).map(lambda n: lambda made: made.go_back(min(n, len(made.history.entries)))),
)
many = st.lists(presses, min_size=15, max_size=50)
some = settings(max_examples=30, deadline=None)  # the first sentence loads nupunkt
articles = st.lists(crowded_text.filter(str.strip), min_size=1, max_size=4).map("\n\n".join)


def pressed(made: Reading, keys_: Iterable[Press]) -> list[Entry]:
    """The entries that came of the keys; refusals must change nothing."""
    entries = []
    for press in keys_:
        before = values(made)
        try:
            entry = press(made)
        except Refused:
            assert values(made) == before
            continue
        if entry:
            entries.append(entry)
        else:
            assert values(made) == before
    return entries


def values(made: Reading) -> dict[object, Value]:
    """All that the layer holds."""
    skip = {"skip": made.skip} if made.skip else {}
    return {**made.annotations, **made.relations, **made.marks, **made.notes, **skip}


def replayed(entries: Iterable[Entry]) -> dict[object, Value]:
    """All that a layer holds after these entries; each must find what it replaces."""
    held: dict[object, Value] = {}
    for change in (change for entry in entries for change in entry.step):
        for value in (change.before, change.after):
            assert value is None or value == change.after or held.pop(_key(value)) == value
        if change.after:
            held[_key(change.after)] = change.after
    return held


def _key(value: Value) -> object:
    match value:
        case ReadMark():
            return value.paragraph
        case Skip():
            return "skip"
    return value.id


def all_of(step: Callable[[], Entry]) -> int:
    """Undo or redo as often as possible: how often?"""
    for times in count():
        try:
            step()
        except Refused:
            return times
    raise AssertionError


@some
@given(articles, many)
def test_the_caret_rests_on_graphemes_inside_paragraphs(text: str, keys_: list[Press]) -> None:
    """And a selection has both ends there."""
    made = opened(text)
    for press in keys_:
        pressed(made, [press])
        stops = {stop for paragraph in range(len(made.article.paragraphs)) for stop in made.units.stops[paragraph]}
        assert made.caret in stops
        assert made.selection is None or {made.selection.start, made.selection.end} <= stops
        assert made.caret in {made.article.paragraphs[made.paragraph].end, *made.units.stops[made.paragraph]}


@some
@given(articles, many)
def test_every_annotation_holds_words_of_the_article(text: str, keys_: list[Press]) -> None:
    """Sorted segments inside the text, trimmed when they are made, no two annotations the same."""
    made = opened(text)
    pressed(made, keys_)
    for one in made.annotations.values():
        assert all(before.end < after.start for before, after in pairwise(one.segments))
        assert 0 <= one.extent.start < one.extent.end <= len(text)
        assert one.quote(text).strip() == one.quote(text) != ""
    assert len({(one.label, one.segments) for one in made.annotations.values()}) == len(made.annotations)


@some
@given(articles, many)
def test_what_is_found_by_place_is_what_there_is(text: str, keys_: list[Press]) -> None:
    """Annotations by paragraph, under the caret, and counted, against a search through all."""
    made = opened(text)
    pressed(made, keys_)
    everything = sorted(made.annotations.values(), key=reading_order)
    for number, paragraph in enumerate(made.article.paragraphs):
        touching = [one for one in everything if _touches(one, paragraph.start, paragraph.end)]
        assert list(made.touching(number)) == touching
    assert {one.id for one in made.covering()} == {
        one.id for one in everything if any(part.start <= made.caret <= part.end for part in one.segments)
    }
    assert +Counter(made.counts) == Counter(one.label for one in everything)
    assert made.target is None or made.target in everything


@some
@given(articles, many)
def test_every_relation_has_both_its_ends(text: str, keys_: list[Press]) -> None:
    """No two are the same, and each is found from either end."""
    made = opened(text)
    pressed(made, keys_)
    for one in made.relations.values():
        assert all(one in made.index.relations_of(end) for end in (one.from_id, one.to_id))
        assert {one.from_id, one.to_id} <= made.annotations.keys()
    assert len({(one.type, one.from_id, one.to_id) for one in made.relations.values()}) == len(made.relations)


def _touches(one: Annotation, start: int, end: int) -> bool:
    return any(part.start < end and start < part.end for part in one.segments)


@some
@given(articles, many)
def test_undoing_everything_gives_the_beginning_and_redoing_it_the_end(text: str, keys_: list[Press]) -> None:
    """The history replays to what is, at every point."""
    made = opened(text)
    entries = pressed(made, keys_)
    end = values(made)
    assert replayed(entries) == end
    redone = all_of(made.redo)
    assert all_of(made.undo) >= redone
    assert values(made) == {}
    all_of(made.redo)
    for _ in range(redone):
        made.undo()
    assert values(made) == end


@some
@given(articles, many)
def test_reopening_an_article_loses_nothing(text: str, keys_: list[Press]) -> None:
    """Undo and redo go on as if it had never been closed."""
    made = opened(text)
    entries = pressed(made, keys_)
    again = opened(
        text,
        *made.annotations.values(),
        read=made.marks,
        history=tuple(entries),
        relations=tuple(made.relations.values()),
        notes=tuple(made.notes.values()),
        skip=made.skip,
    )
    assert [_again(made.undo), _again(made.undo), _again(made.redo)] == [
        _again(again.undo),
        _again(again.undo),
        _again(again.redo),
    ]


def _again(step: Callable[[], Entry]) -> object:
    try:
        return step().step
    except Refused as refused:
        return refused.message


def test_a_key_in_a_long_article_looks_at_one_paragraph() -> None:
    """Nothing is split that the caret is not in."""
    made = reading("\n\n".join(["He said “so” to her. Then he left."] * 500))
    made.move_to(made.article.paragraphs[250].start + 12)
    for press in (made.word_right, made.sentence_right, made.select_word, made.select_sentence):
        press()
    made.tag("quote")
    made.move_to(made.article.paragraphs[250].start + 9)
    made.select_quotation()
    for table in (made.units.stops, made.units.words, made.units.sentences, made.units.word_ends):
        assert len(table) <= 2
