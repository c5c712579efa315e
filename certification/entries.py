"""What certification enters elsewhere: the menu, the list of things to do, the pages of the chart's acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification import queries
from certification.models import CredentialStatus
from enforcement import clock
from enforcement.access import public, signed_in
from enforcement.flowcharts import acts
from enforcement.organisation.access import duties_of, duty
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter
from enforcement.web.worklist import ToDo

OURS: Final = (
    "apply", "announce_applicant", "examine_application", "review_application", "record_training",
    "pass_public_exam", "pass_professional_exam", "issue", "hold_credential", "replace", "suspend", "cancel", "revoke",
    "check_annually", "renew", "change",
)  # fmt: skip
# Open step → the duty that does it and what is to be done.
WAITING: Final = {
    "examine_application": ("examine", _("Check the application of %(name)s")),
    "record_training": ("apply", _("Complete training and exams of %(name)s")),
    "announce_applicant": ("examine", _("Announce or review %(name)s")),
    "review_application": ("examine", _("Review the application of %(name)s")),
    "issue": ("issue", _("Issue the credential of %(name)s")),
}
SHOWN: Final = 50


def enter_all() -> None:
    """Enter everything."""
    desk = duty("apply", "examine", "issue")
    enter(MenuEntry("credential_applications", _("Applications for credentials"), "id-badge-2", desk, "work", 60))
    enter(MenuEntry("credential_list", _("Credentials"), "id", desk, "work", 61))
    enter(MenuEntry("credential_own", _("My credential"), "qrcode", signed_in, "own", 30))
    enter(MenuEntry("officer_register", _("Officers"), "users", public, "public", 40))
    enter(MenuEntry("verify_number", _("Check an officer"), "shield-check", public, "public", 2))
    enter(MenuEntry("credential_notices", _("Credential notices"), "speakerphone", public, "public", 42))
    worklist.enter("credentials", to_do)
    for code in OURS:
        known = acts.VOCABULARY[code]
        acts.register(acts.Act(known.code, known.title_zh, known.title_en, "credential_applications"))


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield what waits for the person: applications at a step of theirs, suspensions whose time is over."""
    held = duties_of(request) & queries.DESK
    if not held or request.user.pk is None:
        return
    for code in sorted(held):
        wanted = [act for act, (who, _words) in WAITING.items() if who == code]
        rows = queries.applications_for(person_id=request.user.pk, duties=frozenset({code}))
        for row in rows.filter(closed_at__isnull=True, step_act__in=wanted)[:SHOWN]:
            if row.step_act == "announce_applicant" and row.notice_runs(clock.today()):
                continue
            words = WAITING[row.step_act][1]
            yield ToDo(
                title=str(words) % {"name": row.person.name}, url=reverse("credential_application", args=[row.pk]),
                subject=row.agency.title, kind="credential",
            )  # fmt: skip
    if "issue" in held:
        yield from _suspensions(request)


def _suspensions(request: HttpRequest) -> Iterator[ToDo]:
    """Yield suspensions to be decided anew."""
    today = clock.today()
    agencies = agencies_where(person_id=request.user.pk or 0, duties={"issue"})
    rows = queries.with_state(today).filter(agency__in=agencies, state="suspended").select_related("agency")
    ends = dict(
        CredentialStatus.objects.filter(credential__in=rows.values("pk"), status="suspended")
        .order_by("from_on", "pk").values_list("credential_id", "to_on")
    )  # fmt: skip
    for row in rows[:SHOWN]:
        due = ends.get(row.pk)
        late = due is not None and due < today
        yield ToDo(
            title=_("Decide on the suspended credential of %(name)s") % {"name": row.name},
            url=reverse("credential_detail", args=[row.pk]), subject=row.number, due_on=due,
            light="red" if late else "green", kind="credential",
        )  # fmt: skip
