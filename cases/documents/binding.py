"""Bind PDFs that this system wrote into one, page by page to a stream: a number on every page, and bookmarks.

The number stands where an archive's 页号 stands: at the top, on the outer side. It is a form laid over the page, so
nothing of the page is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from cases.documents.merge import HEAD, is_kept_out, is_page, objects, renumbered, stamped

CATALOGUE, PAGES, INFO, FONT, BEFORE, AFTER = range(1, 7)
FIRST: Final = 7
RIGHT, LEFT, HIGH = 555, 34, 806
"""Points from the left and from below."""
_FORM: Final = b"/Type /XObject /Subtype /Form /BBox [ 0 0 2000 2000 ] /Resources << /Font << /F %d 0 R >> >> " % FONT


@dataclass(frozen=True)
class Bookmark:
    """Words that lead to a page (from 0), with those below."""

    words: str
    page: int
    below: Sequence[Bookmark] = ()


class Binder:
    """Writes one PDF: ``add`` parts in order, then ``close``."""

    def __init__(self, out: BinaryIO, title: str) -> None:
        """Begin the file."""
        self._out, self._title, self._at = out, title, 0
        self._offsets: dict[int, int] = {}
        self._next = FIRST
        self._pages: list[int] = []
        self._write(HEAD)
        self._object(FONT, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        self._object(BEFORE, _stream(b"q"))
        self._object(AFTER, _stream(b"Q /PageNumber Do"))

    @property
    def count(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add(self, content: bytes) -> int:
        """Add the pages of a PDF; return how many.

        Raises:
            cases.documents.merge.NotOurs: if another program wrote it.
        """
        bodies, before = sorted(objects(content).items()), self.count
        offset = self._next - 1
        self._next += bodies[-1][0]
        for number, body in bodies:
            if is_kept_out(body):
                continue
            moved = renumbered(body, offset)
            if is_page(body):
                self._pages.append(number + offset)
                moved = stamped(moved, tree=PAGES, before=BEFORE, after=AFTER, stamp=self._number())
            self._object(number + offset, moved)
        return self.count - before

    def close(self, bookmarks: Sequence[Bookmark]) -> None:
        """Write bookmarks, the tree of pages and the table of objects."""
        root = self._take()
        self._object(root, b"<< /Type /Outlines %s >>" % self._level(bookmarks, root))
        kids = b" ".join(b"%d 0 R" % n for n in self._pages)
        self._object(PAGES, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (self.count, kids))
        tail = b"/Lang (zh-CN) /PageMode /UseOutlines /Outlines %d 0 R" % root
        self._object(CATALOGUE, b"<< /Type /Catalog /Pages %d 0 R %s >>" % (PAGES, tail))
        self._object(INFO, b"<< /Title %s >>" % _words(self._title))
        start = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % self._next)
        self._write(b"".join(self._entries()))
        ends = (self._next, CATALOGUE, INFO, start)
        self._write(b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % ends)

    def _entries(self) -> Iterator[bytes]:
        for number in range(1, self._next):
            at = self._offsets.get(number)
            yield b"0000000000 65535 f \n" if at is None else b"%010d 00000 n \n" % at

    def _number(self) -> int:
        """Write the number of the page just begun; return its object."""
        form, text = self._take(), b"%d" % self.count
        x = RIGHT - 6 * len(text) if self.count % 2 else LEFT
        self._object(form, _stream(b"BT /F 11 Tf %d %d Td (%s) Tj ET" % (x, HIGH, text), _FORM))
        return form

    def _level(self, bookmarks: Sequence[Bookmark], parent: int) -> bytes:
        """Write bookmarks of one level; return what their parent says of them."""
        numbers = [self._take() for _ in bookmarks]
        for index, (number, one) in enumerate(zip(numbers, bookmarks, strict=True)):
            links = b"/Parent %d 0 R" % parent
            links += b" /Prev %d 0 R" % numbers[index - 1] if index else b""
            links += b" /Next %d 0 R" % numbers[index + 1] if index + 1 < len(numbers) else b""
            goal = b"/Dest [ %d 0 R /Fit ] /Title %s" % (self._pages[one.page], _words(one.words))
            self._object(number, b"<< %s %s %s >>" % (links, goal, self._level(one.below, number)))
        return b"/First %d 0 R /Last %d 0 R /Count %d" % (numbers[0], numbers[-1], len(numbers)) if numbers else b""

    def _take(self) -> int:
        self._next += 1
        return self._next - 1

    def _object(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (more, len(data), data)


def _words(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()
