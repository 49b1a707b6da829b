"""A guideline as it is drawn, beside the article or over it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import given
from rich.cells import cell_len
from rich.console import Console
from textual.app import App, ComposeResult

from tests.annotate.stage import note, opened
from tests.strategies import nasty_text
from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench.scheme import Label, Scheme
from workbench.tui.widgets.guideline import GuidelinePanel, lines

SCHEME = schemes.parse(
    """
scheme: small
labels:
  quote:
    key: q
    guideline: |-
      Somebody else's words.

      With their marks.
    include: [Fragments of a few words.]
    exclude: [Titles.]
    examples: [{text: “It was time”, article: "004", note: partial}]
    attributes:
      form: {values: [full, partial], required: yes, default: full, guideline: Is it a whole sentence?}
      tone: {type: choices, values: [calm, angry]}
  direct: {parent: quote}
"""
)


class Use(NamedTuple):
    quote: str
    article_id: str


def drawn(name: str, width: int = 60, uses: Sequence[Use] = ()) -> list[str]:
    return [line.plain.rstrip() for line in lines(SCHEME.label(name), SCHEME, uses, width, Console())]


def test_all_that_the_scheme_says_is_there() -> None:
    """Guideline, rules, examples with their article, attributes with their values, and where it was used last."""
    assert drawn("quote", uses=[Use("“Never\nagain”", "012_x")]) == [
        " q  quote", "",
        "Somebody else's words.", "",
        "With their marks.", "",
        "include", "+ Fragments of a few words.", "",
        "exclude", "− Titles.", "",
        "examples", "· “It was time”  004, partial", "",
        "attributes",
        "· form  full, partial  (required; at first full)", "  Is it a whole sentence?",
        "· tone  calm, angry  (any of)", "",
        "my last uses", "· “Never again”  012_x",
    ]  # fmt: skip


def test_a_label_of_which_nothing_is_said_says_so() -> None:
    """A child names its parent; a free label is told from those of the scheme."""
    assert drawn("direct") == [" ·  direct", "a kind of quote"]
    assert drawn("irony", 80)[1:] == ["The scheme does not have this label, so it says nothing of it."]


def test_further_rows_of_a_rule_stand_under_its_words() -> None:
    """The mark stands alone at the left."""
    assert drawn("quote", 14)[8:10] == ["+ Fragments of", "  a few words."] or "  a few" in "\n".join(
        drawn("quote", 14)
    )


@given(nasty_text)
def test_no_guideline_reaches_beyond_its_width_or_the_terminal(text: str) -> None:
    """Whatever characters it is written in."""
    label = Label("nasty", None, "#ff0000", guideline=text, include=(text,))
    page = lines(label, Scheme("s", "1", {"nasty": label}), (), 30, Console())
    assert all(cell_len(line.plain) <= 30 and "\x1b" not in line.plain for line in page)


class Wall(App[None]):
    """The panel alone; `asked` are the labels whose uses it wanted to know."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.panel = GuidelinePanel(SCHEME, self.ask, lambda: "I")

    def ask(self, label: str, then: Callable[[Sequence[Use]], None]) -> None:
        self.asked.append(label)
        then([Use("“Never”", "012")])

    def compose(self) -> ComposeResult:
        yield self.panel

    def on_mount(self) -> None:
        self.panel.display = True


async def test_it_follows_the_caret_and_stays_where_there_is_no_annotation() -> None:
    """The selection is about to become something else: the label before it stays."""
    app = Wall()
    text = "One two three."
    reading = opened(text, note(text, "One", "quote"), note(text, "three", "direct", id="2"))
    async with app.run_test(size=(40, 30)) as pilot:
        for caret, label in ((1, "q  quote"), (5, "q  quote"), (10, "·  direct")):
            reading.move_to(caret)
            app.panel.follow(reading)
            await pilot.pause()
            assert text_of(app).splitlines()[0].strip() == label


async def test_it_asks_for_the_last_uses_once_the_caret_rests() -> None:
    """A caret that only passes by asks nothing."""
    app = Wall()
    async with app.run_test(size=(40, 30)) as pilot:
        app.panel.show("quote")
        app.panel.show("direct")
        while not app.asked:
            await pilot.pause()
        assert app.asked == ["direct"]
        await pilot.pause()
        assert "“Never”  012" in text_of(app)


async def test_what_has_no_room_comes_page_by_page() -> None:
    """Until there is nothing further."""
    app = Wall()
    async with app.run_test(size=(40, 12)) as pilot:
        app.panel.show("quote")
        await pilot.pause()
        assert text_of(app).splitlines()[-1].strip() == "⋯ I: further"
        assert app.panel.turn()
        await pilot.pause()
        assert "attributes" in text_of(app)
        assert "⋯" not in text_of(app) or app.panel.turn()
        assert not app.panel.turn()
