"""What a plain text shows of its title, byline, date, URL and outlet: guesses, to be marked as such.

They look at the lines at the top and at the bottom only, one line at a time, and would rather find nothing than
something wrong. docs/articles.md has the rules in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from workbench.intake.paragraphs import BYTE_ORDER_MARK
from workbench.symbols import printable

_HEAD, _TAIL = 12, 4
"""Lines that are not blank, from the top and from the bottom, in which to look."""
_HEAD_CHARACTERS, _LONGEST_LINE = 10_000, 2_000
_SHORT = 80
"""Characters: a line that is a date or a byline has no more."""
_TITLE = 160

_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"#{1,2}\s+\S")
_LABELLED = re.compile(
    r"(?P<key>title|headline|author|byline|date|published|outlet|publication)\s*:\s*(?P<value>.+)", re.IGNORECASE
)
_KEY = {"headline": "title", "author": "byline", "published": "date", "publication": "outlet"}
_BYLINE = re.compile(
    r"(?i:(?:(?:written|submitted|posted|reported) )?by) (?P<name>[^\W\d_a-z][^|•·]*[^|•·.:;!?\s])\s*(?:[|•·].*)?"
)
_AGE = re.compile(r"(?:posted|published|updated) .*\bago", re.IGNORECASE)
_URL = re.compile(r"https?://", re.IGNORECASE)
_URL_LINE = re.compile(r"(?:(?:original )?url:|source:)?\s*<?(?P<url>https?://[^\s<>\"]+)>?", re.IGNORECASE)
_MARK, _LINK = re.compile(r"(?:#{1,6}|[>*+-])\s+"), re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)\1")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
_DATES = (
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY} {_MONTH},? {_YEAR}\b", re.IGNORECASE),
)
_BESIDE_A_DATE = 3
"""Words: a line with more than these beside the date speaks of a day rather than being the article's date."""

_FURNITURE = {
    *("advertisement", "back", "bottom of page", "close", "home", "latest news", "log in", "login", "menu", "news"),
    *("newsletter", "read more", "search", "share", "sign in", "sign up", "skip to content", "skip to main content"),
    *("subscribe", "top of page"),
}
"""Lines of a web page that are copied along with an article and never are its title."""


def guess(text: str) -> dict[str, str]:
    """What the text shows: any of `title`, `byline`, `date` (ISO 8601), `url`, `outlet` (the URL's host)."""
    head = list(islice(_shown_lines(text[:_HEAD_CHARACTERS]), _HEAD))
    tail = list(_shown_lines(text[-_LONGEST_LINE:]))[-_TAIL:]
    lines = [_plain(line[: 2 * _TITLE]) for line in head]
    labelled = _labelled(lines)
    heading = next((plain for line, plain in zip(head, lines, strict=True) if _HEADING.match(line)), "")
    title = labelled.get("title") or heading or next(filter(_could_be_title, lines), "")
    rest = [line for line in lines if line != title]
    url = _url(tail) or _url(head)
    found = {
        "title": _cut(title),
        "byline": labelled.get("byline") or _byline(rest),
        "date": next(filter(None, map(_date, [labelled.get("date", ""), *rest])), ""),
        "url": url,
        "outlet": labelled.get("outlet") or _outlet(url),
    }
    return {key: value for key, value in found.items() if value}


def one_line(words: str) -> str:
    """The words as a title: on one line, trimmed, with nothing in them that commands a terminal."""
    return printable(" ".join(words.replace(BYTE_ORDER_MARK, " ").split()))


def _outlet(url: str) -> str:
    """The host of a URL without `www.`; empty where it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _shown_lines(text: str) -> Iterator[str]:
    """Lines that are not blank, trimmed, and only so much of a long one as can matter."""
    lines = (found[0].strip().strip(BYTE_ORDER_MARK).strip() for found in _LINE.finditer(text))
    return (line[:_LONGEST_LINE] for line in lines if line)


def _labelled(lines: list[str]) -> dict[str, str]:
    """What lines such as "Title: …" say, as books of Project Gutenberg and Markdown's front matter have them."""
    found = [match for line in lines if (match := _LABELLED.fullmatch(line))]
    pairs = [(match["key"].lower(), match["value"].strip("\"'")) for match in found]
    return {_KEY.get(key, key): value for key, value in reversed(pairs)}


def _could_be_title(line: str) -> bool:
    return (
        any(character.isalnum() for character in line)
        and line.casefold() not in _FURNITURE
        and not any(pattern.match(line) for pattern in (_LABELLED, _AGE))
        and not _URL.search(line)
        and not (_byline([line]) or _date(line))
    )


def _cut(title: str) -> str:
    """A text without a title begins with a paragraph; as much of it as names the article."""
    return title if len(title) <= _TITLE else title[:_TITLE].rsplit(maxsplit=1)[0] + " …"


def _byline(lines: list[str]) -> str:
    """Names are capitalised, most words of a sentence that begins with "By" are not."""
    found = (_BYLINE.fullmatch(line) for line in lines if len(line) <= _SHORT)
    names = (byline["name"] for byline in found if byline)
    return next((name for name in names if sum(map(_is_lower, name.split())) * 2 <= len(name.split())), "")


def _is_lower(word: str) -> bool:
    return word[0].islower()


def _date(line: str) -> str:
    """The date that the line is, as YYYY-MM-DD, or an empty string; figures alone, as 6/9/2024, may mean two days."""
    candidates = _DATES if len(line) <= _SHORT else ()
    found = next((match for pattern in candidates if (match := pattern.search(line))), None)
    if found is None or len(re.findall(r"\w+", line.replace(found[0], " "))) > _BESIDE_A_DATE:
        return ""
    month = found["month"].lower()
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return ""


def _url(lines: list[str]) -> str:
    """The URL on a line of its own (in angle brackets or not, with a label or not), the last one."""
    found = (_URL_LINE.fullmatch(line) for line in reversed(lines))
    return next((line["url"] for line in found if line), "")


def _plain(line: str) -> str:
    """The line without Markdown's marks, fit for a title."""
    mark = _MARK.match(line)
    line = _LINK.sub(r"\1", line[mark.end() :] if mark else line)
    return one_line(_EMPHASIS.sub(r"\2", line))
