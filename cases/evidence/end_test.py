"""Record the result of a test and tell the party, with the right to ask for another test; the clocks run again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.evidence.parameters import RETEST_DAYS
from cases.evidence.testing import follow, test_of
from cases.evidence.when import lock_for
from cases.models import EntrustedTest
from cases.rules.time import working
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.parameters import value


class ResultKnown(OutOfOrder):
    """Refuse a second result."""

    sentence = _("The result of this test was recorded already.")


class RetestTooLate(Invalid):
    """Refuse a request after the party's days."""

    sentence = _("The party could ask for another test until %(until)s.")


@transaction.atomic(durable=True)
def end_test(
    *, case_id: int, by: Actor, at: datetime, test_id: int, to_on: date, result: str, result_told_on: date | None = None
) -> EntrustedTest:
    """End a test; the party is told the result (today unless another day is given) and may ask for another test.

    Raises:
        ResultKnown: for a second result. cases.acting.DayAhead, cases.acting.DayTooEarly: on the days.
    """
    case, step = lock_for(case_id, by)
    test = test_of(case, test_id)
    if test.to_on is not None:
        raise ResultKnown(field="test_id")
    test.to_on = checked_day(to_on, at=at, field="to_on", not_before=test.from_on)
    test.result, test.result_told_on = result, checked_day(result_told_on, at=at, field="result_told_on")
    days = int(value(RETEST_DAYS, agency=case.agency, on=test.result_told_on))
    test.retest_until = working(test.result_told_on, days, calendar())
    test.save()
    follow(case, test)
    keep_sheet(
        case=case, code="JG", by=by, at=at, step=step.node.code,
        rows=[
            ("检验机构", test.body), ("检验物品", test.subject), ("结束日期", chinese_day(test.to_on)),
            ("结　　果", result),
            ("告知日期", chinese_day(test.result_told_on)),
            ("复检权利", f"对结果有异议的，可以在{chinese_day(test.retest_until)}前书面申请复检"),
        ],
    )  # fmt: skip
    note(
        case, act="end_test", by=by, at=at,
        body={"test": test.pk, "to_on": test.to_on, "told_on": test.result_told_on, "retest_until": test.retest_until},
    )  # fmt: skip
    return test


@transaction.atomic(durable=True)
def ask_retest(*, case_id: int, by: Actor, at: datetime, test_id: int, asked_on: date | None = None) -> EntrustedTest:
    """Enter that the party asks for another test in time.

    Raises:
        RetestTooLate: after the party's days, or before it was told.
    """
    case, _step = lock_for(case_id, by)
    test = test_of(case, test_id)
    day = checked_day(asked_on, at=at, field="asked_on", not_before=test.from_on)
    if test.retest_until is None or day > test.retest_until:
        until = chinese_day(test.retest_until) if test.retest_until else "—"
        raise RetestTooLate(RetestTooLate.sentence % {"until": until}, field="asked_on")
    test.retest_asked_on = day
    test.save(update_fields=["retest_asked_on"])
    note(case, act="ask_retest", by=by, at=at, body={"test": test.pk, "asked_on": day})
    return test
