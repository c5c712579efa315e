"""Open a note: look at its text only once the signature of a trusted key was found good."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from typing import Final

from .note import HASH_BYTES, MOST_SIGNATURES, Checkpoint, Key, NoteRefused

_SIGNATURE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_ORIGIN_LINES: Final = 3


def opened(note: str, keys: Iterable[Key]) -> Checkpoint:
    """Return the checkpoint of a note.

    Raises:
        NoteRefused: if none of the keys signed it, if one of their signatures is false, or if it is no checkpoint.
    """
    text, lines = _parted(note)
    known = {(key.name, key.id): key for key in keys}
    good: list[str] = []
    for name, raw in lines:
        key = known.get((name, raw[:4]))
        if key is None:
            continue
        if not key.accepts(text, raw[4:]):
            raise NoteRefused(f"the signature of {name} is false")
        good.append(name)
    if not good:
        raise NoteRefused("no key that you trust has signed it")
    return read(text, tuple(good))


def read(text: str, signed_by: tuple[str, ...] = ()) -> Checkpoint:
    """Return the checkpoint that a note's text states, its signatures not looked at.

    Raises:
        NoteRefused: if it is none.
    """
    lines = text.split("\n")
    if len(lines) <= _ORIGIN_LINES or not lines[0] or not _SIZE.fullmatch(lines[1]) or "" in lines[3:-1]:
        raise NoteRefused("not a checkpoint: origin, size and root are wanted, a line each")
    try:
        root = b64decode(lines[2], validate=True)
    except ValueError:
        root = b""
    if len(root) != HASH_BYTES:
        raise NoteRefused("the root of the checkpoint is no hash")
    return Checkpoint(lines[0], int(lines[1]), root, signed_by)


def text_of(note: str) -> str:
    """Return the text of a note. Raises NoteRefused if it is none."""
    return _parted(note)[0]


def _parted(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    note = note.replace("\r\n", "\n")
    text, gap, signatures = note.rpartition("\n\n")
    lines = signatures.removesuffix("\n").split("\n")
    if not gap or len(lines) > MOST_SIGNATURES or any(ord(sign) < ord(" ") and sign != "\n" for sign in note):
        raise NoteRefused("not a signed note")
    return text + "\n", list(_signatures(lines))


def _signatures(lines: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for line in lines:
        found = _SIGNATURE.fullmatch(line)
        if found is None:
            raise NoteRefused("not a signed note: a line of a signature is broken")
        try:
            yield found[1], b64decode(found[2], validate=True)
        except ValueError:
            raise NoteRefused("not a signed note: a signature is no Base64") from None
