"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations

from exams.marking import jobs, parameters


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    jobs.register_all()
