"""What a token may open: one scope for each kind of thing that is read."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SCOPES: Final[dict[str, str | Promise]] = {
    "agencies": _("Agencies"),
    "cases": _("Cases"),
    "decisions": pgettext_lazy("of cases", "Decisions"),
    "credentials": _("Credentials of officers"),
    "alarms": _("Alarms"),
    "charts": _("Published flowcharts"),
}
