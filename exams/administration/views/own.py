"""A candidate's own admission ticket, and the first password of somebody who has none."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, public, signed_in
from enforcement.errors import Invalid, TooMany
from enforcement.organisation import parameters
from enforcement.organisation.access import person_of
from enforcement.organisation.models import Person
from enforcement.web.acts import act_page
from exams.administration.activate import activate
from exams.administration.forms import ActivationForm
from exams.administration.papers.codes import code_svg
from exams.administration.papers.facts import code_address, needs_of
from exams.administration.parameters import TICKET_RULES
from exams.administration.ticket_number import grouped
from exams.administration.views.candidate import ticket_pdf
from exams.models import Candidate, Discipline

ATTEMPTS: Final = 10
"""Codes that one address may try in a minute; each has fifty bits."""


def own_or_404(request: HttpRequest, candidate_id: int) -> Candidate:
    """Return one of the person's own registrations.

    Raises:
        Http404: for anybody else's.
    """
    rows = Candidate.objects.select_related("session__exam__agency", "person", "agency", "room__site", "accommodation")
    found = rows.filter(pk=candidate_id, person=person_of(request)).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
@allow(signed_in)
def ticket(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Show my admission ticket."""
    found = own_or_404(request, candidate_id)
    rules = parameters.value(TICKET_RULES, agency=found.session.exam.agency, on=clock.today())
    context: dict[str, Any] = {
        "candidate": found,
        "session": found.session,
        "exam": found.session.exam,
        "number": grouped(found.ticket),
        "code": code_svg(code_address(found.ticket), label=_("Code of the ticket")) if found.ticket else "",
        "needs": needs_of(found),
        "rules": rules,
        "measures": list(Discipline.objects.filter(candidate=found, lifted_at=None)),
    }
    return render(request, "exams/administration/own_ticket.html", context)


@never_cache
@require_safe
@allow(signed_in)
def ticket_file(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Give my admission ticket to print."""
    return ticket_pdf(own_or_404(request, candidate_id))


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def activation(request: HttpRequest) -> HttpResponse:
    """Set a first password with the code on a ticket."""

    def act(*, ticket: str, code: str, password: str) -> Person:
        _count(request)
        try:
            validate_password(password)
        except ValidationError as fault:
            raise Invalid(" ".join(fault.messages), field="password") from fault
        return activate(ticket=ticket, at=clock.now(), code=code, password=password)

    return act_page(
        request,
        form_class=ActivationForm,
        act=act,
        success_url=reverse("account_login"),
        done=lambda person: _("The password is set. Sign in as %(username)s.") % {"username": person.username},
        template="exams/administration/activation.html",
        context={"asked_for": password_validators_help_text_html()},
    )


def _count(request: HttpRequest) -> None:
    key = f"exams.activate:{request.META.get('REMOTE_ADDR', '')}:{clock.now():%H%M}"
    cache.add(key, 0, timeout=120)
    if cache.incr(key) > ATTEMPTS:
        raise TooMany
