"""What becomes of an annotation when a person changes it by hand: it then belongs to the present scheme."""

from __future__ import annotations

from dataclasses import replace

from workbench.model import Annotation, Span
from workbench.scheme import Scheme
from workbench.spans import union


def relabelled(annotation: Annotation, label: str, scheme: Scheme) -> Annotation:
    """With another label: its attributes at their defaults, but for those values that it can take over."""
    attributes = scheme.defaults(label)
    for attribute in scheme.label(label).attributes:
        value = annotation.attributes.get(attribute.name)
        if value is not None and not attribute.problem(value):
            attributes[attribute.name] = value
    return replace(annotation, label=label, attributes=attributes, scheme=scheme.fingerprint)


def with_edges(annotation: Annotation, segment: Span, edges: Span, scheme: Scheme) -> Annotation:
    """With other edges for one segment; segments that then overlap or touch become one."""
    others = (other for other in annotation.segments if other != segment)
    return replace(annotation, segments=union((*others, edges)), scheme=scheme.fingerprint)


def with_segments(annotation: Annotation, segments: tuple[Span, ...], scheme: Scheme) -> Annotation:
    """On these segments instead of its own."""
    return replace(annotation, segments=segments, scheme=scheme.fingerprint)
