"""What the entries of a scheme file say of each other: parents, attributes, the ends of relations, whose key it is.

It looks at the data as written and passes over what has not the right shape, so that these mistakes are told together
with those of shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.names import did_you_mean
from workbench.scheme.document import Data, Document, KeyPath
from workbench.scheme.mistakes import Mistake


def crossed(document: Document) -> Iterator[Mistake]:
    """Every name that refers to nothing, every parent in a circle, every key that two labels want."""
    top = _mapping(document.data)
    labels = {name: _mapping(label) for name, label in _mapping(top.get("labels")).items()}
    shared = _mapping(top.get("attributes"))
    yield from _twice(document, labels)
    yield from _lost_paths(document, labels)
    yield from _circles(document, labels)
    for path, word in _label_references(labels, _mapping(top.get("relations"))):
        if word not in labels:
            yield document.mistake(path, f"there is no label '{word}'{did_you_mean(word, labels)}")
    for path, word in _attribute_references(labels):
        if word not in shared:
            hint = did_you_mean(word, shared) or "; define it under 'attributes'"
            yield document.mistake(path, f"there is no shared attribute '{word}'{hint}")


def _twice(document: Document, labels: Mapping[str, Mapping[str, Data]]) -> Iterator[Mistake]:
    owners: dict[str, str] = {}
    for name, label in labels.items():
        key = label.get("key")
        if isinstance(key, str) and owners.setdefault(key, name) != name:
            yield document.mistake(("labels", name, "key"), f"'{key}' is the key of the label '{owners[key]}' already")


def _lost_paths(document: Document, labels: Mapping[str, Mapping[str, Data]]) -> Iterator[Mistake]:
    """A key of two letters begins with the key of a label above, and ends in another letter than that."""
    for name, label in labels.items():
        key, place = label.get("key"), ("labels", name, "key")
        if not (isinstance(key, str) and len(key) == 2 and key.isalpha()):
            continue
        keys = ((labels[one].get("key"), one) for one in _line(name, labels) if one != name)
        above = {letter: one for letter, one in keys if isinstance(letter, str) and len(letter) == 1}
        if key[0] not in above:
            known = " or ".join(f"'{letter}'" for letter in above)
            hint = f"begin with {known}" if known else "give it a parent with that key"
            yield document.mistake(place, f"'{key[0]}' is the key of no label above '{name}'; {hint}")
        elif key[0] == key[1]:
            yield document.mistake(place, f"'{key}' sets '{above[key[0]]}' itself; end with another letter")


def _line(name: str, labels: Mapping[str, Mapping[str, Data]]) -> Iterator[str]:
    """The label and all above it, as far as they are there; in a circle each once."""
    passed = set[str]()
    above: Data = name
    while isinstance(above, str) and above in labels and above not in passed:
        yield above
        passed.add(above)
        above = labels[above].get("parent")


def _circles(document: Document, labels: Mapping[str, Mapping[str, Data]]) -> Iterator[Mistake]:
    told = set[str]()
    for name in labels:
        line = {name: None}  # a set in order
        parent = labels[name].get("parent")
        while isinstance(parent, str) and parent not in line:
            line[parent] = None
            parent = labels.get(parent, {}).get("parent")
        if parent == name and name not in told:
            told |= line.keys()
            circle = " → ".join([*line, name])
            yield document.mistake(("labels", name, "parent"), f"the label is its own ancestor: {circle}")


def _label_references(labels: Mapping[str, Mapping[str, Data]], relations: Mapping[str, Data]) -> _References:
    for name, label in labels.items():
        yield from _words(("labels", name, "parent"), label.get("parent"))
    for name, relation in relations.items():
        for end in ("from", "to"):
            yield from _words(("relations", name, end), _mapping(relation).get(end))


def _attribute_references(labels: Mapping[str, Mapping[str, Data]]) -> _References:
    for name, label in labels.items():
        path, attributes = ("labels", name, "attributes"), label.get("attributes")
        if isinstance(attributes, Mapping):
            yield from (((*path, word), word) for word, entry in attributes.items() if entry is None)
        elif isinstance(attributes, list):
            yield from _words(path, attributes)


_References = Iterator[tuple[KeyPath, str]]


def _words(path: KeyPath, data: Data) -> _References:
    """The words of a list, or the one word, with their paths."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        yield from (((*path, index), word) for index, word in enumerate(data) if isinstance(word, str))


def _mapping(data: Data) -> Mapping[str, Data]:
    return data if isinstance(data, Mapping) else {}
