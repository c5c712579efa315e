"""The page on which somebody is taken in."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from certification import parameters
from certification.models import Movement
from certification.officers.access import agencies_kept
from certification.officers.forms import TakeInForm
from certification.officers.take_in import take_in
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, agency_of, duty
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("apply"))
def taking_in(request: HttpRequest) -> HttpResponse:
    """Take somebody in."""
    agencies = agencies_kept(request, "apply").filter(is_active=True)
    mine = agency_of(request)
    area = value(parameters.AREA, agency=mine, on=clock.today())
    return act_page(
        request, form_class=TakeInForm, form_arguments={"agencies": agencies}, initial={"agency": mine, "area": area},
        done=_("The officer is in the register."),
        act=partial(_take_in, by=actor_of(request), at=clock.now()),
        success_url=lambda row: reverse("officer_record", args=[row.person_id]),
        context={
            "heading": _("Enter an officer"), "submit": _("Enter"),
            "lead": _("Somebody new, or somebody who comes back or from another agency."),
            "back_url": reverse("officer_record_list"), "back_text": _("Officers’ register"),
        },
    )  # fmt: skip


def _take_in(*, agency: Agency, **facts: Any) -> Movement:
    return take_in(agency_id=agency.pk, **facts)
