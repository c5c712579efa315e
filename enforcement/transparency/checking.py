"""Check a proof that somebody holds, with the paper where it is at hand, and say what was found.

A copy that this system handed out carries its own proof: the paper as it is stored, then a page with the proof. The
page is made again from both and compared, so that nothing can be laid over the paper unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from enforcement.transparency.models import Checkpoint
from enforcement.transparency.verifier.note import Checkpoint as Signed
from enforcement.transparency.verifier.note import NoteRefused
from enforcement.transparency.verifier.proof import FIRST, Proof, ProofRefused, checked, proof_from
from enforcement.transparency.verify import own_keys

Maker = Callable[[bytes, Proof], bytes]
MAKERS: Final[dict[str, Maker]] = {}
"""Make a copy of a paper with its proof, always the same from the same; entered by whoever hands copies out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: ``fault`` names what is wrong, "" for nothing; ``paper`` is same, other, covered or none."""

    proof: Proof
    checkpoint: Signed | None
    fault: str = ""
    paper: str = "none"

    @property
    def good(self) -> bool:
        """Whether everything that could be checked is right."""
        return not self.fault and self.paper in {"none", "same"}


def check(*, text: str, content: bytes = b"") -> Checked:
    """Check the proof in a text, or else in a file; a file that is not the proof itself is compared as the paper.

    Raises:
        ProofRefused: if neither holds a proof.
    """
    proof = proof_from(text) if text.strip() else proof_in(content)
    try:
        checkpoint = checked(proof, own_keys())
    except ProofRefused as fault:
        return Checked(proof, None, fault.code)
    except NoteRefused:
        return Checked(proof, None, "signature")
    if not Checkpoint.objects.filter(size=checkpoint.size, root=checkpoint.root).exists():
        return Checked(proof, checkpoint, "unpublished")
    alone = not content or (not text.strip() and not proof.size)
    return Checked(proof, checkpoint, paper="none" if alone else _compared(proof, content))


def proof_in(content: bytes) -> Proof:
    """Return the proof that a file carries.

    Raises:
        ProofRefused: if it carries none.
    """
    start = content.rfind(FIRST.encode() + b"\n")
    if start < 0:
        raise ProofRefused("no_proof")
    end = content.find(b"\nendstream", start)
    return proof_from(content[start : end if end > 0 else None].decode("utf-8", "replace"))


def _compared(proof: Proof, content: bytes) -> str:
    """Say whether a file is the paper of a proof, or a copy of it with nothing else than its proof."""
    named = {one.content for one in proof.opened if one.place}
    if sha256(content).hexdigest() in named:
        return "same"
    carried = proof if proof.size else _carried(content)
    if carried is None or sha256(content[: carried.size]).hexdigest() not in named:
        return "other"
    paper, plain = content[: carried.size], replace(carried, size=0)
    return "same" if any(_made(make, paper, plain) == content for make in MAKERS.values()) else "covered"


def _made(make: Maker, paper: bytes, proof: Proof) -> bytes:
    """Return the copy of a paper; nothing where this maker cannot make one of it."""
    try:
        return make(paper, proof)
    except ValueError:
        return b""


def _carried(content: bytes) -> Proof | None:
    try:
        return proof_in(content)
    except ProofRefused:
        return None
