"""A number typed before a command, and a command carried out so many times."""

from __future__ import annotations

from collections.abc import Callable

from workbench.errors import Refused
from workbench.model import Entry

MOST = 999


class Count:
    """The digits typed so far: at most `MOST`, where a digit more changes nothing; a zero alone is no number."""

    def __init__(self) -> None:
        self._number = 0

    def __bool__(self) -> bool:
        return self._number > 0

    def __str__(self) -> str:
        return str(self._number)

    def typed(self, character: str | None) -> bool:
        """Take a digit; says whether it was one that means something."""
        if character is None or character not in "0123456789" or (character == "0" and not self._number):
            return False
        number = 10 * self._number + int(character)
        self._number = number if number <= MOST else self._number
        return True

    def taken(self) -> int | None:
        """The number, which is gone then; None without one."""
        number, self._number = self._number, 0
        return number or None


def repeated(command: Callable[[], Entry | None], times: int) -> tuple[list[Entry], Refused | None]:
    """The entries of a command carried out so many times, or until it was refused, and then why."""
    entries: list[Entry] = []
    for _ in range(times):
        try:
            entry = command()
        except Refused as refusal:
            return entries, refusal
        entries += [entry] if entry else []
    return entries, None
