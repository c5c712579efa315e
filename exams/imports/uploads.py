"""Files that wait to be imported: kept under a name that nobody can guess, fetched only with the hash they had."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal

KEPT = timedelta(days=1)
"""How long a file waits for its import."""
_NAME = re.compile(r"[0-9a-f]{32}")


class UploadGone(Refusal):
    """Refuse to import a file that is not kept any more, or is not the one that was checked."""

    sentence = _("The file that was checked is not kept any more.")
    remedy = _("Send it again. What is in the bank already is not changed by that.")


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exams" / "uploads"


def keep(data: bytes) -> tuple[str, str]:
    """Keep a file; return its name and its SHA-256."""
    name = secrets.token_hex(16)
    _folder().mkdir(parents=True, exist_ok=True)
    (_folder() / name).write_bytes(data)
    return name, hashlib.sha256(data).hexdigest()


def fetch(name: str, sha256: str) -> bytes:
    """Return a kept file.

    Raises:
        UploadGone: if it is gone or is another one than was checked.
    """
    path = _folder() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UploadGone
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UploadGone
    return data


def drop(name: str) -> None:
    """Delete a kept file; again is no harm."""
    if _NAME.fullmatch(name):
        (_folder() / name).unlink(missing_ok=True)


def drop_old(at: datetime) -> int:
    """Delete the files that nobody imported in time; return how many."""
    old = [path for path in _folder().glob("*") if path.stat().st_mtime < (at - KEPT).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
