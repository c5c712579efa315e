"""The pages of the acts on one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from certification.officers.access import person_or_404, sees
from certification.officers.amend import amend
from certification.officers.enter_certificate import enter_certificate
from certification.officers.enter_qualification import enter_qualification
from certification.officers.forms import AmendForm, CertificateForm, QualificationForm
from certification.officers.office import sheet_of
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.organisation.models import Person
from enforcement.web.acts import act_page


@dataclass(frozen=True)
class Page:
    """An act on a record with its form and words."""

    form: type[forms.Form]
    act: Callable[..., Any]
    title: str | Promise
    lead: str | Promise
    done: str | Promise


PAGES: Final = {
    "amend": Page(
        AmendForm, amend, _("Amend the record"),
        _("Cards keep the words that they were issued with; a card with another name is replaced."),
        _("The record is amended."),
    ),
    "qualification": Page(
        QualificationForm, enter_qualification, _("Enter a legal qualification (法律职业资格)"),
        _("Look at the original first."), _("The qualification is entered."),
    ),
    "certificate": Page(
        CertificateForm, enter_certificate, _("Enter a certificate"),
        _("Of a hearing chair, or of a supervisor of enforcement."), _("The certificate is entered."),
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(sees)
def act(request: HttpRequest, person_id: int, code: str) -> HttpResponse:
    """Amend a record, or enter a paper of its person."""
    person, page = person_or_404(request, person_id), PAGES.get(code)
    if page is None:
        raise NotFound
    initial = _now(person) if code == "amend" else None
    return act_page(
        request, form_class=page.form, done=page.done, initial=initial, success_url=home(person),
        act=partial(page.act, person_id=person.pk, by=actor_of(request), at=clock.now()),
        context=frame(person, page.title, _("Save"), page.lead),
    )  # fmt: skip


def frame(person: Person, title: Any, submit: Any, lead: Any = "") -> dict[str, Any]:
    """Return what the page of an act on a record says."""
    return {
        "heading": f"{person.name} · {title}", "submit": submit, "lead": lead, "back_url": home(person),
        "back_text": person.name,
    }  # fmt: skip


def home(person: Person) -> str:
    """Return the page of a record."""
    return reverse("officer_record", args=[person.pk])


def _now(person: Person) -> dict[str, Any]:
    sheet = sheet_of(person)
    return {"name": person.name, "sex": person.sex, "codes": sheet.fields, "area": sheet.area}
