"""The XML of Apache UIMA: a CAS in XMI, and the type system that declares its types; see the chapters on both in the
references of UIMA Java, release 3. What INCEpTION's types mean is known in `xmi`.

Offsets are UTF-16 units, as Java counts. Names of types and features never become code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from workbench.errors import FormatError
from workbench.formats.archive import opened
from workbench.formats.base import Broken
from workbench.formats.files import bytes_of, files
from workbench.formats.xml_tree import tree
from workbench.model import AttributeValue, Span
from workbench.spans import Ruler, Unit

TYPE_SYSTEM = "TypeSystem.xml"
TOP, BASE, ANNOTATION, STRING = "uima.cas.TOP", "uima.cas.AnnotationBase", "uima.tcas.Annotation", "uima.cas.String"
BOOLEAN, FLOAT = "uima.cas.Boolean", "uima.cas.Float"
DOCUMENT_ANNOTATION = "uima.tcas.DocumentAnnotation"
_BUILT_IN = {DOCUMENT_ANNOTATION: ANNOTATION, ANNOTATION: BASE, BASE: TOP}
_STRINGS, _REFERENCES = "uima.cas.StringArray", "uima.cas.FSArray"
_NUMBERS = re.compile(r"uima\.cas\.(?:Boolean|Byte|Short|Integer|Long|Float|Double)(?:Array|List)")
_ID = "{http://www.omg.org/XMI}id"
_PLACE = {"sofa", "begin", "end", _ID}


# Writing


class Elements:
    """The feature structures of a text as they are written; the first is number 2, for the text is number 1.

    `prefixes` are those of the packages of all types, as XML writes them.
    """

    def __init__(self, text: str, prefixes: Mapping[str, str]) -> None:
        self._text = text
        self._ruler = Ruler(text, Unit.UTF_16)
        self._prefixes = prefixes
        self._lines: list[str] = []

    def add(self, type_: str, features: Mapping[str, str], span: Span | None = None) -> str:
        """Gives the xmi:id of the new one."""
        package, _, name = type_.rpartition(".")
        number = str(len(self._lines) + 2)
        place = ' begin="{}" end="{}"'.format(*self._ruler.offsets(span)) if span else ""
        values = "".join(f" {key}={quoteattr(value)}" for key, value in features.items())
        self._lines.append(f'<{self._prefixes[package]}:{name} xmi:id="{number}" sofa="1"{place}{values}/>\n')
        return number

    def lines(self) -> Iterator[str]:
        """The file."""
        spaces = (f' xmlns:{prefix}="{_space(package)}"' for package, prefix in self._prefixes.items())
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
        yield f' xmlns:cas="{_space("uima.cas")}"{"".join(spaces)} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
        yield from self._lines
        yield '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
        yield f" sofaString={quoteattr(self._text)}/>\n"
        members = " ".join(str(number) for number in range(2, len(self._lines) + 2))
        yield f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'


def _space(package: str) -> str:
    return f"http:///{package.replace('.', '/')}.ecore"


Declared = tuple[str, str, Iterable[tuple[str, str]]]
"""A type, the one above it, and the features that it has besides, with their ranges."""


def type_system(types: Iterable[Declared]) -> Iterator[str]:
    """The lines of a type system."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n'
    for name, above, features in types:
        yield f"<typeDescription><name>{name}</name><description/><supertypeName>{above}</supertypeName><features>\n"
        for feature, range_ in features:
            yield f"<featureDescription><name>{feature}</name><description/><rangeTypeName>{range_}</rangeTypeName>"
            yield "</featureDescription>\n"
        yield "</features></typeDescription>\n"
    yield "</types>\n</typeSystemDescription>\n"


# Reading: each function raises ValueError with the sentence that follows the file


class XmiFile(NamedTuple):
    """A file, where it is (in a zip: where it would be, were that a folder), and its type system."""

    path: Path
    data: bytes
    system: bytes


def xmi_files(path: Path) -> Iterator[XmiFile | Broken]:
    """The `.xmi` files of a folder, and those in zips, each with the TypeSystem.xml beside it or above.

    Raises FormatError where there is none, or where the one file that is asked for cannot be read.
    """
    for file in files(path, ".xmi", ".zip"):
        try:
            if file.suffix.casefold() == ".zip":
                yield from _unzipped(file)
            else:
                yield XmiFile(file, bytes_of(file), _beside(file))
        except FormatError as error:
            if file == path:
                raise
            yield Broken(file, 0, error.message)
        except ValueError as error:
            yield Broken(file, 0, str(error))


def _beside(file: Path) -> bytes:
    """Of its folder, or one of the three above: INCEpTION has it beside the file, we have it at the top."""
    for folder in file.absolute().parents[:4]:
        if (folder / TYPE_SYSTEM).is_file():
            return bytes_of(folder / TYPE_SYSTEM)
    raise ValueError(f"there is no {TYPE_SYSTEM} beside it, nor in the folders above")


def _unzipped(file: Path) -> Iterator[XmiFile | Broken]:
    """The files of a zip."""
    with opened(file) as archive:
        held = {PurePosixPath(one.filename): one for one in archive.members}
        found = sorted(name for name in held if name.suffix.casefold() == ".xmi" and name.name[0] != ".")
        if not found:
            raise ValueError("in the zip is no .xmi file; if it holds a whole project, unpack it first")
        for name in found:
            place = file.joinpath(*(part for part in name.parts if part not in ("/", "..")))
            try:
                packed = XmiFile(place, archive.read(held[name]), archive.read(held[_system_of(name, held)]))
            except ValueError as error:
                yield Broken(place, 0, str(error))
            else:
                yield packed


def _system_of(name: PurePosixPath, held: Container[PurePosixPath]) -> PurePosixPath:
    for system in (folder / TYPE_SYSTEM for folder in name.parents):
        if system in held:
            return system
    raise ValueError(f"in the zip is no {TYPE_SYSTEM} for it")


class System(NamedTuple):
    """The types of a file: what each is a special case of, and its own features with their ranges."""

    above: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]

    def line(self, type_: str) -> list[str]:
        """The type, the one above it, and so on."""
        found: list[str] = []
        while type_ and type_ not in found:
            found.append(type_)
            type_ = _BUILT_IN.get(type_) or self.above.get(type_, "")
        return found

    def features(self, type_: str) -> dict[str, str]:
        """All features of the type with their ranges."""
        return {name: range_ for each in self.line(type_) for name, range_ in self.own.get(each, {}).items()}


@lru_cache(maxsize=4)  # most files of a folder have the same
def _system(data: bytes) -> System:
    try:
        root = tree(data)
    except ValueError as error:
        raise ValueError(f"its {TYPE_SYSTEM}: {error}") from None
    own: dict[str, dict[str, str]] = {}
    above: dict[str, str] = {}
    for one in root.iterfind("{*}types/{*}typeDescription"):
        name = _words(one, "name")
        above[name] = _words(one, "supertypeName")
        declared = one.iterfind("{*}features/{*}featureDescription")
        own[name] = {_words(each, "name"): _words(each, "rangeTypeName") for each in declared}
    if not above:
        raise ValueError(f"its {TYPE_SYSTEM} declares no types")
    return System(above, own)


def _words(element: Element, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


class Thing(NamedTuple):
    """A feature structure: features as they stand in the file, those with several values apart."""

    type: str
    features: Mapping[str, str]
    lists: Mapping[str, list[str]]

    @property
    def id(self) -> str:
        """Empty for a few that nothing can refer to."""
        return self.features.get(_ID, "")

    @property
    def name(self) -> str:
        """Of its type, without the package."""
        return self.type.rpartition(".")[2]


def _thing(element: Element) -> Thing:
    lists: dict[str, list[str]] = {}
    for child in element:
        lists.setdefault(child.tag, []).append(child.text or "")
    space, _, name = element.tag.removeprefix("{http:///").rpartition(".ecore}")
    package = space.replace("/", ".")
    return Thing(f"{package}.{name}" if package != "uima.noNamespace" else name, element.attrib, lists)


class Values(NamedTuple):
    """The features of a thing: plain values, the xmi:ids that others refer to, and sentences about what is neither."""

    plain: dict[str, AttributeValue]
    references: list[tuple[str, str]]
    problems: list[str]


class Cas:
    """What is in a file: the text, its types, and what is in the index of the text; what is not was deleted."""

    def __init__(self, file: XmiFile) -> None:
        self.system = _system(file.system)
        every = [_thing(each) for each in tree(file.data)]
        views = [one for one in every if one.type == "uima.cas.View"]
        self.by_id = {one.id: one for one in every if one.id}
        if len(self.by_id) < len(every) - len(views):
            raise ValueError("an xmi:id is missing, or given twice")
        sofas = [one for one in every if one.type == "uima.cas.Sofa"]
        sofa = next((one for one in sofas if one.features.get("sofaID") == "_InitialView"), sofas[0] if sofas else None)
        if not sofa or "sofaString" not in sofa.features:
            raise ValueError("it is no CAS of a text: there is no Sofa with a sofaString")
        self.text = sofa.features["sofaString"]
        self.texts = len(sofas)
        mine = [view for view in views if view.features.get("sofa") == sofa.id]
        members = {id_ for view in mine for id_ in view.features.get("members", "").split()}
        self.indexed = [one for id_, one in self.by_id.items() if id_ in members]
        self._ruler = Ruler(self.text, Unit.UTF_16)

    def span(self, one: Thing) -> Span:
        """Where the annotation stands. Raises ValueError for no place in the text."""
        return self._ruler.span(_whole(one.features.get("begin", "")), _whole(one.features.get("end", "")))

    def values(self, one: Thing) -> Values:
        """What the thing says. Raises ValueError for a value that is not what the type system says."""
        found = Values({}, [], [])
        declared = self.system.features(one.type)
        for name in (name for name in (*one.features, *one.lists) if name not in _PLACE):
            range_ = declared.get(name, "")
            told = one.features.get(name, "")
            if plain := next((_KINDS[kind] for kind in self.system.line(range_) if kind in _KINDS), None):
                found.plain[name] = plain(told)
            elif range_ == _STRINGS:
                apart = self.by_id.get(told)
                found.plain[name] = tuple(apart.lists.get("elements", []) if apart else one.lists.get(name, []))
            elif not range_ or _NUMBERS.fullmatch(range_):
                found.problems.append(f"its feature {name} {'has several numbers' if range_ else _UNDECLARED}")
            else:
                found.references.extend((name, id_) for id_ in self._ids(told))
        return found

    def _ids(self, told: str) -> Iterator[str]:
        """The xmi:ids that a feature refers to, in an array that stands apart, too."""
        apart = ((id_, self.by_id.get(id_)) for id_ in told.split())
        parts = (
            one.features.get("elements", "").split() if one and one.type == _REFERENCES else [id_] for id_, one in apart
        )
        return chain.from_iterable(parts)


_UNDECLARED = f"is not in the {TYPE_SYSTEM}"


def _whole(told: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", told):
        raise ValueError(f"'{told[:40]}' is no whole number")
    return int(told)


def _number(told: str) -> float:
    with suppress(ValueError):
        if isfinite(number := float(told)):
            return number
    raise ValueError(f"'{told[:40]}' is no number")


def _truth(told: str) -> bool:
    if told not in ("true", "false"):
        raise ValueError(f"'{told[:40]}' is neither true nor false")
    return told == "true"


_KINDS: dict[str, Callable[[str], AttributeValue]] = {
    STRING: str,
    BOOLEAN: _truth,
    **dict.fromkeys(("uima.cas.Byte", "uima.cas.Short", "uima.cas.Integer", "uima.cas.Long"), _whole),
    **dict.fromkeys((FLOAT, "uima.cas.Double"), _number),
}
