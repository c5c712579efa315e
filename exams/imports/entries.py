"""What the import enters elsewhere: its background work, and the broom for files that nobody imported."""

from __future__ import annotations

from enforcement.jobs.timetable import every


def enter_all() -> None:
    """Enter everything."""
    from exams.imports import check_file  # noqa: PLC0415 (models must be loaded first)

    every(60, "exams.sweep_uploads", check_file.sweep)
