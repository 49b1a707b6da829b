"""Deciding between the layers of several annotators: what was made of the same words, and what of it becomes gold."""

from workbench.adjudicate.adjudication import Adjudication, Case
from workbench.adjudicate.bonds import Bond
from workbench.adjudicate.items import Item, Option
from workbench.adjudicate.opening import Terms
from workbench.adjudicate.rules import Rule

__all__ = ["Adjudication", "Bond", "Case", "Item", "Option", "Rule", "Terms"]
