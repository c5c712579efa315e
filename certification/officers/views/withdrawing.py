"""Withdraw a paper of a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from certification.models import Certificate, LegalQualification
from certification.officers.access import person_or_404, sees
from certification.officers.forms import WithdrawForm
from certification.officers.views.acts import frame, home
from certification.officers.withdraw_certificate import withdraw_certificate
from certification.officers.withdraw_qualification import withdraw_qualification
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

WITHDRAWN: Final[dict[str, tuple[Any, Callable[..., Any], str]]] = {
    "qualification": (LegalQualification, withdraw_qualification, "qualification_id"),
    "certificate": (Certificate, withdraw_certificate, "certificate_id"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(sees)
def withdraw(request: HttpRequest, person_id: int, kind: str, pk: int) -> HttpResponse:
    """Withdraw a qualification or a certificate."""
    person = person_or_404(request, person_id)
    model, does, key = WITHDRAWN[kind]
    row = model.objects.filter(pk=pk, person=person, withdrawn_on=None).first()
    if row is None:
        raise NotFound
    lead = _("The entry stays, with the day and the ground.")
    title = _("Withdraw %(number)s") % {"number": row.number}
    return act_page(
        request, form_class=WithdrawForm, done=_("It no longer counts from that day."), success_url=home(person),
        act=partial(does, **{key: pk}, by=actor_of(request), at=clock.now()),
        context=frame(person, title, pgettext_lazy("paper", "Withdraw"), lead) | {"tone": "danger"},
    )  # fmt: skip
