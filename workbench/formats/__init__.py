"""The exchange formats: one file each, and this table of them."""

from workbench.formats import jsonl
from workbench.formats.base import BrokenRecord, Format, Header, Record, SchemeText, annotators

FORMATS = (jsonl.FORMAT,)

__all__ = ["FORMATS", "BrokenRecord", "Format", "Header", "Record", "SchemeText", "annotators"]
