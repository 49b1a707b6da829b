"""The workbench: label spans in news articles in a terminal, measure agreement, export verified training data."""

__version__ = "0.1.0"
