"""The page on which a circular is withdrawn from the public."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.supervision.matters.access import watched
from cases.supervision.matters.acting import SUPERVISE
from cases.supervision.matters.models import Consequence
from cases.supervision.matters.opening_circular import withdraw_circular
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty
from enforcement.web.acts import act_page


class WithdrawCircularForm(forms.Form):
    """Why the public no longer reads it."""

    reason = forms.CharField(label=gettext_lazy("Reason, shown to the public"), max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty(SUPERVISE))
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a circular from the public."""
    rows = Consequence.objects.filter(kind=Consequence.Kind.CIRCULAR, matter__agency__in=watched(request, SUPERVISE))
    one = rows.select_related("matter").filter(pk=pk).first()
    if one is None or not one.is_open:
        raise NotFound
    where = one.matter.get_absolute_url()
    return act_page(
        request, form_class=WithdrawCircularForm, success_url=where, done=_("The public no longer reads it."),
        act=partial(withdraw_circular, circular_id=pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": _("Withdraw from the public"), "lead": f"{one.number} · {one.public_matter}", "tone": "danger",
            "submit": _("Withdraw from the public"), "back_url": where, "back_text": one.matter.number,
        },
    )  # fmt: skip
