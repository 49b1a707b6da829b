"""Files → files of another format, through a store that nobody sees: what import and export can do, this can do."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from workbench.exchange.card import Card
from workbench.exchange.exporting import Export, Exported, is_folder
from workbench.exchange.importing import Imported, Incoming, Tell, Unknown, import_file, words_of
from workbench.exchange.progress import Progress, silent
from workbench.exchange.reading import refuse_pipe
from workbench.exchange.wanted import Wanted
from workbench.scheme import Scheme
from workbench.store import open_store


@dataclass(frozen=True, slots=True)
class Converted:
    """What came in, and what left."""

    came: Imported
    left: Exported


@dataclass(frozen=True, slots=True)
class Conversion:
    """What comes in, what leaves, and under which scheme: None makes one of the words that the files use.

    `command` is told on the card of what leaves.
    """

    incoming: Incoming
    wanted: Wanted
    scheme: Scheme | None = None
    command: str = ""


def convert(
    conversion: Conversion, target: Path, tell: Tell = lambda _: None, progress: Progress = silent
) -> Converted:
    """Reads files of one format and writes them in another. Raises what `import_file` and `Export` raise."""
    incoming, scheme = conversion.incoming, conversion.scheme
    if scheme is None:
        refuse_pipe(incoming.path, "without a scheme its labels are looked for first")
        scheme = words_of(incoming, progress).scheme(incoming.path.resolve().stem)
        incoming = replace(incoming, unknown=Unknown.IGNORE)
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder, open_store(f"{folder}/workbench.db") as store:
        came = import_file(store, scheme, incoming, tell, progress)
        card = Card(conversion.command) if is_folder(conversion.wanted) else None
        left = Export(store, came.scheme, conversion.wanted).to_file(
            target, card, partial(progress, what="Writing articles")
        )
    return Converted(came, left)
