"""File a case or refuse to (P03): the four tests of 市场监督管理行政处罚程序规定第十九条."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case, Clue
from cases.numbering import CASE, take_number
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal

YES, NO = "是", "否"
REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "slight": ("违法行为轻微并及时改正，没有造成危害后果", "Slight, corrected in time, no harm (一)"),
    "first": ("初次违法且危害后果轻微并及时改正", "First time, slight harm, corrected in time (二)"),
    "no_fault": ("当事人有证据足以证明没有主观过错", "The party proved that it was not at fault (三)"),
    "tests": ("不符合立案条件", "One of the four tests of filing is not met (art. 19)"),
    "other": ("依法可以不予立案的其他情形", "Another case in which the law allows not to file (四)"),
}
"""The grounds of 市场监督管理行政处罚程序规定第二十条, Chinese and English."""


class FilingTestsUnmet(Refusal):
    """Refuse to file a case that fails one of the four tests."""

    sentence = _("A case is filed only if all four tests are met.")
    article = "市场监督管理行政处罚程序规定第十九条"
    remedy = _("Tick each test that is met; if one is not, choose not to file and say why.")


class ReasonMissing(Invalid):
    """Refuse to turn a clue away without a reason."""

    sentence = _("Say why the case is not filed.")
    article = "市场监督管理行政处罚程序规定第二十条"


class GroundUnknown(Invalid):
    """Refuse a ground that is not on the list."""

    sentence = _("Choose one of the grounds on which a case is not filed.")
    article = "市场监督管理行政处罚程序规定第二十条"


@transaction.atomic(durable=True)
def file_case(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    outcome: str,
    has_evidence: bool = False,
    is_punishable: bool = False,
    is_ours: bool = False,
    is_in_time: bool = False,
    legal_basis: str = "",
    is_complex: bool = False,
    public_interest: bool = False,
    many_relations: bool = False,
    reason: str = "",
    refusal: str = "other",
) -> Case:
    """File the case, which takes its number and starts the ninety days, or refuse with the reason.

    ``outcome`` is ``filed`` or ``refused``; ``refusal`` a ground of ``REFUSALS`` (市监程序规定第二十条).

    Raises:
        FilingTestsUnmet: to file without all four tests. ReasonMissing: to refuse without a reason.
    """
    case = lock(case_id)
    step = require_open(case, "file_case")
    tests = {"evidence": has_evidence, "punishable": is_punishable, "jurisdiction": is_ours, "in_time": is_in_time}
    filed = outcome == "filed"
    if filed and not all(tests.values()):
        raise FilingTestsUnmet(field="outcome")
    if not filed and refusal not in REFUSALS:
        raise GroundUnknown(field="refusal")
    if not filed and not reason.strip():
        raise ReasonMissing(field="reason")
    day = clock.day_of(at)
    if filed:
        case.number, case.filed_on = take_number(agency=case.agency, kind=CASE, on=day), day
    case.legal_basis = legal_basis
    case.is_complex, case.public_interest, case.many_relations = is_complex, public_interest, many_relations
    case.save(update_fields=["number", "filed_on", "legal_basis", "is_complex", "public_interest", "many_relations"])
    if not filed:
        Clue.objects.update_or_create(case=case, defaults={"refusal": refusal})
    keep_sheet(
        case=case, code="LA", by=by, at=at, step=step.node.code, number=case.number,
        rows=[
            ("有初步证据", YES if has_evidence else NO), ("应予处罚", YES if is_punishable else NO),
            ("本机关管辖", YES if is_ours else NO), ("在时效内", YES if is_in_time else NO),
            ("拟适用依据", legal_basis),
            ("审批意见", "准予立案" if filed else f"不予立案（{REFUSALS[refusal][0]}）：{reason}"),
            ("负责人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="file_case", by=by, at=at, outcome=outcome, events={"filed": day} if filed else {},
        people=alone(by, "decide"),
        body={"number": case.number, "tests": tests, "reason": reason, "legal_basis": legal_basis,
              "refusal": "" if filed else refusal},
    )  # fmt: skip
    return case
