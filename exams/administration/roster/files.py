"""Rosters between the upload and their import: sealed, because they hold identification numbers, and kept for a day."""

from __future__ import annotations

import base64
import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from enforcement.organisation.secrecy import seal, unseal

KEPT = timedelta(days=1)


def store(data: bytes) -> str:
    """Seal a file and return the SHA-256 of its content, under which it is found again."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".{os.getpid()}")
    scratch.write_text(seal(base64.b64encode(data).decode()), encoding="ascii")
    scratch.chmod(0o600)
    scratch.replace(path)
    return sha256


def load(sha256: str) -> bytes | None:
    """Return a file that is still kept, else None."""
    try:
        return base64.b64decode(unseal(_path(sha256).read_text(encoding="ascii")))
    except FileNotFoundError:
        return None


def is_kept(sha256: str) -> bool:
    """Return whether a file is still there."""
    return _path(sha256).exists()


def drop(sha256: str) -> None:
    """Delete a file."""
    _path(sha256).unlink(missing_ok=True)


def drop_old(at: datetime) -> int:
    """Delete the files that were uploaded more than a day ago; return how many."""
    folder = Path(settings.MEDIA_ROOT) / "exams" / "rosters"
    old = [path for path in folder.glob("*") if path.stat().st_mtime < (at - KEPT).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "exams" / "rosters" / f"{sha256}.sealed"
