"""The two lists of an exam administrator beside each other."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _


def office_tabs(here: str) -> list[tuple[str, str, bool]]:
    """Return the tabs above the lists of sessions and of exams."""
    return [
        (_("Sessions"), reverse("exam_sessions"), here == "sessions"),
        (_("Exams and their plans"), reverse("exam_list"), here == "exams"),
    ]
