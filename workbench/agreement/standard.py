"""The gold standard of an article, and what somebody made of a paragraph held against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workbench.agreement.differences import Difference, compare
from workbench.model import Annotated, Annotation
from workbench.spans import touched


class Standard:
    """What the annotators `names` made of the article; where several have read a paragraph, the first of them counts.

    A paragraph that none of them has read has no gold standard, which is not the same as one without annotations.
    """

    def __init__(self, annotated: Annotated, names: Sequence[str]) -> None:
        self.article = annotated.article
        ranks = {name: rank for rank, name in enumerate(names)}
        marks = [mark for mark in annotated.read if mark.annotator in ranks]
        marks.sort(key=lambda mark: -ranks[mark.annotator])
        self._who = {mark.paragraph: mark.annotator for mark in marks}
        self._made: dict[tuple[str, int], list[Annotation]] = defaultdict(list)
        for one in annotated.annotations:
            for paragraph in {n for segment in one.segments for n in touched(self.article.paragraphs, segment)}:
                self._made[one.annotator, paragraph].append(one)

    def __contains__(self, paragraph: object) -> bool:
        """Whether the paragraph (counted from 0) has one."""
        return paragraph in self._who

    def __bool__(self) -> bool:
        """Whether any paragraph has one."""
        return bool(self._who)

    def differences(self, paragraph: int, made: Iterable[Annotation]) -> tuple[Difference, ...]:
        """How what was made stands to gold, as far as it lies in the paragraph, which has a gold standard."""
        gold = self._made.get((self._who[paragraph], paragraph), ())
        return compare(gold, made, self.article, [self.article.paragraphs[paragraph]])
