"""What happens to credentials by itself each night: hand open checks on, lapse, remind, close what expired; once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from certification import history, queries
from certification.history import Decision
from certification.lifecycle import lapse
from certification.lifecycle.parameters import REMINDER_DAYS
from certification.models import AnnualCheck, Credential, CredentialStatus, Reminder
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.ledger.append import append
from enforcement.organisation.parameters import value

KIND: Final = "credential.nightly"
NIGHTLY: Final = 24 * 60
AHEAD: Final = 366


def work(job: Any) -> dict[str, int]:  # noqa: ARG001 (every piece of work gets its progress)
    """Do a night's work."""
    return nightly(at=clock.now())


def nightly(*, at: datetime) -> dict[str, int]:
    """Hand on, lapse, remind and close as of a moment; a second time in a day finds nothing to do."""
    return {"handed_on": _hand_on(at), "lapsed": _lapse(at), "reminded": _remind(at), "closed": _close(at)}


def _hand_on(at: datetime) -> int:
    """Ask a check that was not done of the card that has taken the place of the one it was asked of."""
    on, count = clock.day_of(at), 0
    due = AnnualCheck.objects.filter(result="", credential__superseded_by__valid_from__lte=on)
    for check in due.select_related("credential__superseded_by", "round").order_by("pk"):
        old, new = check.credential, check.credential.superseded_by
        with transaction.atomic():
            check.credential = new
            check.save(update_fields=["credential"])
            body = {"year": check.round.year, "due_on": check.round.due_on, "from": old.number}
            append(series=new.series, by=SYSTEM, at=at, verb="credential.hand_on_check", body=body)
            count += 1
    return count


def _lapse(at: datetime) -> int:
    """Write what standing says already, so that lists and codes say it too."""
    on, count = clock.day_of(at), 0
    late = AnnualCheck.objects.filter(result="", round__due_on__lt=on).select_related("round__agency", "credential")
    for check in late:
        if not lapse.lapses(check.credential, check):
            continue
        with transaction.atomic():
            credential = history.lock(check.credential_id, by=SYSTEM)
            last = history.last_of(credential, on)
            if last.status != CredentialStatus.Status.VALID or on > credential.valid_to:
                continue
            begins = max(check.round.due_on + timedelta(days=1), last.from_on)
            decision = Decision(ground=f"{check.round.year}年度未经审验", article=lapse.ARTICLE, from_on=begins)
            history.add(
                credential, act="lapse", status=CredentialStatus.Status.LAPSED, decision=decision, by=SYSTEM, at=at
            )
            count += 1
    return count


def _remind(at: datetime) -> int:
    on, count = clock.day_of(at), 0
    for credential in _ending(at):
        left = (credential.valid_to - on).days
        named = sorted(int(days) for days in value(REMINDER_DAYS, agency=credential.agency, on=on))
        days = next((days for days in named if left <= days), None)
        if days is None:
            continue
        with transaction.atomic():
            _row, made = Reminder.objects.get_or_create(credential=credential, days=days, defaults={"sent_on": on})
            if made:
                body = {"days": days, "left": left, "valid_to": credential.valid_to}
                append(series=credential.series, by=SYSTEM, at=at, verb="credential.remind", body=body)
                count += 1
    return count


def _ending(at: datetime) -> Iterator[Credential]:
    """Yield the valid credentials that end within a year and have no successor."""
    on = clock.day_of(at)
    rows = queries.valid_on(on).filter(valid_to__lte=on + timedelta(days=AHEAD), superseded_by__isnull=True)
    yield from rows.select_related("agency").order_by("pk")


def _close(at: datetime) -> int:
    """End the procedure of what expired without being renewed (Q12 to Q17)."""
    on, count = clock.day_of(at), 0
    rows = queries.with_state(on).filter(
        state="expired", superseded_by__isnull=True, application__run__closed_at__isnull=True,
        application__run__isnull=False,
    )  # fmt: skip
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            credential = history.lock(pk, by=SYSTEM)
            if history.last_of(credential, on).status != CredentialStatus.Status.VALID:
                continue
            decision = Decision(ground="有效期届满，未换证")
            steps = [("hold_credential", "renewal"), ("renew", "expired"), ("cancel", "cancelled")]
            history.move(credential, steps, by=SYSTEM, at=at, body=decision)
            body = {"ground": decision.ground, "valid_to": credential.valid_to}
            append(series=credential.series, by=SYSTEM, at=at, verb="credential.expire", body=body)
            count += 1
    return count
