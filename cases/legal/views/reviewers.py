"""Reviewers and officers of each agency: at least one to twenty (国办发〔2018〕118号第十一项)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.legal.reviewers import enter_since, ratio_of
from cases.models import ReviewerSince
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, agency_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where, holders
from enforcement.organisation.models import Agency, Person
from enforcement.web.acts import act_page

READ = {"review", "decide", "supervise"}


class SinceForm(forms.Form):
    """Since when somebody reviews."""

    person_id = forms.TypedChoiceField(label=gettext_lazy("Reviewer"), coerce=int)
    since_on = forms.DateField(label=gettext_lazy("Reviews since"))
    source = forms.CharField(label=gettext_lazy("Document that proves it"), max_length=200)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person_id"]
        field.choices = [(p.pk, p.name) for p in people]


@require_safe
@allow(duty(*sorted(READ)))
def reviewers(request: HttpRequest) -> HttpResponse:
    """Show the ratio of each agency that the person answers for."""
    mine = agencies_where(person_id=person_of(request).pk, duties=READ).order_by("path")
    rows = [r for r in (ratio_of(a, clock.today()) for a in mine) if r.officers or r.reviewers]
    since = ReviewerSince.objects.select_related("person").order_by("since_on")
    return render(request, "cases/legal/reviewers.html", {"rows": rows, "since": since, "heads": _heads(request)})


def _heads(request: HttpRequest) -> Agency | None:
    agency = agency_of(request)
    mine = agencies_where(person_id=person_of(request).pk, duties={"decide"})
    return agency if agency is not None and mine.filter(pk=agency.pk).exists() else None


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("decide"))
def since(request: HttpRequest) -> HttpResponse:
    """Enter since when somebody reviews."""
    agency = _heads(request)
    if agency is None:
        raise NotFound
    return act_page(
        request, form_class=SinceForm, form_arguments={"people": list(holders(duty="review", agency=agency))},
        act=partial(enter_since, agency_id=agency.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("reviewers"),
        context={
            "heading": _("Since when somebody reviews"), "submit": _("Enter"), "back_url": reverse("reviewers"),
            "back_text": _("Reviewers"),
            "lead": _("Who reviewed before 2018 needs no qualification; who begins later does."),
        },
    )  # fmt: skip
