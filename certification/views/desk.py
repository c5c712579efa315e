"""The desks: applications and credentials of the agencies one serves."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from certification import parameters, queries
from certification.apply import apply
from certification.fields import titles
from certification.forms import ApplyForm, TrainingForm, posts_of
from certification.models import Application
from certification.record_training import record_training
from certification.words import state_badge
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, agency_of, duties_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Post
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, when

DESK: Final = duty("apply", "examine", "issue")
STATE_OPTIONS: Final = [
    ("valid", __("valid")), ("suspended", __("suspended (暂扣)")), ("expired", __("expired")),
    ("revoked", __("revoked (吊销)")), ("cancelled", __("cancelled (注销)")),
    ("lost", __("reported lost (遗失)")), ("superseded", __("superseded by another (换发)")),
]  # fmt: skip
STATES: Final = [("open", __("Under way")), ("closed", __("Ended"))]


def step_of(row: Any) -> str:
    """Return the open step of an application in the reader's language."""
    english = (get_language() or "").startswith("en")
    return str((row.step_en if english else "") or row.step_zh or _("Ended"))


def _step(row: Any) -> str:
    if row.closed_at is not None:
        return badge(_("Ended") if row.run.end == "cancelled" else _("Issued"), "plain")
    return badge(step_of(row), "wait")


APPLICATIONS: Final = Lister(
    caption=__("Applications"),
    columns=(
        Column(
            "name", __("Name"), lambda row: row.person.name, ("person__name",),
            lambda row: reverse("credential_application", args=[row.pk]),
        ),
        Column("agency", __("Agency"), lambda row: row.agency.title, ("agency__path",)),
        Column("fields", __("Fields"), lambda row: titles(row.fields)),
        Column("step", __("Where it is"), _step),
        Column("made", __("Applied"), lambda row: when(row.made_at), ("made_at",)),
    ),
    filters=(
        Filter("q", __("Name"), lambda rows, words: rows.filter(person__name__icontains=words)),
        Filter(
            "state", __("State"), lambda rows, state: rows.filter(closed_at__isnull=state == "open"), options=STATES
        ),
    ),
    order="-made",
)
CREDENTIALS: Final = Lister(
    caption=__("Credentials"),
    columns=(
        Column(
            "name", __("Name"), lambda row: row.name, ("name",),
            lambda row: reverse("credential_detail", args=[row.pk]),
        ),
        Column("number", __("Number"), lambda row: row.number, ("number",)),
        Column("agency", __("Agency"), lambda row: row.agency.title, ("agency__path",)),
        Column("fields", __("Fields"), lambda row: titles(row.fields)),
        Column("until", __("Valid to"), lambda row: row.valid_to.isoformat(), ("valid_to",)),
        Column("state", __("State"), lambda row: state_badge(row.state)),
    ),
    filters=(
        Filter(
            "q", __("Name or number"),
            lambda rows, words: rows.filter(Q(name__icontains=words) | Q(number__startswith=words)),
        ),
        Filter(
            "state", __("State"), lambda rows, state: rows.filter(state=state),
            options=STATE_OPTIONS,
        ),
    ),
    order="number",
)



@require_safe
@allow(DESK)
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications of the agencies one serves."""
    rows = queries.applications_for(person_id=person_of(request).pk)
    listing = APPLICATIONS.page(request, rows)
    return render(
        request, "certification/applications.html", {"listing": listing, "may_apply": "apply" in duties_of(request)}
    )


@require_safe
@allow(DESK)
def credentials(request: HttpRequest) -> HttpResponse:
    """List the credentials of the agencies one serves."""
    rows = queries.credentials_for(person_id=person_of(request).pk, on=clock.today())
    return render(request, "certification/credentials.html", {"listing": CREDENTIALS.page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("apply"))
def new_application(request: HttpRequest) -> HttpResponse:
    """Apply for a credential for somebody of the agency."""
    posts = posts_of(agencies_where(person_id=person_of(request).pk, duties={"apply"}))
    area = value(parameters.AREA, agency=agency_of(request), on=clock.today())

    def send(post: Post, codes: list[str], **facts: Any) -> Application:
        return apply(
            agency_id=post.agency_id, person_id=post.person_id, by=actor_of(request), at=clock.now(), fields=codes,
            **facts,
        )  # fmt: skip

    return act_page(
        request, form_class=partial(ApplyForm, posts=posts), act=send, initial={"area": area},
        success_url=lambda made: reverse("credential_application", args=[made.pk]),
        done=_("The application is with the examiners."),
        context={
            "heading": _("Apply for a credential"), "submit": _("Send the application"),
            "lead": _("One application for one person. The examiners receive it at once."),
            "back_url": reverse("credential_applications"), "back_text": _("Applications for credentials"),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("apply"))
def training(request: HttpRequest) -> HttpResponse:
    """Record training of somebody of the agency."""
    posts = posts_of(agencies_where(person_id=person_of(request).pk, duties={"apply"}))

    def send(post: Post, **facts: Any) -> Any:
        return record_training(
            agency_id=post.agency_id, person_id=post.person_id, by=actor_of(request), at=clock.now(), **facts
        )

    return act_page(
        request, form_class=partial(TrainingForm, posts=posts), act=send, initial={"post": request.GET.get("post", "")},
        success_url=reverse("credential_applications"), done=_("The training is recorded."),
        context={
            "heading": _("Record training"), "submit": _("Record"), "lead": _("Hours attended, one course at a time."),
            "back_url": reverse("credential_applications"), "back_text": _("Applications for credentials"),
        },
    )  # fmt: skip
