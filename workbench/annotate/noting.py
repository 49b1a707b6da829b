"""What an annotator has to say besides labels: notes, doubt, and why an article is left out."""

from __future__ import annotations

from dataclasses import replace

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Change, Entry, Note, Skip


def set_note(work: Work, paragraph: int | None, text: str) -> Entry | None:
    """Let this be the note on the paragraph, or on the article (None); none where there is nothing in it.

    Nothing to store if it says so already.
    """
    before = work.note_on(paragraph)
    if text == (before.text if before else ""):
        return None
    if not text.strip():
        return work.do(Change(before, None)) if before else None
    if before:
        return work.do(Change(before, replace(before, text=text)))
    return work.do(Change(None, Note(work.new_id(), work.article.id, work.annotator, paragraph, text, work.now())))


def unsure(work: Work) -> Entry:
    """Say that one is in doubt about the annotation, or no longer."""
    target, _ = work.acted_on()
    return work.do(Change(target, replace(target, unsure=not target.unsure, scheme=work.scheme.fingerprint)))


def skip_article(work: Work, reason: str) -> Entry:
    """Leave the article out. Raises Refused without a reason, and where it is left out already."""
    if work.skip:
        raise Refused("This article is skipped already.")
    if not reason.strip():
        raise Refused("Say in a few words why this article is skipped.")
    return work.do(Change(None, Skip(work.article.id, work.annotator, reason, work.now())))


def take_up(work: Work) -> Entry:
    """Take the article up again. Raises Refused where it is not skipped."""
    if work.skip is None:
        raise Refused("This article is not skipped.")
    return work.do(Change(work.skip, None))
