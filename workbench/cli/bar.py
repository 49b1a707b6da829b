"""How the progress bar looks: what is done, how much of how much, how fast, and for how long yet."""

from __future__ import annotations

from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.text import Text


class Bar(Progress):
    """A bar for one thing after the other; rate and rest are those of the thing at hand."""

    @classmethod
    def get_default_columns(cls) -> tuple[ProgressColumn, ...]:
        """Asked for by rich. On a narrow terminal the bar gives way, not the numbers."""
        whole = Column(no_wrap=True)
        rest = TimeRemainingColumn(table_column=whole)
        return TextColumn("{task.description}"), BarColumn(), _Count(whole), _Rate(whole), rest

    def tell(self, what: str, done: int, total: int | None) -> None:
        """Show how far it is."""
        if not self.tasks or self.tasks[0].description != what:
            for id_ in self.task_ids:
                self.remove_task(id_)
            self.add_task(what, total=total)
        self.update(self.task_ids[0], completed=done, total=total)


class _Count(ProgressColumn):
    """`1,204/2,000`."""

    def render(self, task: Task) -> Text:
        total = "" if task.total is None else f"/{task.total:,.0f}"
        return Text(f"{task.completed:,.0f}{total}", "progress.download")


class _Rate(ProgressColumn):
    """`350/s`, of the last half minute."""

    max_refresh = 0.5

    def render(self, task: Task) -> Text:
        if task.speed is None:
            return Text()
        return Text(f"{task.speed:,.{0 if task.speed >= 10 else 1}f}/s", "progress.data.speed")
