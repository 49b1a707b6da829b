"""The exchange formats: one file each, and this table of them."""

from workbench.errors import FormatError
from workbench.formats import (
    brat,
    conll,
    docbin,
    doccano,
    huggingface,
    jsonl,
    label_studio,
    parquet,
    prodigy,
    qdpx,
    spreadsheet,
    web_annotation,
    xmi,
)
from workbench.formats.base import (
    UNTOLD,
    Broken,
    Format,
    Header,
    KindLoss,
    Loss,
    Option,
    Options,
    Record,
    SaidBy,
    SchemeText,
    Source,
    Target,
    annotators,
    by_annotator,
    values,
)
from workbench.names import did_you_mean, listed

FORMATS = (
    jsonl.FORMAT,
    brat.FORMAT,
    doccano.FORMAT,
    label_studio.FORMAT,
    prodigy.FORMAT,
    xmi.FORMAT,
    conll.FORMAT,
    docbin.FORMAT,
    huggingface.FORMAT,
    web_annotation.FORMAT,
    spreadsheet.FORMAT,
    parquet.FORMAT,
    qdpx.FORMAT,
)


def named(name: str) -> Format:
    """The format of this name. Raises FormatError, naming the nearest."""
    known = {format_.name: format_ for format_ in FORMATS}
    if name not in known:
        raise FormatError(f"There is no format '{name}'{did_you_mean(name, known)}")
    return known[name]


def options(format_: Format, given: Options) -> Options:
    """All options of the format, as given or as usual. Raises FormatError for an option or a value that it has not."""
    known = {option.name: option for option in format_.options}
    for name, value in given.items():
        if name not in known:
            raise FormatError(f"The format {format_.name} has no option '{name}'{did_you_mean(name, known)}")
        if known[name].values and value not in known[name].values:
            raise FormatError(f"'{value}' is no value of '{name}': it takes {listed(known[name].values)}.")
    return {option.name: given.get(option.name, option.usual) for option in format_.options}


__all__ = [
    "FORMATS",
    "UNTOLD",
    "Broken",
    "Format",
    "Header",
    "KindLoss",
    "Loss",
    "Option",
    "Options",
    "Record",
    "SaidBy",
    "SchemeText",
    "Source",
    "Target",
    "annotators",
    "by_annotator",
    "named",
    "options",
    "values",
]
