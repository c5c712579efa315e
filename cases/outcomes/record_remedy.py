"""Record that the party asked for reconsideration or went to court, and what became of the request (复议法; 诉讼法)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.execution.money import last_service
from cases.models import Case, Remedy
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.organisation.duties.holding import require

KINDS: Final[dict[str, tuple[str, str]]] = {
    "reconsideration": ("行政复议", "Administrative reconsideration"),
    "litigation": ("行政诉讼", "Administrative litigation"),
}


class NothingServed(OutOfOrder):
    """Refuse a remedy against a decision that was not served."""

    sentence = _("No decision of this case was served: there is nothing to seek a remedy against.")


class OrganMissing(Invalid):
    """Refuse a remedy without the organ that handles it."""

    sentence = _("Name the government that reconsiders, or the court.")
    article = "中华人民共和国行政复议法第二十四条；中华人民共和国行政诉讼法第四十四条"


class StopUnfounded(Invalid):
    """Refuse to stop execution without the order that stops it."""

    sentence = _("Execution goes on during a remedy unless it is ordered to stop: enter the order.")
    article = "中华人民共和国行政处罚法第七十三条第一款；中华人民共和国行政复议法第四十二条"


@transaction.atomic(durable=True)
def record_remedy(
    *, case_id: int, by: Actor, at: datetime, kind: str, organ: str, filed_on: date, number: str = "", text: str = ""
) -> Remedy:
    """Enter a reconsideration or lawsuit; from its day no additional fine counts and no term to the court runs.

    Raises:
        NotAllowed: without the duty of handling. NothingServed: before service. OrganMissing: on its field.
    """
    case = lock(case_id, after_archive=True)
    require(by=by, duty="handle", agency=case.agency)
    served = last_service(case)
    if served is None:
        raise NothingServed
    if not organ.strip():
        raise OrganMissing(field="organ")
    day = checked_day(filed_on, at=at, field="filed_on", not_before=served.served_on)
    made = Remedy.objects.create(case=case, kind=kind, organ=organ, number=number, filed_on=day, note=text)
    keep_remedy(case, made, by, at)
    note(
        case, act="record_remedy", by=by, at=at, body={"remedy": made.pk, "kind": kind, "organ": organ, "filed_on": day}
    )  # fmt: skip
    return made


@transaction.atomic(durable=True)
def update_remedy(
    *, case_id: int, by: Actor, at: datetime, remedy_id: int, accepted_on: date | None = None,
    refused_on: date | None = None, execution_stopped_on: date | None = None, stop_basis: str = "",
) -> Remedy:  # fmt: skip
    """Enter that a remedy was accepted or not, and an order that stops execution.

    Raises:
        NotAllowed: without the duty of handling. NotFound: for one that has ended. StopUnfounded: on its field.
    """
    case = lock(case_id, after_archive=True)
    require(by=by, duty="handle", agency=case.agency)
    made = running(case).filter(pk=remedy_id).first()
    if made is None:
        raise NotFound
    if execution_stopped_on and not stop_basis.strip():
        raise StopUnfounded(field="stop_basis")
    for name, given in (
        ("accepted_on", accepted_on),
        ("refused_on", refused_on),
        ("execution_stopped_on", execution_stopped_on),
    ):
        if given is not None:
            setattr(made, name, checked_day(given, at=at, field=name, not_before=made.filed_on))
    made.stop_basis = stop_basis[:120] or made.stop_basis
    made.save(update_fields=["accepted_on", "refused_on", "execution_stopped_on", "stop_basis"])
    keep_remedy(case, made, by, at)
    note(
        case, act="update_remedy", by=by, at=at,
        body={"remedy": made.pk, "accepted_on": made.accepted_on, "refused_on": made.refused_on,
              "execution_stopped_on": made.execution_stopped_on, "stop_basis": made.stop_basis},
    )  # fmt: skip
    return made


def running(case: Case) -> QuerySet[Remedy]:
    """Return the remedies of a case that have not ended."""
    return Remedy.objects.filter(case=case, outcome="", refused_on__isnull=True)


def keep_remedy(case: Case, made: Remedy, by: Actor, at: datetime, outcome: str = "") -> None:
    """Keep the sheet of a remedy as it stands."""
    days = (
        ("提起日期", made.filed_on), ("受理日期", made.accepted_on), ("不予受理", made.refused_on),
        ("停止执行", made.execution_stopped_on), ("结果日期", made.outcome_on), ("送达日期", made.served_on),
    )  # fmt: skip
    keep_sheet(
        case=case, code="FJ", by=by, at=at, number=made.number,
        rows=[
            ("救济种类", KINDS[made.kind][0]), ("办理机关", made.organ),
            *((name, chinese_day(on)) for name, on in days if on),
            *([("停止执行依据", made.stop_basis)] if made.stop_basis else []),
            *([("结　　果", outcome)] if outcome else []),
            ("说　　明", made.note or "无"),
        ],
    )  # fmt: skip
