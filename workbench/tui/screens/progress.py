"""How somebody who learns does: the score of each label, over time, and what they take for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from workbench.errors import WorkbenchError
from workbench.report.learners import ClassReport, Confused, Figures, Learner, learners
from workbench.report.sentences import course, many
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.screens.counting import Stopped
from workbench.tui.screens.forms import CLOSES
from workbench.tui.screens.modal import Modal

if TYPE_CHECKING:
    from workbench.tui.app import Bench

WIDEST = 110
"""Cells of the dialog at most."""
FRAME = 6
"""Of these for its border, padding and scroll bar."""
NAME = 22
"""Cells for a label."""
BARS = {80: 20, 0: 10}
"""Cells of a bar in a dialog of so many cells or more."""
COMMONEST = 8
"""Confusions that are told, at most."""


class ProgressScreen(Modal[None]):
    """What the store holds is counted when it opens, in a thread of its own: what is saved must not wait for it.

    Scrolls; the keys that open it close it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "close", show=False, id="progress.close"),
    ]

    def __init__(self, bench: Bench, again: Sequence[str]) -> None:
        super().__init__()
        self.bind_again(again, "dismiss")
        self._bench = bench
        self._page = Static("Counting…")
        self._report: ClassReport | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = "My scores"
            dialog.border_subtitle = f"↑ ↓ scroll · {CLOSES}"
            yield self._page

    def on_mount(self) -> None:
        self._bench.ask(lambda _: None, self._begin)  # what was labelled just now is to be counted, too

    def on_resize(self) -> None:
        self._draw()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What was wanted is there, or the reason why not."""
        worker = event.worker
        if event.state is WorkerState.SUCCESS:
            self._report = worker.result
            self._draw()
        elif event.state is WorkerState.ERROR and not worker.is_cancelled:
            if not isinstance(worker.error, WorkbenchError):
                raise worker.error or AssertionError
            self._page.update(Text(printable(worker.error.message)))

    def _begin(self, _: None) -> None:
        if self.is_attached:  # the store may answer when it is closed
            scheme, name = self._bench.scheme, self._bench.annotator
            count = partial(learners, self._bench.store, scheme, [name], _go_on)
            self.run_worker(count, thread=True, exit_on_error=False)

    def _draw(self) -> None:
        if self._report:
            width = min(self.size.width, WIDEST) - FRAME
            self._page.update(Text("\n").join(page(self._report, self._bench.scheme, width)))


def _go_on(_done: int, _number: int) -> None:
    """Called in the thread for each article. Raises Stopped when the screen is closed."""
    if get_current_worker().is_cancelled:
        raise Stopped


def page(report: ClassReport, scheme: Scheme, width: int) -> list[Text]:
    """The lines about the one learner of a report, in so many cells."""
    if not report.learners:
        return [Text("Nothing that you have read has a gold standard yet, so there is nothing to score.")]
    (learner,) = report.learners
    return [*_about(learner, report), Text(), *_labels(learner, report, scheme, width), *_confused(learner, scheme)]


def _about(learner: Learner, report: ClassReport) -> Iterator[Text]:
    articles, paragraphs = many(len(learner.sittings), "article"), many(learner.paragraphs, "paragraph")
    yield Text(f"Your first attempts at {paragraphs} of {articles}, held against gold.")
    mark = "" if report.pass_mark is None else f" You pass from {report.pass_mark:.2f} on, the stroke in the bars."
    yield Text(f"1.00 is all right; each annotation counts as much as it is right.{mark}", "dim")


def _labels(learner: Learner, report: ClassReport, scheme: Scheme, width: int) -> Iterator[Text]:
    """The course is by paragraph, the latest at its end."""
    cells = next(cells for least, cells in BARS.items() if width >= least)
    lines = [_label(one, report.pass_mark, scheme, cells) for one in learner.figures]
    yield Text(f"{'':{NAME}} score{'':{cells + 3}} gold yours  by paragraph", "dim")
    for one, line in zip(learner.figures, lines, strict=True):
        yield line.append(course(learner.course(one.label)[-(width - line.cell_len) :]))


def _label(one: Figures, mark: float | None, scheme: Scheme, cells: int) -> Text:
    name = Text("all labels", "bold") if one.label is None else named(scheme.label(one.label))
    name.truncate(NAME, overflow="ellipsis", pad=True)
    value = None if one.f1 is None else one.f1.value
    style = {None: "", True: "green", False: "yellow"}[one.passed]
    score = Text("     —" if value is None else f"  {value:.2f}", f"bold {style}")
    passed = Text(" ✓ " if one.passed else "   ", "green")
    counts = Text(f" {one.gold:4} {one.made:5}  ", "dim")
    return Text.assemble(name, score, passed, bar(value, mark, style, cells), counts)


def bar(value: float | None, mark: float | None, style: str, cells: int) -> Text:
    """A value in [0, 1] as so much of a line; `mark` stands in it as a stroke."""
    full = 0 if value is None else round(value * cells)
    line = Text.assemble(("━" * full, style), ("╌" * (cells - full), "dim"))
    if mark is None:
        return line
    at = min(cells - 1, round(mark * cells))
    return Text.assemble(line[:at], ("┃", "bold"), line[at + 1 :])


def _confused(learner: Learner, scheme: Scheme) -> Iterator[Text]:
    if learner.confused:
        yield Text()
        yield Text("What went wrong most often", "dim")
    for confused, count in learner.confused[:COMMONEST]:
        yield Text.assemble(f"{count:4} × ", _told(confused, scheme))


def _told(confused: Confused, scheme: Scheme) -> Text:
    gold, mine = (None if name is None else named(scheme.label(name)) for name in confused)
    if mine is None:
        return Text.assemble(gold or "", " missed")
    if gold is None:
        return Text.assemble(mine, " where gold has nothing")
    return Text.assemble(gold, " called ", mine)
