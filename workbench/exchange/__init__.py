"""Export, import and proof: the verbs between the store and files."""

from workbench.exchange.card import Card
from workbench.exchange.converting import Conversion, Converted, convert
from workbench.exchange.exporting import Export, Exported, is_folder
from workbench.exchange.importing import Imported, Incoming, Tell, Unknown, import_file
from workbench.exchange.losing import changes, lost
from workbench.exchange.progress import Progress
from workbench.exchange.proof import Known, kept_scheme
from workbench.exchange.reading import records_of
from workbench.exchange.verifying import Verified, verify
from workbench.exchange.wanted import Merge, Split, Unit, Wanted

__all__ = [
    "Card",
    "Conversion",
    "Converted",
    "Export",
    "Exported",
    "Imported",
    "Incoming",
    "Known",
    "Merge",
    "Progress",
    "Split",
    "Tell",
    "Unit",
    "Unknown",
    "Verified",
    "Wanted",
    "changes",
    "convert",
    "import_file",
    "is_folder",
    "kept_scheme",
    "lost",
    "records_of",
    "verify",
]
