"""Extend a term of the case as its published chart allows (市场监督管理行政处罚程序规定第六十四条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.open_terms import term_of
from enforcement.actor import Actor
from enforcement.flowcharts.engine.extending import NotExtendable
from enforcement.flowcharts.engine.extensions import extend
from enforcement.flowcharts.models import TermExtension
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def extend_term(
    *, case_id: int, by: Actor, at: datetime, term: str, length: int, reason: str, document: str
) -> TermExtension:
    """Extend a running term before it ends; a second one names the discussion that decided it as its document.

    Raises:
        NoSuchTerm: if it does not run. NotAllowed: without the duty that the chart names.
        NotExtendable, OtherLength, ExtendedTooLate, ExtensionWithoutGrounds: of the engine.
    """
    case = lock(case_id)
    found = term_of(case, term)
    rule = found.extension
    if rule is None:
        raise NotExtendable(field="term")
    require(by=by, duty=rule.approver, agency=case.agency)
    made = extend(found.subject, days=length, unit=rule.unit, by_name=by.name, at=at, reason=reason, document=document)
    keep_sheet(
        case=case, code="YZ", by=by, at=at,
        rows=[
            ("延长事项", found.title), ("原期限", f"至{chinese_day(made.due_before)}"),
            ("延长后期限", f"至{chinese_day(made.due_after)}"), ("理　　由", reason), ("依　　据", made.basis),
            ("批准文书", document), ("批准人", by.name),
        ],
    )  # fmt: skip
    note(
        case, act="extend_term", by=by, at=at,
        body={"term": term, "length": length, "unit": made.unit, "level": made.level, "reason": reason,
              "document": document, "due_before": made.due_before, "due_on": made.due_after},
    )  # fmt: skip
    return made
