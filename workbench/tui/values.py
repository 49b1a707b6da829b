"""Attribute values as a person reads them."""

from __future__ import annotations

from workbench.model import AttributeValue

YES_NO = ("yes", "no")


def words(value: AttributeValue | None) -> tuple[str, ...]:
    """One word for each value that was chosen; none without an answer."""
    match value:
        case None:
            return ()
        case bool():
            return (YES_NO[0] if value else YES_NO[1],)
        case tuple():
            return value
    return (str(value),)
