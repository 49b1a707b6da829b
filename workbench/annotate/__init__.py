"""One person's passage through one article: what the keys of the labelling screen mean, below any screen."""

from workbench.annotate.reading import Reading

__all__ = ["Reading"]
