"""Where an alarm points: the step on the timeline, the evidence, and the laws of its article in the register."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.supervision.models import Alarm
from enforcement.norms.models import Norm

OF_A_ROW = re.compile(r"(inquiry):(\d+)(?::|$)")
TITLE = re.compile(r"^[《]?([^《》（〔]+?)[》]?(?:第[一二三四五六七八九十百零]+[条项]|$)")


def places_of(alarm: Alarm) -> list[tuple[str, str]]:
    """Return (text, address) of each place."""
    found: list[tuple[str, str]] = []
    if alarm.case_id is not None:
        here = reverse("supervision_case", args=[alarm.case_id])
        if alarm.step:
            found.append((_("The step %(code)s on the timeline") % {"code": alarm.step}, f"{here}#step-{alarm.step}"))
        row = OF_A_ROW.match(alarm.key)
        if row:
            found.append((_("The record it rests on"), f"{here}#{row[1]}-{row[2]}"))
    elif alarm.url:
        found.append((alarm.title, alarm.url))
    titles = [m[1] for part in alarm.article.split("；") if (m := TITLE.match(part))]
    words = _("The text and its versions: %(title)s")
    norms = Norm.objects.filter(title__in=titles).order_by("pk")
    return [*found, *((words % {"title": norm.title}, reverse("norm", args=[norm.pk])) for norm in norms)]
