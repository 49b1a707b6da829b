"""How a long task says how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int | None], None]
"""Called with how much is done and how much there is, None where that is not known."""


def silent(done: int, total: int | None) -> None:
    """Progress that nobody watches."""
