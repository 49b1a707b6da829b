"""Options that several commands have: one wording each."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from workbench.exchange import Incoming, Wanted
    from workbench.formats import Format, Source

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

format_option: Decorator = click.option(
    "--format",
    "format_name",
    default="jsonl",
    metavar="NAME",
    help="format of the files: `workbench formats` lists them  [default: jsonl]",
)
json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="print one JSON document")


def _pairs(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001 click calls it
    """`("a=b",)` → `{"a": "b"}`."""
    for one in given:
        if "=" not in one:
            raise click.BadParameter(f"'{one}' has no '=' in it.")
    pairs = dict(one.split("=", 1) for one in given)
    if len(pairs) < len(given):
        names = [one.split("=", 1)[0] for one in given]
        raise click.BadParameter(f"'{next(name for name in names if names.count(name) > 1)}' is given twice.")
    return pairs


def _together(*options: Decorator) -> Decorator:
    """All of the options as one decorator; help lists them in this order."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


def pairs_option(*names: str, metavar: str, help: str) -> Decorator:  # noqa: A002 as click calls it
    """An option that is given as `A=B`, several times."""
    return click.option(*names, multiple=True, callback=_pairs, metavar=metavar, help=help)


options_option = pairs_option(
    "-O",
    "--option",
    "options",
    metavar="NAME=VALUE",
    help="an option of the format: `workbench formats NAME` lists them; can be repeated",
)


# What comes in

who_options = _together(
    click.option("--annotator", default="", metavar="NAME", help="who annotated, where the files do not say"),
    click.option(
        "--annotator-from",
        type=click.Choice(["folder", "suffix"]),
        help="who annotated, where the files do not say: the name of each file's folder (ada/story.txt), or the part "
        "of its own name after the last _ (story_ada.txt)",
    ),
)

incoming_options = _together(
    who_options,
    pairs_option(
        "--map",
        "names",
        metavar="OLD=NEW",
        help="call the label or relation type OLD of the files NEW; can be repeated",
    ),
    click.option("--add-labels", is_flag=True, help="add the labels and relation types that the scheme does not have"),
    click.option(
        "--ignore-labels",
        is_flag=True,
        help="leave out annotations, attributes and relations for which the scheme has no word",
    ),
    click.option("--strict", is_flag=True, help="take nothing at all if anything cannot be taken"),
    click.option(
        "--unread",
        is_flag=True,
        help="do not mark the paragraphs of finished work as read: agreement counts only what is read",
    ),
)


def source(
    format_name: str, options: dict[str, str], annotator: str, annotator_from: str | None
) -> tuple[Format, Source]:
    """What `who_options` and the options of a format say. Raises WorkbenchError for an unknown format or option."""
    from workbench import formats

    if annotator and annotator_from:
        raise click.UsageError("--annotator and --annotator-from exclude each other.")
    format_ = formats.named(format_name)
    said_by = formats.SaidBy(annotator_from or "nothing")
    return format_, formats.Source(formats.options(format_, options), annotator, said_by)


def incoming(path: Path, format_name: str, options: dict[str, str], **given: Any) -> Incoming:
    """What `incoming_options` say. Raises WorkbenchError for an unknown format or option."""
    from workbench.exchange import Incoming, Unknown

    if given["add_labels"] and given["ignore_labels"]:
        raise click.UsageError("--add-labels and --ignore-labels exclude each other.")
    format_, said = source(format_name, options, given["annotator"], given["annotator_from"])
    return Incoming(
        format_,
        path,
        said,
        given["names"],
        Unknown.ADD if given["add_labels"] else Unknown.IGNORE if given["ignore_labels"] else Unknown.REFUSE,
        strict=given["strict"],
        finished=not given["unread"],
        dry=given.get("dry_run", False),
    )


# What leaves


def _split(ctx: click.Context, param: click.Parameter, given: str | None) -> tuple[int, int, int] | None:  # noqa: ARG001 click calls it
    """`"80/10/10"` → `(80, 10, 10)`."""
    if given is None:
        return None
    shares = [int(share) for share in given.split("/") if share.isascii() and share.isdigit()]
    if len(shares) != 3 or sum(shares) != 100:
        raise click.BadParameter("three percentages that make 100, such as 80/10/10: train, validation, test.")
    return shares[0], shares[1], shares[2]


training_options = _together(
    click.option("--gold", is_flag=True, help="only the gold standard"),
    click.option(
        "--merge",
        type=click.Choice(["each", "gold", "union", "majority", "unanimous", "soft"]),
        default="each",
        help="make one layer of those of several annotators: what anybody has (union), what more than half (majority) "
        "or all (unanimous) of those have who have read there, their share for each word (soft), or the gold standard "
        "(gold)  [default: each leaves by itself]",
    ),
    click.option(
        "--unit",
        type=click.Choice(["article", "paragraph", "sentence"]),
        default="article",
        help="cut to a record for each  [default: article]",
    ),
    click.option(
        "--read-only",
        is_flag=True,
        help="only paragraphs that their annotator has read: elsewhere a missing label says nothing",
    ),
    click.option("--no-negatives", is_flag=True, help="leave out records without annotations"),
    click.option(
        "--split",
        callback=_split,
        metavar="80/10/10",
        help="share the articles out to train, validation and test, near-duplicates together",
    ),
    click.option("--seed", default=0, help="another number draws another split  [default: 0]"),
    click.option("--lossless", is_flag=True, help="write nothing if the format would lose something"),
)


def wanted(format_name: str, options: dict[str, str], **given: Any) -> Wanted:
    """What `training_options` and the filters of a command say. Raises WorkbenchError for an unknown format."""
    from workbench import formats
    from workbench.exchange import Merge, Split, Unit, Wanted
    from workbench.model import State

    format_ = formats.named(format_name)
    shares: tuple[int, int, int] | None = given["split"]
    split = Split(*shares, seed=given["seed"]) if shares else None
    return Wanted(
        format_,
        given.get("annotator", ()),
        given.get("label", ()),
        given.get("article", ()),
        tuple(State(state.replace("-", " ")) for state in given.get("state", ())),
        formats.options(format_, options),
        given["gold"],
        Merge(given["merge"]),
        Unit(given["unit"]),
        given["read_only"],
        not given["no_negatives"],
        split,
        given["lossless"],
    )


# What is known of articles

_METADATA = {
    "byline": "who wrote it",
    "date": "when it was published, best as 2024-11-06",
    "outlet": "where it was published",
    "url": "its address",
    "language": "its language, best as a code: en, de, ru",
}


def metadata_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What can be said of an article besides its title."""
    for name, what in reversed(_METADATA.items()):
        command = click.option(f"--{name}", help=what)(command)
    return command
