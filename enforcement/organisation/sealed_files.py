"""Uploads that hold identification numbers, between the check and the import: sealed, and kept for a day."""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from enforcement.organisation.secrecy import seal, unseal

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class SealedFiles:
    """The files of one folder under MEDIA_ROOT, each found by the SHA-256 of its content."""

    folder: str

    def store(self, data: bytes) -> str:
        """Seal a file and return the SHA-256 of its content."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}")
        scratch.write_text(seal(base64.b64encode(data).decode()), encoding="ascii")
        scratch.chmod(0o600)
        scratch.replace(path)
        return sha256

    def load(self, sha256: str) -> bytes | None:
        """Return a file that is still kept, else None."""
        try:
            return base64.b64decode(unseal(self.path(sha256).read_text(encoding="ascii")))
        except FileNotFoundError:
            return None

    def is_kept(self, sha256: str) -> bool:
        """Return whether a file is still there."""
        return self.path(sha256).exists()

    def drop(self, sha256: str) -> None:
        """Delete a file."""
        self.path(sha256).unlink(missing_ok=True)

    def drop_old(self, at: datetime) -> int:
        """Delete the files that were uploaded more than a day ago; return how many."""
        folder = Path(settings.MEDIA_ROOT) / self.folder
        old = [path for path in folder.glob("*") if path.stat().st_mtime < (at - KEPT).timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def path(self, sha256: str) -> Path:
        """Return where a file lies."""
        return Path(settings.MEDIA_ROOT) / self.folder / f"{sha256}.sealed"
