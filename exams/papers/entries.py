"""What this area enters elsewhere: parameters and background work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.jobs.register import register
from exams.papers import jobs, parameters
from exams.papers.trial import TRY


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    register(jobs.OPEN, title=_("Papers of a session are put together"))(jobs.open_in_background)
    register(TRY, title=_("A plan is tried"))(jobs.try_plan)
