"""The files of a batch: kept for a month behind its page, because they can be drawn again at any time."""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from enforcement.errors import NotFound
from enforcement.jobs.progress import Progress

LIST: Final = "list.xlsx"
ARCHIVE: Final = "all.zip"
CLEANING: Final = "certification.batches_clean"
DAILY: Final = 24 * 60
KEPT: Final = timedelta(days=30)
PART: Final = re.compile(r"(cards|sheets)-[0-9]{4}\.pdf")


def cards_name(part: int) -> str:
    """Return the name of a part for a card printer."""
    return f"cards-{part:04d}.pdf"


def sheets_name(part: int) -> str:
    """Return the name of a part on A4 sheets."""
    return f"sheets-{part:04d}.pdf"


def folder(batch_id: int) -> Path:
    """Return the folder of a batch."""
    return Path(settings.MEDIA_ROOT) / "credentials" / "batches" / str(batch_id)


def write(batch_id: int, name: str, content: bytes) -> None:
    """Write a file whole or not at all."""
    path = folder(batch_id) / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_bytes(content)
    draft.chmod(0o600)
    draft.replace(path)


def parts_of(batch_id: int) -> list[str]:
    """Return the names of the parts that are there, cards before sheets."""
    return sorted(path.name for path in folder(batch_id).glob("*.pdf") if PART.fullmatch(path.name))


def size_of(batch_id: int, name: str) -> int:
    """Return the bytes of a file, 0 if it is not there."""
    path = folder(batch_id) / name
    return path.stat().st_size if path.is_file() else 0


def path_of(batch_id: int, name: str) -> Path:
    """Return where a file of a batch lies.

    Raises:
        NotFound: for any other name, and once it is deleted.
    """
    path = folder(batch_id) / name
    if not (name in {LIST, ARCHIVE} or PART.fullmatch(name)) or not path.is_file():
        raise NotFound
    return path


def forget(batch_id: int) -> None:
    """Delete the files of a batch."""
    shutil.rmtree(folder(batch_id), ignore_errors=True)


def clean(job: Progress) -> dict[str, Any]:
    """Delete the files that are older than a month."""
    before = (job.requested_at - KEPT).timestamp()
    old = [path for path in folder(0).parent.glob("*/*") if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return {"deleted": len(old)}
