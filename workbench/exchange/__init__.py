"""Export, import and proof: the verbs between the store and files."""

from workbench.exchange.exporting import Exported, Wanted, export_file, export_stream
from workbench.exchange.importing import Imported, import_file
from workbench.exchange.progress import Progress
from workbench.exchange.proof import Known, kept_scheme
from workbench.exchange.verifying import Verified, verify

__all__ = [
    "Exported",
    "Imported",
    "Known",
    "Progress",
    "Verified",
    "Wanted",
    "export_file",
    "export_stream",
    "import_file",
    "kept_scheme",
    "verify",
]
