"""Say that something was done that an act obliged to."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.lifecycle import access
from certification.lifecycle.forms.others import TaskForm
from certification.lifecycle.obliged import complete
from certification.models import Task
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page
from enforcement.web.templatetags.ui import day


@require_http_methods(["GET", "HEAD", "POST"])
@allow(access.DESK)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter when and how it was done."""
    agencies = access.agencies_of(request, "apply", "examine", "issue")
    row = Task.objects.filter(pk=pk, credential__agency__in=agencies).select_related("credential").first()
    if row is None:
        raise NotFound
    back = reverse("credential_detail", args=[row.credential_id])
    return act_page(
        request, form_class=TaskForm, success_url=back, done=_("It is recorded."),
        act=partial(complete, task_id=pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": f"{row.get_kind_display()} · {row.credential.name}", "submit": _("Record"), "back_url": back,
            "lead": _("To be done by %(on)s.") % {"on": day(row.due_on)}, "back_text": _("Back to the credential"),
        },
    )  # fmt: skip
