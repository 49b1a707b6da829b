"""What other people made of an article, as far as it is shown to somebody who labels it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.annotate.index import LayerIndex
from workbench.annotate.units import Units
from workbench.model import Annotated, Annotation, Layer


class Others:
    """Layers by the names of their annotators. They do not change while they are shown."""

    def __init__(self, layers: Mapping[str, LayerIndex]) -> None:
        self._layers = layers

    @classmethod
    def of(cls, annotated: Annotated, annotators: Iterable[str]) -> Others:
        """What these annotators made and read. Costs as much as all their annotations."""
        units = Units(annotated.article)
        return cls({name: LayerIndex(units, _layer(annotated, name)) for name in annotators})

    def readers(self, paragraph: int) -> tuple[str, ...]:
        """Who has read the paragraph."""
        return tuple(name for name, layer in self._layers.items() if paragraph in layer.marks)

    def read(self, name: str) -> frozenset[int]:
        """The paragraphs that one of them has read."""
        return frozenset(self._layers[name].marks)

    def touching(self, name: str, paragraph: int) -> tuple[Annotation, ...]:
        """What one of them made in the paragraph, in reading order."""
        return self._layers[name].touching(paragraph)


def _layer(annotated: Annotated, name: str) -> Layer:
    return Layer(
        annotated.article.id,
        name,
        annotations=tuple(one for one in annotated.annotations if one.annotator == name),
        read=tuple(mark for mark in annotated.read if mark.annotator == name),
    )
