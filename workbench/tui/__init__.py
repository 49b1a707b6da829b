"""The screens: thin over `annotate.Reading`, and the only place that knows Textual."""
