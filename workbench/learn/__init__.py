"""Learning to label: a paragraph is held against gold when it is marked read, and what counts is the first attempt."""

from workbench.learn.lesson import Lesson, begin
from workbench.learn.review import Review

__all__ = ["Lesson", "Review", "begin"]
