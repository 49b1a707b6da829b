"""What the lists over an article show: a `Sheet` for each, what is said of its lines, and where they lead."""
