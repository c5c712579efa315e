"""R27 and R28: within the statute and the benchmark, and no second fine for one act."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, Terms
from cases.rules.older import FIRST, is_older
from cases.rules.on_spot import ARTICLE, LIGHT, limit_for
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.review import latest_terms
from cases.rules.saying import finding
from cases.rules.weighed import WeighingFact

BENCHMARK = "中华人民共和国行政处罚法第三十四条；山东省规范行政处罚裁量权办法第十二条"
SPARED = "中华人民共和国行政处罚法第三十条、第三十一条、第三十三条"
TWICE = "中华人民共和国行政处罚法第二十九条"
FINING = frozenset(
    {"conclude_investigation", "propose", "notify_party", "decide", "draw_up_decision", "penalise_on_spot"}
)


def within_range(file: CaseFile) -> Iterator[Finding]:
    """Judge R27: never outside the statute; outside the benchmark only with the main head's approval or discussed."""
    yield from _on_the_spot(file)
    weighing, terms = file.weighing, latest_terms(file)
    if weighing is None or is_older(weighing.on) or not ("fine" in terms.kinds or weighing.effect == "exempt"):
        return
    yield from _statute(weighing, terms)
    lawful = _floor(weighing) <= terms.fine <= weighing.statute_high
    inside = weighing.low <= terms.fine <= weighing.high
    if weighing.effect == "mitigate":
        inside = terms.fine < weighing.high
    if weighing.effect != "exempt" and lawful and not inside and not _approved(file, weighing):
        yield finding(
            "R27",
            _("The fine of %(fine)s yuan departs from the benchmark (%(low)s to %(high)s yuan) without approval."),
            article=BENCHMARK, severity="yellow", blocks=file.legal.departure_blocks and file.decision is not None,
            day=file.decision.on if file.decision else weighing.on, key="departs", step="P14",
            remedy=_("Have the main head approve the departure with its reason, or discuss the case collectively."),
            fine=terms.fine, low=weighing.low, high=weighing.high,
        )  # fmt: skip


def _on_the_spot(file: CaseFile) -> Iterator[Finding]:
    """Find what was imposed on the spot beyond a warning and a small fine."""
    decision = file.decision
    if decision is None or file.chart != "S" or not is_penalty(file):
        return
    most, fine = limit_for(file.party_kind, file.legal), decision.terms.fine
    if set(decision.terms.kinds) - LIGHT or decision.terms.confiscation:
        message = _("On the spot only a warning or a small fine can be imposed.")
    elif fine > most:
        message = _("On the spot %(fine)s yuan were imposed; at most %(most)s yuan are allowed.")
    else:
        return
    yield finding(
        "R27", message, article=ARTICLE, blocks=True, day=decision.on, key="spot", step="S04", fine=fine, most=most,
        remedy=_("Turn it into a case of the general procedure."),
    )  # fmt: skip


def _statute(weighing: WeighingFact, terms: Terms) -> Iterator[Finding]:
    if weighing.effect == "exempt":
        yield from _spared(weighing, terms)
    elif not _floor(weighing) <= terms.fine <= weighing.statute_high:
        yield finding(
            "R27", _("The fine of %(fine)s yuan is outside what the law allows: %(low)s to %(high)s yuan."),
            article=BENCHMARK, blocks=True, day=weighing.on, key="statute", step="P06",
            remedy=_("Change the fine; below the minimum only where a circumstance mitigates it."), fine=terms.fine,
            low=weighing.statute_low, high=weighing.statute_high,
        )  # fmt: skip


def _spared(weighing: WeighingFact, terms: Terms) -> Iterator[Finding]:
    """Find a penalty on whom none may be imposed (行政处罚法第三十、三十一、三十三条).

    Confiscation alone is left to a person to judge: some laws ask for it although no penalty is imposed
    (食品安全法第一百三十六条).
    """
    punished = bool(terms.fine or set(terms.kinds) - {"confiscation"})
    if not punished and not terms.confiscation and not terms.kinds:
        return
    if terms.fine:
        message = _("The party shall not be punished, yet a fine of %(fine)s yuan is imposed.")
    else:
        message = _("The party shall not be punished, yet a penalty is imposed.")
    yield finding(
        "R27", message, article=SPARED, severity="red" if punished else "yellow", blocks=punished, day=weighing.on,
        key="exempt", step="P06", fine=terms.fine,
        remedy=_("Decide without penalty, or weigh the circumstances again."),
    )  # fmt: skip


def _floor(weighing: WeighingFact) -> Decimal:
    return Decimal(0) if weighing.effect in {"mitigate", "exempt"} else weighing.statute_low


def _approved(file: CaseFile, weighing: WeighingFact) -> bool:
    talks = [t for t in file.discussions if t.concluded_on is not None and t.concluded_on >= weighing.on]
    return weighing.approved_on is not None or bool(talks)


def fined_once(file: CaseFile) -> Iterator[Finding]:
    """Judge R28: no fine for an act for which the same party was fined before, here or by another agency."""
    decision = file.decision
    if decision is None or not is_penalty(file) or not decision.terms.fine:
        return
    for other in file.fined:
        if other.same and other.on <= decision.on:
            yield finding(
                "R28", _("The party was fined %(fine)s yuan for the same act on %(on)s in case %(number)s."),
                article=TWICE, blocks=True, day=decision.on, key=f"twice:{other.case_id}", step="P14",
                remedy=_("Impose no fine; if it was another act, the head records by which facts they differ."),
                fine=other.fine, on=other.on, number=other.number,
            )  # fmt: skip


RULES = (
    Rule(
        "R27",
        gettext_lazy("Within the statute and the benchmark"),
        BENCHMARK,
        within_range,
        blocks=True,
        acts=FINING,
        from_on=FIRST,
    ),
    Rule(
        "R28",
        gettext_lazy("No second fine for one act"),
        TWICE,
        fined_once,
        blocks=True,
        acts=frozenset({"decide", "draw_up_decision", "penalise_on_spot"}),
        from_on=FIRST,
    ),
)
