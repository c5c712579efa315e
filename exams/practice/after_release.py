"""Open the items of a released session for practice, where the session says so."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from exams.bank.open_practice import OpenAlready, open_practice
from exams.bank.uses import sealed_version_ids
from exams.models import Form, Item, ItemVersion, Session

JOB = "exams.open_after_release"


@register(JOB, title=_("Open the items of a session for practice"))
def open_after_release(job: Progress, *, session_id: int) -> dict[str, Any]:  # noqa: ARG001 (every work gets its progress)
    """Open the items of a session's papers; those on papers still secret, and other agencies', stay closed."""
    session = Session.objects.select_related("exam__agency", "exam__bank__agency").get(pk=session_id)
    on = clock.today()
    if not session.exam.bank.agency.path.startswith(session.exam.agency.path):
        return {"opened": 0}
    papers = Form.objects.filter(session=session).values_list("item_versions", flat=True)
    versions = {pk for paper in papers for pk in paper}
    secret = set(ItemVersion.objects.filter(pk__in=sealed_version_ids(on)).values_list("item_id", flat=True))
    items = Item.objects.filter(versions__in=versions, practice_from=None, retired_on=None).exclude(pk__in=secret)
    ids = list(items.order_by("pk").distinct().values_list("pk", flat=True))
    if not ids:
        return {"opened": 0}
    try:
        opened = open_practice(item_ids=ids, by=SYSTEM, at=clock.now(), from_on=on)
    except OpenAlready:  # somebody was faster
        return {"opened": 0}
    return {"opened": len(opened), "text": str(_("%(count)d items are open for practice.") % {"count": len(opened)})}
