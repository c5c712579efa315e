"""What the law opens to the public: agencies, powers, open data, surveys.

What it enters elsewhere.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import panels
from cases.evidence.inspections import following
from cases.publicity import circulars, opened, parameters, welcoming
from cases.publicity.lists import kinds, means, subjects
from cases.publicity.lists import opened as opened_lists
from cases.publicity.lists.access import keeps
from cases.publicity.results import desk, terms
from cases.publicity.results import opened as opened_results
from cases.publicity.results.access import sees
from cases.publicity.survey.code import Via, code_for
from cases.publicity.survey.panel import panel
from cases.supervision import sources
from cases.supervision.access import supervises
from cases.supervision.complaints import after
from cases.supervision.complaints.after import Offer
from cases.supervision.complaints.models import Complaint
from enforcement.access import public
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    for kind in (
        subjects.SUBJECT, subjects.POWER, subjects.GUIDE, means.DELEGATION, means.CHECKS, means.SITES,
    ):  # fmt: skip
        kinds.enter(kind)
    opened.enter_all()
    opened_lists.enter_all()
    circulars.enter_all()
    welcoming.enter_all()
    navigation.enter(MenuEntry("bodies", _("Agencies and powers"), "building-bank", public, "public", 5))
    navigation.enter(MenuEntry("public_lists", _("Public lists"), "list-check", keeps, "manage", 42))
    late = MenuEntry("publicity_timeliness", _("Publication in time"), "clock-check", supervises, "supervise", 60)
    navigation.enter(late)
    _results()
    if "survey" not in panels.PANELS:
        panels.enter("survey", 95, "publicity/_survey_panel.html", panel)
    after.enter("survey", _judge)


def _results() -> None:
    """Enter the results of inspections and permits: their data, alarm, reminders, column and page."""
    opened_results.enter_all()
    sources.enter("results", terms.find)
    worklist.enter("results", desk.to_do)
    following.enter("result", desk.FOLLOWING)
    navigation.enter(MenuEntry("results_kept", _("Results for the public"), "world-share", sees, "work", 16))


def _judge(complaint: Complaint) -> Offer:
    """Offer the survey to the sender of an answered complaint."""
    url = f"{reverse('survey')}?code={code_for(Via.COMPLAINT, complaint.pk)}"
    return Offer(url, _("Say how it was: four questions"), "mood-smile")
