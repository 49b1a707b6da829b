"""Export, import and proof: the verbs between the store and files."""

from workbench.exchange.exporting import Exported, State, Wanted, export_file, export_stream
from workbench.exchange.importing import Imported, import_file
from workbench.exchange.verifying import Verified, verify

__all__ = [
    "Exported",
    "Imported",
    "State",
    "Verified",
    "Wanted",
    "export_file",
    "export_stream",
    "import_file",
    "verify",
]
