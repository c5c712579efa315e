"""The page that opens a matter: from an alarm, a complaint, a file review, a case, or from nothing yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.forms.base import choice, long_text, tick
from cases.models import Case
from cases.supervision.access import alarms_for, supervises
from cases.supervision.complaints.access import complaints_for
from cases.supervision.file_review.findings import reviewed_for, said_of_file
from cases.supervision.matters.access import watched
from cases.supervision.matters.models import Matter
from cases.supervision.matters.open_matter import open_matter
from cases.supervision.views.alarms import RULES
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page
from enforcement.web.asked import number


class OpenForm(forms.Form):
    """What was discovered."""

    agency_id = forms.TypedChoiceField(label=gettext_lazy("Supervised organ"), coerce=int)
    origin = choice(gettext_lazy("How it was discovered"), choices=Matter.Origin.choices)
    origin_note = forms.CharField(
        label=gettext_lazy("Who referred it, by which paper"), max_length=200, required=False,
        help_text=gettext_lazy("Such as the 12345 hotline, a court, a reconsideration organ, a body above."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Matter in a few words"), max_length=120)
    summary = long_text(gettext_lazy("What was discovered"), rows=6)
    no_remedy = tick(gettext_lazy("I checked: it is not under reconsideration nor before a court"))

    def __init__(self, *args: Any, agencies: list[Agency], origin: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organ: Any = self.fields["agency_id"]
        organ.choices = [(a.pk, a.title) for a in agencies]
        found: Any = self.fields["origin"]
        if origin:
            del self.fields["origin_note"]
        linked = (
            Matter.Origin.ALARM, Matter.Origin.COMPLAINT, Matter.Origin.FILE_REVIEW, Matter.Origin.RECONSIDERED
        )  # fmt: skip
        found.choices = [c for c in Matter.Origin.choices if (c[0] == origin if origin else c[0] not in linked)]


@dataclass
class From:
    """Where a matter comes from: links for the act, first values for the form."""

    origin: str = ""
    agency: Agency | None = None
    links: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def new(request: HttpRequest) -> HttpResponse:
    """Open a matter; ``?alarm=``, ``?complaint=``, ``?file_review=``, ``?case=`` and ``?agency=`` say from what."""
    came = _came(request)
    agencies = [came.agency] if came.agency else list(watched(request, "supervise").exclude(kind="government"))
    return act_page(
        request, form_class=OpenForm, form_arguments={"agencies": agencies, "origin": came.origin},
        initial={"origin": came.origin or "referral", **came.initial},
        act=partial(open_matter, by=actor_of(request), at=clock.now(), **came.links),
        success_url=lambda made: made.get_absolute_url(), done=_("The matter is registered; triage it next."),
        context={"heading": _("Open a supervision matter"), "submit": _("Register the matter"),
                 "back_url": reverse("matters"), "back_text": _("Supervision matters")},
    )  # fmt: skip


def _came(request: HttpRequest) -> From:
    asked = {name: request.GET.get(name, "") for name in ("alarm", "complaint", "file_review", "case", "agency")}
    given = {name: found for name, text in asked.items() if (found := number(text)) is not None}
    if "alarm" in given:
        return _from_alarm(_or_404(alarms_for(request).select_related("case", "agency").filter(pk=given["alarm"])))
    if "complaint" in given:
        return _from_complaint(_or_404(complaints_for(request).filter(pk=given["complaint"])))
    if "file_review" in given:
        return _from_file_review(_or_404(reviewed_for(request).filter(pk=given["file_review"])))
    came = From()
    if "case" in given:
        rows = Case.objects.select_related("agency").filter(pk=given["case"], agency__in=watched(request, "supervise"))
        case = _or_404(rows)
        came = From(agency=case.agency, links={"case_id": case.pk}, initial={"title": f"{case} {case.title}"[:120]})
    elif "agency" in given:
        came = From(agency=_or_404(watched(request, "supervise").filter(pk=given["agency"])))
    return came


def _from_alarm(alarm: Any) -> From:
    rule = RULES.get(alarm.rule)
    about = {
        "title": f"{rule.title if rule else alarm.rule}（{alarm.about}）"[:120],
        "summary": f"{alarm.sentence}\n{alarm.article}",
    }
    return From("alarm", alarm.agency, {"alarm_id": alarm.pk}, about)


def _from_complaint(row: Any) -> From:
    organ = None if row.agency.kind == Agency.Kind.GOVERNMENT else row.agency
    about = {"title": f"{row.get_kind_display()}（{row.number}）"[:120], "summary": row.words}
    return From("complaint", organ, {"complaint_id": row.pk}, about)


def _from_file_review(file: Any) -> From:
    links = {"file_review_id": file.pk, "case_id": file.case_id}
    about = {"title": f"{file.round.title} {file.case}"[:120], "summary": said_of_file(file)}
    return From(Matter.Origin.FILE_REVIEW, file.agency, links, about)


def _or_404(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound
    return found
