"""A copy of a paper with its proof: the paper byte by byte as it is stored, then a page that is added behind it.

PDF allows a file to be continued (ISO 32000-1, 7.5.6): the beginning stays what was stored, so that its SHA-256 can be
checked from the copy; the page of proof and the proof itself follow. The same paper and proof give the same copy.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cases.documents.merge import NotOurs, is_kept_out, is_page, objects, renumbered
from cases.documents.proof_sheet import proof_sheet
from enforcement.transparency.verifier.proof import Proof

_ROOT: Final = re.compile(rb"/Root (\d+) 0 R")
_PAGES: Final = re.compile(rb"/Pages (\d+) 0 R")
_PARENT: Final = re.compile(rb"/Parent \d+ 0 R")
_KIDS: Final = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_COUNT: Final = re.compile(rb"/Count (\d+)")
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def copy_with_proof(paper: bytes, proof: Proof) -> bytes:
    """Return a paper that this system wrote, with its page of proof.

    Raises:
        cases.documents.merge.NotOurs: if another program wrote it.
    """
    own = objects(paper)
    carried = replace(proof, size=len(paper))
    root = _place(_ROOT, paper[_table(paper) :])
    pages = _place(_PAGES, own.get(root, b""))
    first = max(own)
    added: dict[int, bytes] = {}
    kids: list[bytes] = []
    for number, body in sorted(objects(proof_sheet(carried)).items()):
        if is_kept_out(body):
            continue
        moved = renumbered(body, first)
        if is_page(body):
            moved = _PARENT.sub(b"/Parent %d 0 R" % pages, moved, count=1)
            kids.append(b"%d 0 R" % (number + first))
        added[number + first] = moved
    text = str(carried).encode()
    added[max(added) + 1] = b"<< /Type /TlogProof /Length %d >>\nstream\n%s\nendstream" % (len(text), text)
    return _continued(paper, {pages: _longer(own.get(pages, b""), kids), **added}, root)


def _longer(pages: bytes, kids: list[bytes]) -> bytes:
    """Return the tree of pages with some added at its end."""
    there, count = _KIDS.search(pages), _COUNT.search(pages)
    if there is None or count is None:
        raise NotOurs("no plain tree of pages")
    longer = _KIDS.sub(b"/Kids [ %s %s ]" % (there[1].strip(), b" ".join(kids)), pages, count=1)
    return _COUNT.sub(b"/Count %d" % (int(count[1]) + len(kids)), longer, count=1)


def _continued(paper: bytes, bodies: dict[int, bytes], root: int) -> bytes:
    """Return a file continued by objects, with a table of these and a trailer that leads to the table before."""
    parts, at, places = [paper, b"\n"], len(paper) + 1, []
    for number, body in bodies.items():
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places.append(b"%d 1\n%010d 00000 n \n" % (number, at))
        parts.append(written)
        at += len(written)
    ends = (max(bodies) + 1, root, _table(paper), at)
    parts += [b"xref\n", *places]
    parts.append(b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % ends)
    return b"".join(parts)


def _table(paper: bytes) -> int:
    found = _START.search(paper)
    if found is None:
        raise NotOurs("no table of objects")
    return int(found[1])


def _place(pattern: re.Pattern[bytes], text: bytes) -> int:
    found = pattern.search(text)
    if found is None:
        raise NotOurs(f"nothing like {pattern.pattern!r}")
    return int(found[1])
