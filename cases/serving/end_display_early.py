"""Answer a party's request to end the display of its decision early (市场监督管理行政处罚信息公示规定第十四条)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, EarlyEnd, Posting
from cases.redaction import StillPrivate, still_private
from cases.rules.loading import load
from cases.serving.parameters import EARLY_MONTHS, HEAVY
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.flowcharts.deadlines import months_after
from enforcement.organisation.duties.holding import require
from enforcement.organisation.parameters import value
from enforcement.web.times import say_day

ARTICLE: Final = "市场监督管理行政处罚信息公示规定第十三条、第十四条"
OUTCOMES: Final = {"granted": _("end the display today"), "refused": _("refuse the request")}


class NotYetOpen(Invalid):
    """Refuse to end a display early while a condition is not met, naming each."""

    article = ARTICLE
    remedy = _("Refuse the request with this reason, or wait until the conditions are met.")

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing), field="outcome")


class WhyMissing(Invalid):
    """Refuse to turn a request down without the reason that the party is told."""

    sentence = _("Say why the request is refused: the party is told.")
    article = ARTICLE


def ending(case: Case, today: date) -> list[Posting]:
    """Return the channels on which the decision is shown now and whose display has an end."""
    rows = Posting.objects.filter(publication__case=case, publication__withdrawn_on__isnull=True, until_on__gt=today)
    return list(rows.select_related("publication").order_by("pk"))


def missing(case: Case, posting: Posting, today: date, *, promised: bool) -> Iterator[str | Promise]:
    """Yield the conditions that are not met: performed, the least time, a written promise, no heavy penalty."""
    if set(case.decision.kinds) & set(value(HEAVY, agency=case.agency, on=today)):
        yield _("A penalty of this weight is shown for its whole time.")
    months = int(value(EARLY_MONTHS, agency=case.agency, on=today))
    first = months_after(posting.publication.published_on, months)
    if today < first:
        yield _("It must be shown for %(months)s months first, until %(day)s.") % {
            "months": months, "day": say_day(first),
        }  # fmt: skip
    if load(case, today=today).performed_on is None:
        yield _("The penalty is not performed yet.")
    if not promised:
        yield _("The party's written promise is missing.")


@transaction.atomic(durable=True)
def end_display_early(
    *, case_id: int, by: Actor, at: datetime, posting_id: int, requested_on: date, outcome: str,
    promised_on: date | None = None, reason: str = "",
) -> EarlyEnd:  # fmt: skip
    """Grant a request, which ends the display on that channel today, or refuse it with the reason.

    Raises:
        NotAllowed: without the duty of publication. NotFound: for a channel that shows it no longer, or without end.
        NotYetOpen, WhyMissing: on their fields. StillPrivate: for a reason that gives private facts away.
    """
    case = lock(case_id, after_archive=True)
    require(by=by, duty="publish", agency=case.agency)
    today = clock.day_of(at)
    posting = next((one for one in ending(case, today) if one.pk == posting_id), None)
    if posting is None:
        raise NotFound
    asked = checked_day(requested_on, at=at, field="requested_on", not_before=posting.publication.published_on)
    promise = checked_day(promised_on, at=at, field="promised_on") if promised_on else None
    lacking = [str(one) for one in missing(case, posting, today, promised=promise is not None)]
    if outcome == "granted" and lacking:
        raise NotYetOpen(lacking)
    if outcome != "granted" and not reason.strip():
        raise WhyMissing(field="reason")
    if still_private(reason, case):
        raise StillPrivate("reason")
    made = EarlyEnd.objects.create(
        posting=posting, requested_on=asked, promised_on=promise, outcome=outcome, reason=reason.strip()[:300],
        answered_on=today, answered_by=by.name,
    )  # fmt: skip
    if outcome == "granted":
        _end(posting, today)
    keep_sheet(
        case=case, code="XYX", title="提前停止公示审批表", by=by, at=at, number=case.decision.number,
        rows=[
            ("公示渠道", posting.title), ("申请日期", chinese_day(asked)),
            ("信用承诺", chinese_day(promise) if promise else "未提交"),
            ("审批意见", "同意提前停止公示" if outcome == "granted" else "不予提前停止公示"),
            ("理　　由", made.reason or "符合条件"),
        ],
    )  # fmt: skip
    body = {"channel": posting.channel, "requested_on": asked, "promised_on": promise, "outcome": outcome,
            "reason": made.reason}  # fmt: skip
    note(case, act="end_display_early", by=by, at=at, body=body)
    return made


def _end(posting: Posting, today: date) -> None:
    """End one channel; the decision leaves this site when every channel has come to its end."""
    posting.until_on = today
    posting.save(update_fields=["until_on"])
    ends = list(posting.publication.postings.values_list("until_on", flat=True))
    if all(ends):
        posting.publication.shown_until = max(end for end in ends if end)
        posting.publication.save(update_fields=["shown_until"])
