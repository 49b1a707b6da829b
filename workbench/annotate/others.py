"""What other people made of an article, as far as it is shown to somebody who labels it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.annotate.index import LayerIndex
from workbench.annotate.units import Units
from workbench.model import Annotation, Article, Layer


class Others:
    """Layers by the names of their annotators. They do not change while they are shown."""

    def __init__(self, layers: Mapping[str, LayerIndex]) -> None:
        self._layers = layers

    @classmethod
    def of(cls, article: Article, layers: Iterable[Layer]) -> Others:
        """What they hold of the article. Costs as much as all their annotations."""
        units = Units(article)
        return cls({layer.annotator: LayerIndex(units, layer) for layer in layers})

    def readers(self, paragraph: int) -> tuple[str, ...]:
        """Who has read the paragraph."""
        return tuple(name for name, layer in self._layers.items() if paragraph in layer.marks)

    def read(self, name: str) -> frozenset[int]:
        """The paragraphs that one of them has read."""
        return frozenset(self._layers[name].marks)

    def touching(self, name: str, paragraph: int) -> tuple[Annotation, ...]:
        """What one of them made in the paragraph, in reading order."""
        return self._layers[name].touching(paragraph)
