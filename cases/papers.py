"""Papers of a case: stored by their SHA-256, never overwritten, read back only if they are what was stored."""

from __future__ import annotations

import hashlib
import os
import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.drafting.signed import sign
from cases.models import Case, Paper
from cases.stored import remember
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal

LARGEST = 20 * 1024 * 1024
# The first bytes of each kind of file that may be taken in, its media type and the ending of its name.
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)


class FileNotTaken(Invalid):
    """Refuse a file of another kind or size."""

    sentence = _("Only PDF, JPEG or PNG files of at most 20 MB can be put into a case file.")
    remedy = _("Scan the paper as PDF, or photograph it, and choose that file.")


class PaperDamaged(Refusal):
    """Refuse to show a paper whose bytes are not those that were stored."""

    sentence = _("The stored file is missing or was altered: it no longer has the hash in the record.")
    remedy = _("Tell the system administrator: the file must be restored from the backup.")


def store(
    *,
    case: Case,
    code: str,
    title: str,
    content: bytes,
    by: Actor,
    at: datetime,
    number: str = "",
    step: str = "",
    media_type: str = "application/pdf",
    is_inner: bool = False,
) -> Paper:
    """Keep a paper under its hash and enter it in the file of the case, in the transaction of the act."""
    sha256 = keep_bytes(content)
    made = Paper.objects.create(
        case=case, code=code, title=title, number=number, step=step, sha256=sha256, size=len(content),
        media_type=media_type, made_at=at, author=by.name, is_inner=is_inner,
        signature=sign(case=case, code=code, number=number, sha256=sha256, by=by.name, at=at),
    )  # fmt: skip
    remember(made)
    return made


def take_in(*, case: Case, code: str, title: str, content: bytes, by: Actor, at: datetime, step: str = "") -> Paper:
    """Keep a file that somebody chose: its kind is told by its bytes, never by its name.

    Raises:
        FileNotTaken: for another kind of file, or one too large.
    """
    found = media_of(content)
    return store(case=case, code=code, title=title, content=content, by=by, at=at, step=step, media_type=found)


def content_of(paper: Paper) -> bytes:
    """Return the bytes of a paper.

    Raises:
        PaperDamaged: if they are gone or not those that were stored.
    """
    return bytes_of(paper.sha256)


def media_of(content: bytes) -> str:
    """Return the media type of a file that may be taken in, told by its bytes.

    Raises:
        FileNotTaken: for another kind of file, or one too large.
    """
    found = next((media for start, media, _end in SIGNATURES if content.startswith(start)), "")
    if not found or len(content) > LARGEST:
        raise FileNotTaken(field="file")
    return found


def keep_bytes(content: bytes) -> str:
    """Keep bytes under their SHA-256, once; return it."""
    sha256 = hashlib.sha256(content).hexdigest()
    _keep(_path(sha256), content)
    return sha256


def bytes_of(sha256: str) -> bytes:
    """Return what is kept under a SHA-256.

    Raises:
        PaperDamaged: if it is gone or was altered.
    """
    try:
        content = _path(sha256).read_bytes()
    except OSError as fault:
        raise PaperDamaged from fault
    if hashlib.sha256(content).hexdigest() != sha256:
        raise PaperDamaged
    return content


def file_name(paper: Paper) -> str:
    """Return the name under which a paper is saved."""
    ending = next((end for _start, media, end in SIGNATURES if media == paper.media_type), "bin")
    words = f"{paper.title} {paper.number}".strip().replace("/", "／")
    return f"{words}.{ending}"


def _path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "papers" / sha256[:2] / sha256


def _keep(path: Path, content: bytes) -> None:
    """Write a file once, whole or not at all; a file that is there stays."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{uuid.uuid4().hex}")
    with scratch.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    scratch.replace(path)
