"""The desks: applications and credentials of the agencies one serves."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
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
from enforcement.web.times import say_day

DESK: Final = duty("apply", "examine", "issue")
STATE_OPTIONS: Final = [
    ("valid", _("valid")), ("suspended", _("suspended (暂扣)")), ("expired", _("expired")),
    ("revoked", _("revoked (吊销)")), ("cancelled", _("cancelled (注销)")),
    ("lost", _("reported lost (遗失)")), ("superseded", _("superseded by another (换发)")),
    ("lapsed", _("lapsed unchecked (未审验失效)")),
]  # fmt: skip
STATES: Final = [("open", _("Under way")), ("closed", _("Ended"))]


def step_of(row: Any) -> str:
    """Return the open step of an application in the reader's language."""
    english = (get_language() or "").startswith("en")
    return str((row.step_en if english else "") or row.step_zh or _("Ended"))


def _step(row: Any) -> str:
    if row.closed_at is None:
        return step_of(row)
    return badge(str(_("Issued")), "ok") if row.step_act else badge(str(_("Refused")), "stop")


APPLICATIONS: Final = Lister(
    caption=_("Applications"),
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.person.name,
            ("person__name",),
            lambda row: reverse("credential_application", args=[row.pk]),
        ),
        Column("agency", _("Agency"), lambda row: row.agency.title, ("agency__path",)),
        Column("fields", _("Fields"), lambda row: titles(row.fields)),
        Column("step", _("Where it is"), _step),
        Column("made", _("Applied"), lambda row: when(row.made_at), ("made_at",)),
    ),
    filters=(
        Filter("q", _("Name"), lambda rows, words: rows.filter(person__name__icontains=words)),
        Filter("state", _("State"), lambda rows, state: rows.filter(closed_at__isnull=state == "open"), options=STATES),
    ),
    order="-made",
)
CREDENTIALS: Final = Lister(
    caption=_("Credentials"),
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.name,
            ("name",),
            lambda row: reverse("credential_detail", args=[row.pk]),
        ),
        Column("number", _("Card number"), lambda row: row.number, ("number",)),
        Column("agency", _("Agency"), lambda row: row.agency.title, ("agency__path",)),
        Column("fields", _("Fields"), lambda row: titles(row.fields)),
        Column("until", _("Valid to"), lambda row: say_day(row.valid_to), ("valid_to",)),
        Column("state", _("State"), lambda row: state_badge(row.state)),
    ),
    filters=(
        Filter(
            "q",
            _("Name or number"),
            lambda rows, words: rows.filter(Q(name__icontains=words) | Q(number__startswith=words)),
        ),
        Filter(
            "state",
            _("State"),
            lambda rows, state: rows.filter(state=state),
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
@allow(duty("apply", "examine", "issue", "supervise"))
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
            "heading": _("Record training"),
            "submit": _("Record the training"),
            "lead": _("Hours attended, one course at a time."),
            "back_url": reverse("credential_applications"), "back_text": _("Applications for credentials"),
        },
    )  # fmt: skip
