"""How facts of the life cycle look in templates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from certification.lifecycle.grounds import title_of
from certification.models import AnnualCheck, Proposal, Task
from enforcement.web.templatetags.ui import badge

register = template.Library()
SOON: Final = timedelta(days=1)
TONES: Final = {"": "wait", "carried": "stop", "dismissed": "plain", "passed": "ok", "failed": "stop"}


@register.filter
def ground_title(code: str) -> str:
    """Return the title of a ground."""
    return title_of(code)


@register.filter
def outcome_badge(row: Proposal) -> SafeString:
    """Return what became of a proposal."""
    return badge(str(row.get_outcome_display() if row.outcome else _("waits for a decision")), TONES[row.outcome])


@register.filter
def result_badge(row: AnnualCheck, today: date) -> SafeString:
    """Return the result of an annual check, or that it is not done."""
    if row.result:
        return badge(str(row.get_result_display()), TONES[row.result])
    late = row.round.due_on < today
    return badge(_("not done in time") if late else _("not done yet"), "stop" if late else "wait")


@register.filter
def light_of(row: Task, today: date) -> str:
    """Return the light of a thing to do: red when late, yellow on its last days."""
    return "red" if row.due_on < today else "yellow" if row.due_on <= today + SOON else "green"
