"""A REFI-QDA project file that nobody vouches for: its archive, its XML, and what its sources refer to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from workbench.errors import FormatError
from workbench.formats.archive import Archive
from workbench.formats.base import Broken, Source
from workbench.formats.xml_tree import tree


class Project:
    """A project file: its sources, and what they refer to. Raises FormatError for one that cannot be read."""

    def __init__(self, file: Path, source: Source, archive: Archive) -> None:
        self.file, self.source, self._archive = file, source, archive
        self._members = {one.filename.casefold(): one for one in archive.members}
        try:
            self.root = _without_namespaces(tree(self._content("project.qde")))
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
            return self._content(name).decode()
        except UnicodeDecodeError as error:
            raise ValueError(f"{name} is not UTF-8: byte {error.start + 1}") from None

    def _content(self, name: str) -> bytes:
        """Of a member of the archive, whatever the case of its name."""
        if name.casefold() not in self._members:
            raise ValueError(f"the archive has no {name}")
        return self._archive.read(self._members[name.casefold()])

    def remarks(self, element: Element) -> list[tuple[Element, str]]:
        """The notes that an element refers to, with their words, or else with their names."""
        found = []
        for guid in (guid_of(ref, "targetGUID") for ref in element.iterfind("NoteRef")):
            if guid not in self.notes:
                self.problems.append(f"no note has the guid {guid}")
                continue
            self.noted.add(guid)
            try:
                note = self.notes[guid]
                words = "\n\n".join(filter(None, (note.findtext("Description"), self.text(note))))
                found.append((note, words or note.get("name", "")))
            except ValueError as error:
                self.problems.append(f"a note cannot be taken: {error}")
        return found


def _without_namespaces(root: Element) -> Element:
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
    return root


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
