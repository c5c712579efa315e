"""R25, R26 and R31: who collects fines, how far the additional fine goes, and the demand before the court."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.file_after import DemandFact, EnforcementFact, PaymentFact
from cases.rules.older import FIRST, is_older
from cases.rules.registry import Finding, Rule
from cases.rules.remedies import court_until, deferred_to, fine_on, lapsed_on, runs, served_on, void_on
from cases.rules.saying import finding
from cases.rules.thresholds import Term
from cases.rules.time import demand_until, hand_in_due, payment_due
from cases.rules.timed import late, lit

COLLECT = "中华人民共和国行政处罚法第六十七条、第六十八条、第六十九条"
RECEIPT = "中华人民共和国行政处罚法第七十条"
HAND_IN = "中华人民共和国行政处罚法第七十一条"
ADDED = "中华人民共和国行政处罚法第七十二条、第七十三条；中华人民共和国行政强制法第四十五条"
STOP = "中华人民共和国行政复议法第四十二条；中华人民共和国行政诉讼法第五十六条"
DEMAND = "中华人民共和国行政强制法第五十三条、第五十四条"
OWN = "中华人民共和国行政强制法第三十四条、第三十五条"
VOID = "中华人民共和国行政强制法第四十条第四项、第五十三条"
DEFERRED = "中华人民共和国行政处罚法第六十六条第二款、第七十二条第二款"
SMALL, SMALL_BEFORE = Decimal(100), Decimal(20)
GROUNDS = {"P": frozenset({"69"}), "S": frozenset({"68a", "68b", "69"})}


def collected(file: CaseFile) -> Iterator[Finding]:
    """Judge R25: officers take money only where the law lets them, give a receipt, and hand it in."""
    for number, payment in enumerate(file.payments):
        if payment.channel == "on_the_spot" and not payment.deferral and payment.amount:
            yield from _by_hand(file, payment, f"payment:{payment.id or number}")


def _by_hand(file: CaseFile, payment: PaymentFact, key: str) -> Iterator[Finding]:
    small = SMALL_BEFORE if is_older(payment.on) else SMALL
    lawful = payment.ground in GROUNDS.get(file.chart, GROUNDS["S"])
    imposed = max(payment.amount, file.decision.terms.fine if file.decision else payment.amount)
    if not lawful or (payment.ground == "68a" and imposed > small):
        yield finding(
            "R25", _("Officers collected %(amount)s yuan on %(on)s without a ground in articles 68 and 69."),
            article=COLLECT, blocks=True, day=payment.on, key=f"{key}:ground", step="P18", on=payment.on,
            amount=payment.amount, remedy=_("Let the party pay at the bank or electronically."),
        )  # fmt: skip
    if not payment.receipt:
        yield finding(
            "R25", _("No fiscal receipt was given for the %(amount)s yuan of %(on)s."), article=RECEIPT, blocks=True,
            day=payment.on, key=f"{key}:receipt", step="P18", on=payment.on, amount=payment.amount,
            remedy=_("Give the receipt of the fiscal authority; without it the party may refuse to pay."),
        )  # fmt: skip
    yield from _passed_on(
        file, payment.on, payment.handed_in_on, f"{key}:hand", _("Hand it in now."),
        _("The money collected on %(on)s should have been handed in by %(due)s."),
        _("The money collected on %(on)s must be handed in by %(due)s."),
    )  # fmt: skip
    if payment.handed_in_on is not None:
        yield from _passed_on(
            file, payment.handed_in_on, payment.banked_on, f"{key}:bank", _("Bank it now."),
            _("The money handed in on %(on)s should have reached the bank by %(due)s."),
            _("The money handed in on %(on)s must reach the bank by %(due)s."),
        )  # fmt: skip


def _passed_on(
    file: CaseFile, since: date, done: date | None, key: str, remedy: str, tardy: str, soon: str
) -> Iterator[Finding]:
    term = Term(hand_in_due(since, file.legal, file.calendar), file.legal.cash_days)
    hit = lit(file, "R25", term, done)
    if hit is not None:
        yield finding(
            "R25", tardy if late(term, file, done) else soon, article=HAND_IN, severity=hit[0], day=hit[1], key=key,
            step="P18", on=since, due=term.due_on, remedy=remedy,
        )  # fmt: skip


def added(file: CaseFile) -> Iterator[Finding]:
    """Judge R26: never above the fine as it stands, and no day of a remedy counted."""
    for one in file.enforcements:
        fine = fine_on(file, one.on)
        if one.surcharge > fine:
            message = _("An additional fine of %(claimed)s yuan is claimed on %(on)s; it cannot exceed %(most)s yuan.")
            most = fine
        elif one.surcharge > one.lawful_surcharge:
            message = _(
                "An additional fine of %(claimed)s yuan is claimed on %(on)s; the days that count give %(most)s."
            )
            most = one.lawful_surcharge
        else:
            continue
        yield finding(
            "R26", message, article=ADDED, blocks=True, day=one.on, key=f"{one.kind}:{one.on}", step="P19", on=one.on,
            claimed=one.surcharge, most=most, remedy=_("Claim what the working shows, not more."),
        )  # fmt: skip


def demanded(file: CaseFile) -> Iterator[Finding]:
    """Judge R31: what stands and is late, a served demand and its term, remedies lapsed, three months to apply."""
    for one in file.enforcements:
        void = void_on(file, one.on)
        if void is not None:
            yield finding(
                "R31", _("The decision was set aside on %(void)s; nothing of it may be enforced on %(on)s."),
                article=VOID, blocks=True, day=one.on, key=f"void:{one.on}", step="P20", on=one.on, void=void,
                remedy=_("End the enforcement."),
            )  # fmt: skip
            continue
        yield from _after_demand(file, one)
        yield from _not_deferred(file, one)
        yield from _in_term(file, one) if one.kind == "court" else _not_stopped(file, one)


def _after_demand(file: CaseFile, one: EnforcementFact) -> Iterator[Finding]:
    """Find no demand, one that came before anything was late, and enforcement before its term was over.

    The court way gives the party ten working days (第五十四条), own enforcement the term that the demand names
    (第三十五条).
    """
    article = DEMAND if one.kind == "court" else OWN
    demands = [d for d in file.demands if d.served_on <= one.on]
    if not demands:
        yield finding(
            "R31", _("Enforcement began on %(on)s without a demand to the party."), article=article, blocks=True,
            day=one.on, key=f"none:{one.on}", step="P20", on=one.on, remedy=_("Serve the demand and wait its term."),
        )  # fmt: skip
        return
    due = _payable_until(file)
    demand = min((d for d in demands if due is None or d.served_on > due), key=_served, default=None)
    if demand is None:
        yield finding(
            "R31", _("The demand of %(served)s came before the payment was late: its last day was %(due)s."),
            article=article, blocks=True, day=one.on, key=f"hasty:{one.on}", step="P20", due=due,
            served=max(d.served_on for d in demands), remedy=_("Serve the demand again and wait its term."),
        )  # fmt: skip
        return
    own = one.kind == "own"
    until = demand.until_on if own else demand_until(demand.served_on, file.legal, file.calendar)
    if until is not None and one.on <= until:
        yield finding(
            "R31", _("Enforcement began on %(on)s; the demand of %(served)s gives the party until %(until)s."),
            article=article, blocks=True, day=one.on, key=f"early:{one.on}", step="P20", on=one.on,
            served=demand.served_on, until=until, remedy=_("Wait until the term of the demand is over."),
        )  # fmt: skip


def _served(demand: DemandFact) -> date:
    return demand.served_on


def _payable_until(file: CaseFile) -> date | None:
    """Return the last day to pay, None where no money was imposed or nothing is served."""
    served = served_on(file)
    money = file.decision is not None and (file.decision.terms.fine or file.decision.terms.confiscation)
    return payment_due(served, file.legal, file.calendar).due_on if served and money else None


def _not_deferred(file: CaseFile, one: EnforcementFact) -> Iterator[Finding]:
    until = deferred_to(file, one.on)
    if until is not None:
        yield finding(
            "R31", _("Enforcement began on %(on)s although the payment is deferred until %(until)s."), article=DEFERRED,
            blocks=True, day=one.on, key=f"deferred:{one.on}", step="P20", on=one.on, until=until,
            remedy=_("Wait until the deferral is over or a part is missed."),
        )  # fmt: skip


def _not_stopped(file: CaseFile, one: EnforcementFact) -> Iterator[Finding]:
    if any(r.stopped_on is not None and r.stopped_on <= one.on and runs(r, one.on) for r in file.remedies):
        yield finding(
            "R31", _("Enforcement began on %(on)s although it was ordered to stop."), article=STOP, blocks=True,
            day=one.on, key=f"stopped:{one.on}", step="P20", on=one.on, remedy=_("Wait for the end of the remedy."),
        )  # fmt: skip


def _in_term(file: CaseFile, one: EnforcementFact) -> Iterator[Finding]:
    lapsed, last = lapsed_on(file, one.on), court_until(file, one.on)
    if lapsed is None or one.on <= lapsed:
        message = _("The court was asked on %(on)s while the party may still seek a remedy.")
        yield finding(
            "R31", message, article=DEMAND, blocks=True, day=one.on, key=f"remedy:{one.on}", step="P20", on=one.on,
            remedy=_("Wait until the remedies have lapsed or are decided."),
        )  # fmt: skip
    elif last is not None and one.on > last:
        yield finding(
            "R31", _("The court was asked on %(on)s; the three months ended on %(last)s."), article=DEMAND, blocks=True,
            day=one.on, key=f"late:{one.on}", step="P20", on=one.on, last=last,
            remedy=_("The term is over: end the enforcement and report who missed it."),
        )  # fmt: skip


RULES = (
    Rule(
        "R25", gettext_lazy("Fines are collected as the law says"), COLLECT, collected, blocks=True, from_on=FIRST,
        acts=frozenset({"record_payment", "receive_payment", "penalise_on_spot"}),
    ),
    Rule(
        "R26", gettext_lazy("The additional fine stays within its bounds"), ADDED, added, blocks=True,
        acts=frozenset({"apply_to_court", "enforce_itself"}),
    ),
    Rule(
        "R31", gettext_lazy("Demanded before it is enforced, and in time"), DEMAND, demanded, blocks=True,
        acts=frozenset({"apply_to_court", "enforce_itself"}),
    ),
)  # fmt: skip
