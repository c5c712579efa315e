"""Put PDFs that this system wrote into one: reportlab's files are plain enough to be read by their tables of objects.

No library of the installation writes a PDF from the pages of others. A file of another program is not read here: it may
keep its objects compressed, and would have to be trusted; the caller names it in the contents instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PARENT: Final = re.compile(rb"/Parent \d+ 0 R")
_LEFT_OUT: Final = re.compile(rb"/Type\s*/(Catalog|Pages|Outlines)(?![a-zA-Z])")
_HEAD: Final = b"%PDF-1.7\n%\xe4\xb9\x90\xe9\x99\xb5\n"


class NotOurs(ValueError):
    """Say that a file was not written by this system, so that its pages cannot be taken over."""


def merged(files: Iterable[bytes], title: str) -> bytes:
    """Return one PDF with the pages of all files in order.

    Raises:
        NotOurs: for a file that is not plain.
    """
    bodies: dict[int, bytes] = {}
    pages: list[int] = []
    for content in files:
        offset = 2 + len(bodies)
        for number, body in sorted(objects(content).items()):
            if _is(_LEFT_OUT, body):
                bodies[number + offset] = b"null"
                continue
            moved = _renumbered(body, offset)
            if _is(_PAGE, body):
                pages.append(number + offset)
                moved = _PARENT.sub(b"/Parent 2 0 R", moved, count=1)
            bodies[number + offset] = moved
    kids = b" ".join(b"%d 0 R" % n for n in pages)
    bodies[1] = b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>"
    bodies[2] = b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(pages), kids)
    return _written(bodies, title)


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


def _dictionary(body: bytes) -> tuple[bytes, bytes]:
    """Return an object's dictionary and the stream after it."""
    head, stream, data = body.partition(b"stream")
    return head, stream + data


def _is(kind: re.Pattern[bytes], body: bytes) -> bool:
    return kind.search(_dictionary(body)[0]) is not None


def _renumbered(body: bytes, offset: int) -> bytes:
    head, rest = _dictionary(body)
    return _REFERENCE.sub(lambda m: b"%d 0 R" % (int(m[1]) + offset), head) + rest


def _written(bodies: dict[int, bytes], title: str) -> bytes:
    info = max(bodies) + 1
    bodies[info] = b"<< /Title <FEFF%s> >>" % title.encode("utf-16-be").hex().upper().encode()
    out, offsets = bytearray(_HEAD), {}
    for number in range(1, info + 1):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, bodies.get(number, b"null"))
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (info + 1)
    out += b"".join(b"%010d 00000 n \n" % offsets[n] for n in range(1, info + 1))
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (info + 1, info, start)
    return bytes(out)
