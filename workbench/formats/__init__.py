"""The exchange formats: one file each, and this table of them."""

from workbench.errors import FormatError
from workbench.formats import jsonl
from workbench.formats.base import BrokenRecord, Format, Header, Record, SchemeText, annotators, values
from workbench.names import did_you_mean

FORMATS = (jsonl.FORMAT,)


def named(name: str) -> Format:
    """The format of this name. Raises FormatError, naming the nearest."""
    known = {format_.name: format_ for format_ in FORMATS}
    if name not in known:
        raise FormatError(f"There is no format '{name}'{did_you_mean(name, known)}")
    return known[name]


__all__ = ["FORMATS", "BrokenRecord", "Format", "Header", "Record", "SchemeText", "annotators", "named", "values"]
