"""What is asked: attributes of an annotation and a comment on it, notes, and why an article is skipped."""

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


def note(screen: ArticleScreen) -> None:
    """Open the form for the note on the paragraph."""
    paragraph = screen.reading.paragraph
    _ask_note(screen, paragraph, f"Note on paragraph {paragraph + 1}")


def article_note(screen: ArticleScreen) -> None:
    """Open the form for the note on the article."""
    _ask_note(screen, None, "Note on the article")


def _ask_note(screen: ArticleScreen, paragraph: int | None, title: str) -> None:
    from workbench.tui.screens.forms import CommentForm

    present = screen.reading.note_on(paragraph)
    form = CommentForm(f"{title} (empty: none)" if present else title, present.text if present else "")
    screen.app.push_screen(form, partial(_noted, screen, paragraph))


def _noted(screen: ArticleScreen, paragraph: int | None, words: str | None) -> None:
    if words is not None:
        screen.attempt(lambda: screen.reading.set_note(paragraph, words))


def skip(screen: ArticleScreen) -> None:
    """Ask why the article is left out; take it up again where it is."""
    from workbench.tui.screens.forms import ReasonForm

    if screen.reading.skip:
        screen.attempt(screen.reading.take_up)
    else:
        screen.app.push_screen(ReasonForm("Why skip this article?", ""), partial(_skipped, screen))


def _skipped(screen: ArticleScreen, reason: str | None) -> None:
    if reason is not None:
        screen.attempt(lambda: screen.reading.skip_article(reason))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {
    "attributes": attributes,
    "comment": comment,
    "note": note,
    "article_note": article_note,
    "skip": skip,
}
