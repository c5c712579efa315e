"""Conclude the investigation (P06, 市场监督管理行政处罚程序规定第四十八条): report and proposal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.discretion.reasons import reasons_of
from cases.discretion.weigh import Weighed, as_body, write_weighing
from cases.documents.sheets import keep_sheet
from cases.evidence.relying import keep_list, with_pieces
from cases.models import Proposal
from cases.terms import join_evidence, say, with_amounts
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

NONE = Decimal(0)


class NothingProposed(Invalid):
    """Refuse a penalty without any kind of penalty."""

    sentence = _("Choose at least one kind of penalty, or enter an amount.")
    article = "中华人民共和国行政处罚法第九条"


class DiscretionMissing(Invalid):
    """Refuse a proposal that does not say which benchmark it used."""

    sentence = _("Say which benchmark was used and why the penalty has this weight.")
    article = "中华人民共和国行政处罚法第三十四条；山东省规范行政处罚裁量权办法第二十条"


class EvidenceMissing(Invalid):
    """Refuse a report without its list of evidence."""

    sentence = _("List the evidence on which each fact rests.")
    article = "中华人民共和国行政处罚法第四十条、第四十六条"


@transaction.atomic(durable=True)
def conclude_investigation(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    facts: str,
    legal_basis: str,
    evidence: str = "",
    evidence_ids: Iterable[int] = (),
    discretion: str = "",
    kinds: Iterable[str] = (),
    fine: Decimal = NONE,
    confiscation: Decimal = NONE,
    other: str = "",
    no_penalty: bool = False,
    weighed: Weighed | None = None,
) -> Proposal:
    """Report what was found and propose a penalty, or none with ``no_penalty``.

    ``kinds`` are codes of ``cases.terms.KINDS``; amounts in yuan; ``weighed`` is how the case was weighed on its
    benchmark, whose reasoning stands where ``discretion`` says nothing. ``evidence_ids`` are pieces of the case's list;
    what was set aside carries no fact.

    Raises:
        EvidenceMissing, NothingProposed, DiscretionMissing: on their fields.
        cases.evidence.relying.CarriesNoFact: for evidence that may not be used.
        cases.rules.registry.RuleBroken: if records of the investigation lack two valid officers.
    """
    case = lock(case_id)
    step = require_open(case, "conclude_investigation")
    evidence = with_pieces(case, evidence, evidence_ids)
    if not evidence:
        raise EvidenceMissing(field="evidence")
    chosen = [] if no_penalty else with_amounts(kinds, fine, confiscation)
    if not no_penalty and not chosen and not other.strip():
        raise NothingProposed(field="kinds")
    weighing = write_weighing(case, weighed, by=by, on=clock.day_of(at)) if weighed else None
    if weighing is not None and not discretion.strip():
        discretion = reasons_of(case, weighing)
    if not no_penalty and not discretion.strip():
        raise DiscretionMissing(field="discretion")
    made = Proposal.objects.create(
        case=case, made_on=clock.day_of(at), author=by.name, facts=join_evidence(facts, evidence),
        legal_basis=legal_basis, discretion=discretion, kinds=chosen, fine=NONE if no_penalty else fine,
        confiscation=NONE if no_penalty else confiscation, other="" if no_penalty else other,
    )  # fmt: skip
    keep_sheet(
        case=case, code="ZJ", by=by, at=at, step=step.node.code,
        rows=[
            ("违法事实", facts), ("证　　据", evidence), ("法律依据", legal_basis), ("裁量理由", discretion),
            ("处理建议", "；".join(say(made)) or "不予行政处罚"), ("调查人员", by.name),
        ],
    )  # fmt: skip
    keep_list(case, by=by, at=at, step=step.node.code)
    close_step(
        case, act="conclude_investigation", by=by, at=at, outcome="reported", people=alone(by, "handle"),
        body={"proposal": made.pk, "kinds": made.kinds, "fine": made.fine, "confiscation": made.confiscation,
              "legal_basis": legal_basis, "weighing": as_body(weighing) if weighing else None},
    )  # fmt: skip
    return made
