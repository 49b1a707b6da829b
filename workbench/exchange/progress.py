"""How a long task says how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Called with how much is done and how much there is, None where that is not known; `what` is done just now, in
    words for a person: empty where it is the task itself.
    """

    def __call__(self, done: int, total: int | None, *, what: str = "") -> None: ...


def silent(done: int, total: int | None, *, what: str = "") -> None:
    """Progress that nobody watches."""
