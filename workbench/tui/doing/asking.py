"""What is asked about an annotation: its attributes, and a comment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from workbench.errors import Refused
from workbench.model import Annotation

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen
    from workbench.tui.screens.forms import Answers


def attributes(screen: ArticleScreen) -> None:
    """Open the form with the attributes of the annotation. Raises Refused where its label has none."""
    from workbench.tui.screens.forms import AttributesForm

    target = _target(screen)
    label = screen.scheme.labels.get(target.label)
    if label is None or not label.attributes:
        raise Refused(f"The label {target.label} has no attributes.")
    screen.app.push_screen(AttributesForm(label, target.attributes), partial(_answered, screen, target.id))


def _answered(screen: ArticleScreen, annotation_id: str, answers: Answers | None) -> None:
    if answers is not None:
        screen.attempt(lambda: screen.reading.set_attributes(annotation_id, answers))


def comment(screen: ArticleScreen) -> None:
    """Open the form for a comment on the annotation."""
    from workbench.tui.screens.forms import CommentForm

    target = _target(screen)
    form = CommentForm(f"Comment on {target.label}", target.comment)
    screen.app.push_screen(form, partial(_commented, screen, target.id))


def _commented(screen: ArticleScreen, annotation_id: str, words: str | None) -> None:
    if words is not None:
        screen.attempt(lambda: screen.reading.set_comment(annotation_id, words))


def _target(screen: ArticleScreen) -> Annotation:
    if screen.reading.target is None:
        raise Refused("No annotation is under the caret.")
    return screen.reading.target


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"attributes": attributes, "comment": comment}
