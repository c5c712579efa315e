"""Take PDFs apart that this system wrote: reportlab's files are plain enough to be read by their tables of objects.

No library of the installation writes a PDF from the pages of others. A file of another program is not read here: it may
keep its objects compressed, and would have to be trusted; the caller names it in the contents instead.
"""

from __future__ import annotations

import re
from typing import Final

_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PARENT: Final = re.compile(rb"/Parent \d+ 0 R")
_CONTENTS: Final = re.compile(rb"/Contents (\d+) 0 R")
_LEFT_OUT: Final = re.compile(rb"/Type\s*/(Catalog|Pages|Outlines)(?![a-zA-Z])")
HEAD: Final = b"%PDF-1.7\n%\xe4\xb9\x90\xe9\x99\xb5\n"


class NotOurs(ValueError):
    """Say that a file was not written by this system, so that its pages cannot be taken over."""


def objects(content: bytes) -> dict[int, bytes]:
    """Return the objects of a file by number.

    Raises:
        NotOurs: if it has no plain table of them.
    """
    start = _START.search(content)
    if start is None or not content.startswith(b"%PDF-"):
        raise NotOurs("no table of objects")
    table = content[int(start[1]) : start.start()]
    if not table.startswith(b"xref") or b"/Encrypt" in table or b"/Prev" in table:
        raise NotOurs("the table of objects is compressed, encrypted or in parts")
    entries = [(int(m[1]), index) for index, m in enumerate(_ENTRY.finditer(table)) if m[2] == b"n"]
    ends = sorted([offset for offset, _number in entries] + [int(start[1])])
    found = {}
    for offset, number in entries:
        raw = content[offset : ends[ends.index(offset) + 1]]
        head, _obj, body = raw.partition(b" obj")
        if head != b"%d 0" % number or b"endobj" not in body:
            raise NotOurs(f"object {number} is not where the table says")
        found[number] = body[: body.rindex(b"endobj")].strip()
    return found


def is_page(body: bytes) -> bool:
    """Return whether an object is a page."""
    return _is(_PAGE, body)


def is_kept_out(body: bytes) -> bool:
    """Return whether an object belongs to the file that is taken apart and not to its pages."""
    return _is(_LEFT_OUT, body)


def renumbered(body: bytes, offset: int) -> bytes:
    """Return an object with the numbers that it names moved on."""
    head, rest = _dictionary(body)
    return _REFERENCE.sub(lambda m: b"%d 0 R" % (int(m[1]) + offset), head) + rest


def stamped(page: bytes, *, tree: int, before: int, stamp: int, after: int) -> bytes:
    """Return a page put under another tree, with a form laid over what it shows.

    Raises:
        NotOurs: for a page that is not written as ours are.
    """
    page = _PARENT.sub(b"/Parent %d 0 R" % tree, page, count=1)
    page, once = _CONTENTS.subn(rb"/Contents [ %d 0 R \1 0 R %d 0 R ]" % (before, after), page, count=1)
    mark = b"/PageNumber %d 0 R" % stamp
    for found, put in (
        (b"/XObject <<", b"/XObject << " + mark),
        (b"/Resources <<", b"/Resources << /XObject << %s >>" % mark),
    ):
        if once and found in page:
            return page.replace(found, put, 1)
    raise NotOurs("the page has no contents or no resources of its own")


def _dictionary(body: bytes) -> tuple[bytes, bytes]:
    """Return an object's dictionary and the stream after it."""
    head, stream, data = body.partition(b"stream")
    return head, stream + data


def _is(kind: re.Pattern[bytes], body: bytes) -> bool:
    return kind.search(_dictionary(body)[0]) is not None
