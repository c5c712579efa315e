"""Rosters between the upload and their import: sealed, because they hold identification numbers, and kept for a day."""

from __future__ import annotations

from typing import Final

from enforcement.organisation.sealed_files import SealedFiles

FILES: Final = SealedFiles("exams/rosters")
store, load, is_kept, drop, drop_old = FILES.store, FILES.load, FILES.is_kept, FILES.drop, FILES.drop_old
