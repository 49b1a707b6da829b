"""The pieces of an HTML page."""

import re

from tests.report.browser import Reader
from workbench.report.page import (
    Html,
    bullets,
    element,
    heading,
    heat_map,
    interval,
    join,
    page,
    paragraph,
    table,
    text,
)

HOSTILE = "<script>alert('1')</script> & \"q\" \x1b[31m"


def test_words_are_words_whatever_they_hold() -> None:
    """In every piece: no tag comes of them, and no control character."""
    pieces = [
        paragraph(HOSTILE),
        heading(HOSTILE),
        bullets([HOSTILE]),
        table([HOSTILE], [[HOSTILE]], HOSTILE),
        heat_map(HOSTILE, [HOSTILE], [HOSTILE], [[1]], HOSTILE),
        element("p", HOSTILE, title=HOSTILE),
    ]
    read = Reader(page(HOSTILE, *pieces))
    assert "script" not in {tag for tag, _ in read.tags}
    assert "".join(read.words).count("<script>alert('1')</script> & \"q\" ␛[31m") == 13
    assert not read.open
    assert not re.search("[␀-␚]", "".join(read.words))


def test_markup_is_escaped_once() -> None:
    """What is joined into a piece keeps its meaning; what is cut out of it does not."""
    bold = element("b", "a < b")
    assert paragraph("so ", bold) == "<p>so <b>a &lt; b</b></p>"
    assert text(bold) == bold
    assert isinstance(join([bold, "&"]), Html)
    assert text(bold[:3]) == "&lt;b&gt;"


def test_a_page_needs_nothing_from_elsewhere() -> None:
    """No address, no script; and it forbids them."""
    made = page("T", table(["a"], [["b"]]))
    assert not re.search(r"https?:|//|<script|<link|<img|@import|url\(", made)
    assert "default-src 'none'" in made


def test_on_paper_other_rules_hold() -> None:
    """They come last, so that none of those for the screen undoes them: what is cut off on paper cannot be scrolled."""
    style = page("T").partition("<style>")[2].partition("</style>")[0]
    screen, paper = style.split("@media print")
    assert "body { margin" in screen
    assert "overflow-x: auto" in screen
    assert "font-size: 9pt" in paper
    assert "overflow: visible" in paper
    assert paper.rstrip().endswith("} }")


def test_a_long_name_is_broken_into_lines() -> None:
    """It would push the figures of its row out of sight."""
    (rule,) = re.findall(r"^th \{(.*?)\}", page("T"), re.MULTILINE)
    assert "max-width" in rule
    assert "overflow-wrap: break-word" in rule


def test_numbers_stand_to_the_right_and_nothing_is_a_dash() -> None:
    """The first cell of a row is its heading."""
    read = Reader(table(["who", "n", "F1", "note"], [["ann", 1200, 0.5, None]]))
    assert [tag for tag, _ in read.cells()] == ["th"] * 5 + ["td"] * 3
    assert [attributes.get("scope") for _, attributes in read.cells()[:5]] == ["col"] * 4 + ["row"]
    assert read.words[-4:] == ["ann", "1,200", "0.50", "–"]
    assert [attributes.get("class") for _, attributes in read.cells()[4:]] == [None, "number", "number", "number"]


def test_heat_is_the_size() -> None:
    """Of counts against the greatest, of shares against 1; what is not there has none."""
    counts = Reader(heat_map("", ["a", "b"], ["a", "b"], [[40, 10], [0, None]]))
    assert [attributes.get("style") for tag, attributes in counts.cells() if tag == "td"] == [
        "--heat:100%",
        "--heat:25%",
        "--heat:0%",
        None,
    ]
    shares = Reader(heat_map("", ["a"], ["a", "b"], [[0.5, -0.2]]))
    assert [attributes.get("style") for tag, attributes in shares.cells() if tag == "td"] == ["--heat:50%", "--heat:0%"]


def test_an_interval_is_drawn_to_scale() -> None:
    """From 0 or from −1 to 1; the dot alone where there is no interval, nothing where there is no figure."""
    assert 'x="40.0" y="4" width="50.0"' in interval(0.8, 0.4, 0.9)
    assert 'cx="80.0"' in interval(0.8, 0.4, 0.9)
    assert 'cx="75.0"' in interval(0.5, None, None, lowest=-1)
    assert "rect" not in interval(0.5, None, None)
    assert interval(None, None, None) == ""
