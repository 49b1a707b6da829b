"""Bytes of a file → text: strictly, and nothing is taken away from the text, a byte-order mark included."""

from __future__ import annotations

import codecs
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import IntakeError
from workbench.symbols import unstorable

MAX_BYTES = 20_000_000
"""What one article may weigh; a novel has a fortieth of it."""

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED_ONLY = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7"]
_COMMONEST = "cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that its bytes were in, and whether that is a guess."""

    text: str
    encoding: str
    guessed: bool = False


def is_folder(path: Path) -> bool:
    """Whether it is a folder. Raises IntakeError for what is missing or neither a folder nor a file."""
    return stat.S_ISDIR(_status(path).st_mode)


def size_of(path: Path) -> int:
    """How many bytes the file has. Raises IntakeError as `is_folder`."""
    return _status(path).st_size


def _status(path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise IntakeError(f"{path} is a link to nothing." if path.is_symlink() else f"{path} does not exist.") from None
    except OSError as error:
        raise unreadable(path, error) from None
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise IntakeError(f"{path} is neither a file nor a folder, so no article can be read from it.")
    return status


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises IntakeError where it cannot be read or has more than MAX_BYTES."""
    size = size_of(path)
    if size > MAX_BYTES:
        raise IntakeError(
            f"{path} has {size / 1e6:,.0f} MB; an article may have {MAX_BYTES / 1e6:.0f} MB.",
            "If it holds many articles, split it, or make it a .jsonl file with one article a line.",
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def decode(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The text of `data`: by `encoding` if given, else by its byte-order mark, as UTF-8, or by a guess.

    `place` names the file in errors. Raises IntakeError with the position of the first byte that does not fit.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding:
        family = encoding.lower().replace("_", "-").removesuffix("-sig")
        same = marked if marked and marked.startswith(family) else encoding
        return Decoded(decode_as(data, place, same), encoding)
    if marked:
        return Decoded(decode_as(data, place, marked), marked)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        return _guessed(data, place, error)


def decode_as(data: bytes, place: str, encoding: str) -> str:
    """The text of `data` in exactly this encoding. Raises IntakeError as `decode`."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise IntakeError(
            f"{place} is not {encoding}: {_byte(error)} does not fit ({error.reason}).",
            "Name the encoding that it is in with --encoding.",
        ) from None
    except (LookupError, UnicodeError):
        raise IntakeError(
            f"There is no text encoding “{encoding}”.", "Common ones: utf-8, utf-16, cp1252, latin-1, gb18030, koi8-r."
        ) from None


def require_words(text: str, place: str) -> None:
    """Refuse what no article can be: nothing, only white space, or characters that cannot be stored."""
    require_storable(text, place)
    if not text:
        raise IntakeError(f"{place} is empty.")
    if not text.lstrip("\ufeff").strip():
        raise IntakeError(f"{place} holds only white space.")


def require_storable(text: str, place: str) -> None:
    """Refuse NUL and lone surrogates, with line and offset."""
    offset = unstorable(text)
    if offset is None:
        return
    line = text.count("\n", 0, offset) + 1
    is_nul = text[offset] == "\0"
    name = "a NUL character" if is_nul else f"a lone surrogate (U+{ord(text[offset]):04X})"
    raise IntakeError(
        f"{place} has {name} in line {line}, at offset {offset} (in characters, from 0).",
        "Is it a text file at all? If it is UTF-16 without a byte-order mark, say --encoding utf-16-le."
        if is_nul
        else "Half of a character is missing there; mend the file.",
    )


def _guessed(data: bytes, place: str, error: UnicodeDecodeError) -> Decoded:
    """What charset-normalizer takes the bytes for, Western European where that is as likely as anything else."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_exclusion=_MARKED_ONLY)
    best = matches.best()
    if best is None:
        raise IntakeError(
            f"{place} is not UTF-8 ({_byte(error)} does not fit), and no other encoding fits either.",
            "If it is text, name its encoding with --encoding.",
        )
    plausible = (m for m in matches if m.chaos <= best.chaos + 0.1 and m.coherence >= best.coherence - 0.05)
    common = any(_COMMONEST in match.could_be_from_charset for match in plausible)
    encoding = _COMMONEST if common else best.encoding
    return Decoded(decode_as(data, place, encoding), encoding, guessed=True)


def _byte(error: UnicodeDecodeError) -> str:
    return f"byte 0x{error.object[error.start]:02x} at position {error.start}"


def unreadable(path: Path, error: OSError) -> IntakeError:
    """The system's refusal in our words."""
    return IntakeError(f"{path} cannot be read: {error.strerror or error}.")
