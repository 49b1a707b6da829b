"""Members of JSON objects that nobody vouches for: each is of the type that a format says, or a sentence tells which.

`what` and `where` say in errors what a value is: `entities[2].label`. All raise ValueError.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

from workbench.model import AttributeValue

T = TypeVar("T")
Check = Callable[[object, str], T]
Members = Mapping[str, object]


def text(value: object, what: str) -> str:
    """The value as text."""
    if isinstance(value, str):
        return value
    raise ValueError(f"{what} is no text")


def name(value: object, what: str) -> str:
    """The value as text: a number that some tools write for a name is one, too."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text(value, what)


def integer(value: object, what: str) -> int:
    """The value as a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f"{what} is no whole number")


def number(value: object, what: str) -> float:
    """The value as a finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max:
        return float(value)
    raise ValueError(f"{what} is no number")


def listing(value: object, what: str) -> list[object]:
    """The value as a list."""
    if isinstance(value, list):
        return value
    raise ValueError(f"{what} is no list")


def mapping(value: object, what: str) -> Members:
    """The value as an object with members."""
    if isinstance(value, dict):
        return value
    raise ValueError(f"{what} is no object")


def attribute(value: object, what: str) -> AttributeValue:
    """The value as that of an attribute: text, a finite number, true, false, or a list of texts."""
    match value:
        case str() | bool():
            return value
        case int() | float() if abs(value) <= sys.float_info.max:
            return value
        case list() if all(isinstance(item, str) for item in value):
            return tuple(value)
    raise ValueError(f"{what} is neither text, a number, true, false nor a list of texts")


def need(members: Members, key: str, check: Check[T], where: str = "") -> T:
    """The member, which must be there."""
    what = f"{where}.{key}" if where else key
    if key not in members:
        raise ValueError(f"{what} is missing")
    return check(members[key], what)


def maybe(members: Members, key: str, check: Check[T], where: str = "") -> T | None:
    """The member, or None where it is missing or null."""
    return None if members.get(key) is None else need(members, key, check, where)
