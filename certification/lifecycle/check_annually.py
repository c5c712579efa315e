"""Record the results of an annual check, many at once (Q11): passed, failed; what failed is proposed for suspension."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history
from certification.history import Decision
from certification.lifecycle.hours import hours_wanted
from certification.lifecycle.proposed import enter
from certification.models import AnnualCheck, CheckRound, CredentialStatus
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder, Refusal
from enforcement.ledger.append import append
from exams.administration.training import hours_of

ARTICLE = "交通运输行政执法证件管理规定第二十七条（样本）"


class HoursMissing(Refusal):
    """Refuse to pass somebody with too few hours of training."""

    sentence = _("The hours of training of the year are too few to pass.")
    article = "法治政府建设实施纲要（2021－2025年）第三十四项"
    remedy = _("Record the hours attended in that year, or find “failed”.")


class CheckedAlready(OutOfOrder):
    """Refuse a second result."""

    sentence = _("One of these credentials has its result already.")
    remedy = _("Reload the page; results that are there are not sent again.")


@transaction.atomic(durable=True)
def check_annually(
    *, round_id: int, by: Actor, at: datetime, results: Mapping[int, Literal["passed", "failed"]], words: str = ""
) -> list[AnnualCheck]:
    """Write the result of each check by its id, all or none. A lapsed credential that passes is valid again from today.

    Raises:
        NotFound: for a round or check that is not there. NotAllowed, OwnCredential: as
        :func:`certification.history.lock` says (``apply``, ``examine`` or ``issue``). CheckedAlready: as it says.
        HoursMissing: naming who lacks hours. Invalid: without any result.
    """
    found = CheckRound.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise NotFound
    if by.person_id is None:
        raise NotAllowed
    if not results:
        raise Invalid(_("Choose the result of at least one person."), field="all_passed")
    rows = list(AnnualCheck.objects.filter(round=found, pk__in=results).order_by("pk"))
    if len(rows) != len(results):
        raise NotFound
    if any(row.result for row in rows):
        raise CheckedAlready
    hours = hours_of_year([row.credential.person_id for row in rows], found.year)
    for row in rows:
        _record(row, results[row.pk], hours.get(row.credential.person_id, Decimal(0)), words=words, by=by, at=at)
    return rows


def hours_of_year(person_ids: list[int], year: int) -> dict[int, Decimal]:
    """Return the hours of training of persons in a year."""
    return hours_of(person_ids=person_ids, from_on=date(year, 1, 1), to_on=date(year, 12, 31))


def _record(row: AnnualCheck, result: str, hours: Decimal, *, words: str, by: Actor, at: datetime) -> None:
    on = clock.day_of(at)
    credential = history.lock(row.credential_id, by=by, duties=("apply", "examine", "issue"))
    wanted = hours_wanted(credential.agency, date(row.round.year, 12, 31))
    if result == AnnualCheck.Result.PASSED and hours < wanted:
        named = {"name": credential.name, "done": f"{hours:g}", "wanted": wanted}
        raise HoursMissing(_("%(name)s: %(done)s of %(wanted)s hours of training in the year.") % named)
    row.result, row.hours, row.words, row.checked_on, row.checked_by_id = result, hours, words.strip(), on, by.person_id
    row.save(update_fields=["result", "hours", "words", "checked_on", "checked_by"])
    decision = Decision(ground=f"{row.round.year}年度审验{'合格' if result == 'passed' else '不合格'}", article=ARTICLE)
    body = {
        "year": row.round.year,
        "result": result,
        "hours": f"{hours:g}",
        "ground": decision.ground,
        "opinion": row.words,
    }
    append(series=credential.series, by=by, at=at, verb="credential.check_annually", body=body)
    if result == AnnualCheck.Result.FAILED:
        enter(credential, kind="suspend", ground="check_failed", facts=f"{decision.ground}。{row.words}", by=by, at=at)
        return
    if history.last_of(credential, on).status == CredentialStatus.Status.LAPSED:
        history.add(credential, act="revive", status=CredentialStatus.Status.VALID, decision=decision, by=by, at=at)
    if history.last_of(credential, on).status == CredentialStatus.Status.VALID:
        steps = [("hold_credential", "annual"), ("check_annually", "passed")]
        history.move(credential, steps, by=SYSTEM, at=at, body=decision)
