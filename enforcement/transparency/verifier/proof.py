"""A proof as text (c2sp.org/tlog-proof): where a leaf stands, the path to the root, and the signed checkpoint.

The line ``extra`` carries the leaf's commitments and those of them that are opened: the place, the blind, the content.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from .leaf import commitment, hash_of
from .note import HASH_BYTES, Checkpoint, Key
from .opening import opened
from .proofs import root_by

FIRST: Final = "c2sp.org/tlog-proof@v1"
LONGEST: Final = 16_000
MOST_PLACES: Final = 100


class ProofRefused(ValueError):
    """Say that a text is no proof, or proves nothing; ``code`` names the sentence."""

    def __init__(self, code: str) -> None:
        """Take the code of the sentence."""
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Opened:
    """One commitment opened: its place in the leaf, the blind, and what it is to."""

    place: int
    blind: bytes
    content: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What is needed to see that a leaf stands under a checkpoint."""

    index: int
    leaf: tuple[bytes, ...]
    path: tuple[bytes, ...]
    note: str
    opened: tuple[Opened, ...] = ()
    size: int = 0
    """Bytes of the paper at the beginning of a copy that carries this proof; 0 where it carries none."""

    def __str__(self) -> str:
        """Return the text of the proof."""
        extra = {
            "leaf": [_text(part) for part in self.leaf],
            "opened": [[o.place, _text(o.blind), o.content] for o in self.opened],
            **({"size": self.size} if self.size else {}),
        }
        packed = _text(json.dumps(extra, separators=(",", ":")).encode())
        lines = [FIRST, f"extra {packed}", f"index {self.index}", *(_text(step) for step in self.path)]
        return "\n".join(lines) + "\n\n" + self.note


def proof_from(text: str) -> Proof:
    """Return the proof that a text states, nothing of it believed yet.

    Raises:
        ProofRefused: if it is none.
    """
    text = text.replace("\r\n", "\n").strip() + "\n"
    head, _gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if len(text) > LONGEST or lines[0] != FIRST or len(lines) < len("abc"):
        raise ProofRefused("no_proof")
    try:
        extra = json.loads(b64decode(lines[1].removeprefix("extra "), validate=True))
        path = tuple(_hash(line) for line in lines[3:])
        return Proof(
            int(lines[2].removeprefix("index ")), _leaf(extra), path, note, _opened(extra), int(extra.get("size", 0))
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise ProofRefused("no_proof") from None


def checked(proof: Proof, keys: Iterable[Key]) -> Checkpoint:
    """Return the checkpoint under which the leaf of a proof stands, with all that it opens.

    Raises:
        ProofRefused: if an opened content is another, or the path leads elsewhere. NoteRefused: as ``opened``.
    """
    checkpoint = opened(proof.note, keys)
    for one in proof.opened:
        if one.place >= len(proof.leaf) or commitment(one.blind, one.content) != proof.leaf[one.place]:
            raise ProofRefused("other_content")
    if root_by(proof.index, checkpoint.size, hash_of(proof.leaf), proof.path) != checkpoint.root:
        raise ProofRefused("other_root")
    return checkpoint


def _leaf(extra: dict[str, Any]) -> tuple[bytes, ...]:
    parts = extra["leaf"]
    if not 1 <= len(parts) <= MOST_PLACES:
        raise ValueError(parts)
    return tuple(_hash(part) for part in parts)


def _opened(extra: dict[str, Any]) -> tuple[Opened, ...]:
    return tuple(Opened(abs(int(place)), _hash(blind), str(content)) for place, blind, content in extra["opened"])


def _hash(text: str) -> bytes:
    raw = b64decode(text, validate=True)
    if len(raw) != HASH_BYTES:
        raise ValueError(text)
    return raw


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
