"""A REFI-QDA project file that nobody vouches for: its archive, its XML, and what its sources refer to."""

from __future__ import annotations

import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from workbench.errors import FormatError
from workbench.formats.base import Broken, Source
from workbench.formats.lines import LONGEST

_DAMAGE = (BadZipFile, OSError, RuntimeError, ValueError, EOFError, KeyError, struct.error, zlib.error)
_UNPACKED = 64 * LONGEST
_ELEMENTS = 1_000_000
_DEPTH = 40


def opened(path: Path) -> ZipFile:
    """The archive at the path. Raises FormatError where there is none."""
    try:
        if path.exists() and not path.is_file():  # of a device, all that it gives would be read in search of an end
            raise FormatError(f"{path} is no file.")
        return ZipFile(path)
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror or error}.") from error
    except _DAMAGE as error:
        raise FormatError(f"{path} is no zip file, or a broken one: {error}.") from error


class _Archive:
    """The members of an archive, whatever the case of their names; small ones, and not too many."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._members = {info.filename.casefold(): info for info in archive.infolist()}
        self._left = _UNPACKED

    def read(self, name: str) -> bytes:
        info = self._members.get(name.casefold())
        if info is None:
            raise ValueError(f"the archive has no {name}")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ValueError(f"{name} is not packed as the standard says")
        if info.file_size > LONGEST:
            raise ValueError(f"{name} is larger than {LONGEST:,} bytes")
        if info.file_size > self._left:
            raise ValueError(f"all texts together are larger than {_UNPACKED:,} bytes")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(LONGEST)  # never more than file_size, whatever is packed
        except _DAMAGE as error:
            raise ValueError(f"{name} cannot be unpacked: {error}") from error
        self._left -= len(data)
        return data


class _Tree:
    """Makes elements of XML, names without namespaces. Raises ValueError for a document type, and for far too many."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._parser = expat.ParserCreate("utf-8", "}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._count = self._depth = 0

    def of(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise ValueError(f"it is no XML: {error}") from error
        return self._builder.close()

    def _refuse(self, *_: object) -> None:
        raise ValueError("it has a document type, which no project needs")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > _ELEMENTS or self._depth > _DEPTH:
            raise ValueError(f"it has more than {_ELEMENTS:,} elements, or more than {_DEPTH} in one another")
        self._builder.start(tag.rpartition("}")[2], attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag.rpartition("}")[2])


class Project:
    """A project file: its sources, and what they refer to. Raises FormatError for one that cannot be read."""

    def __init__(self, file: Path, source: Source, archive: ZipFile) -> None:
        self.file, self.source, self._archive = file, source, _Archive(archive)
        try:
            self.root = _Tree().of(self._archive.read("project.qde"))
        except ValueError as error:
            raise FormatError(f"{file}: project.qde cannot be read: {error}.") from error
        if self.root.tag != "Project":
            raise FormatError(f"{file}: project.qde is no REFI-QDA project.")
        self.users = {guid_of(one): _user(one) for one in self.all("Users/User")}
        self.facts = {guid_of(one): one.get("name", "") for one in self.all("Variables/Variable")}
        self.notes = {guid_of(one): one for one in self.all("Notes/Note")}
        self.links: dict[str, list[Element]] = defaultdict(list)
        for one in self.all("Links/Link"):
            self.links[guid_of(one, "originGUID")].append(one)
        paths = dict(_paths(self.root.find("CodeBook/Codes")))
        names = Counter(path[-1] for path in paths.values())
        self.codes = {key: path[-1] if names[path[-1]] == 1 else "/".join(path) for key, path in paths.items()}
        self.noted: set[str] = set()
        self.problems: list[str] = []

    def all(self, path: str) -> list[Element]:
        """The elements at a path below the root."""
        return self.root.findall(path)

    def told(self, name: str = "") -> Iterator[Broken]:
        """The problems since the last time, with the name of the source that has them."""
        for problem in self.problems:
            yield Broken(self.file, 0, f"“{name}”: {problem}" if name else problem)
        self.problems.clear()

    def who(self, *elements: Element) -> str:
        """Who made the first of these elements that says so; who is the only user; or whom a person names."""
        for guid in filter(None, (guid_of(element, "creatingUser") for element in elements)):
            if guid not in self.users:
                raise ValueError(f"no user has the guid {guid}")
            return self.users[guid]
        only = {*self.users.values()}
        return only.pop() if len(only) == 1 else self.source.who(self.file)

    def code(self, coding: Element) -> str:
        """The label of a coding."""
        ref = coding.find("CodeRef")
        guid = "" if ref is None else guid_of(ref, "targetGUID")
        if guid not in self.codes:
            raise ValueError(f"no code has the guid {guid}")
        return self.codes[guid]

    def text(self, element: Element) -> str:
        """The text of a source or a note: inside of the element, or in a file of the archive, never outside of it."""
        if (content := element.find("PlainTextContent")) is not None:
            return content.text or ""
        path = element.get("plainTextPath", "")
        if not path:
            raise ValueError("it has no plain text")
        name = path.removeprefix("internal://")
        if name == path:
            raise ValueError(f"its text is not in the archive but at {path}")
        name = name if name.casefold().startswith("sources/") else f"sources/{name}"
        try:
            return self._archive.read(name).decode()
        except UnicodeDecodeError as error:
            raise ValueError(f"{name} is not UTF-8: byte {error.start + 1}") from None

    def remarks(self, element: Element) -> list[tuple[Element, str]]:
        """The notes that an element refers to, with their words."""
        found = []
        for guid in (guid_of(ref, "targetGUID") for ref in element.iterfind("NoteRef")):
            if guid not in self.notes:
                self.problems.append(f"no note has the guid {guid}")
                continue
            self.noted.add(guid)
            try:
                found.append((self.notes[guid], self.text(self.notes[guid])))
            except ValueError as error:
                self.problems.append(f"a note cannot be taken: {error}")
        return found


def guid_of(element: Element, attribute: str = "guid") -> str:
    """A guid in the one way to write it."""
    return element.get(attribute, "").strip("{} ").casefold()


def _user(user: Element) -> str:
    return user.get("name", "").strip() or user.get("id", "").strip() or guid_of(user)


def _paths(codes: Element | None, above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for code in codes.iterfind("Code") if codes is not None else ():
        path = (*above, code.get("name", ""))
        yield guid_of(code), path
        yield from _paths(code, path)
