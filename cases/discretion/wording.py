"""The reasoning of an assessment in sentences, with the arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.discretion.circumstances import Circumstance
from cases.discretion.models import Benchmark, Grade
from cases.discretion.ranges import Shares, Span
from enforcement.web.times import say_day

if TYPE_CHECKING:
    from cases.discretion.measuring import Question


def yuan(amount: Decimal) -> str:
    """Return an amount without needless digits: 208,000 or 1,250.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def times(number: Decimal) -> str:
    """Return a multiple without needless digits."""
    return f"{number.normalize():f}"


def of_norms(chosen: Benchmark, question: Question) -> list[str]:
    """Say that the norm with the higher fine applies where there are several (行政处罚法第二十九条)."""
    if not question.norms:
        return []
    names = "、".join(dict.fromkeys(b.penalty for b in (question.benchmark, *question.norms)))
    said = _("The act falls under several norms (%(names)s): the one with the higher fine applies, %(law)s (art. 29).")
    return [said % {"names": names, "law": chosen.penalty}]


def of_time(then: Benchmark, now: Benchmark, applied: Benchmark, act_on: date) -> str:
    """Say which version applies, and why (行政处罚法第三十七条)."""
    told = {"act": say_day(act_on), "old": then.issue.document_number, "new": now.issue.document_number}
    if applied.pk == now.pk:
        return (
            _("The act of %(act)s fell under %(old)s; %(new)s is lighter, so the newer one applies (art. 37).") % told
        )
    return (
        _("The act of %(act)s fell under %(old)s; %(new)s is not lighter, so the older one applies (art. 37).") % told
    )


def of_statute(benchmark: Benchmark, span: Span, base: Decimal | None) -> str:
    """Say the range of the statute with its arithmetic."""
    told = {"law": benchmark.penalty, "low": yuan(span.low), "high": yuan(span.high)}
    if not benchmark.high:
        return _("%(law)s provides for no fine.") % told
    if base is None:
        return _("%(law)s: a fine of %(low)s to %(high)s yuan.") % told
    told |= {"base": yuan(base), "from": times(benchmark.low), "to": times(benchmark.high)}
    return _("%(law)s: %(from)s to %(to)s times %(base)s yuan, that is %(low)s to %(high)s yuan.") % told


def of_grade(grade: Grade, span: Span) -> str:
    """Say the grade and its range."""
    told = {
        "grade": grade.get_code_display(),
        "why": grade.circumstances.rstrip("。"),
        "low": yuan(span.low),
        "high": yuan(span.high),
    }
    return _("Grade %(grade)s (%(why)s): %(low)s to %(high)s yuan.") % told


def of_circumstance(one: Circumstance) -> str:
    """Say a circumstance with its article."""
    return _("%(title)s (%(article)s).") % {"title": one.title, "article": one.article}


def of_effect(effect: str, whole: Span, span: Span, shares: Shares) -> str:
    """Say which part of the range is left, with its arithmetic."""
    low, high = yuan(span.low), yuan(span.high)
    width = yuan(whole.high - whole.low)
    told = {"low": low, "high": high, "width": width, "from": yuan(whole.low), "to": yuan(whole.high)}
    if effect == "lighter":
        told["share"] = times(shares.lighter * 100)
        return (
            _("Lighter: the lowest %(share)s%% of it: %(from)s + %(width)s × %(share)s%% = at most %(high)s yuan.")
            % told
        )
    if effect == "heavier":
        told["share"] = times(shares.heavier * 100)
        return (
            _("Heavier: the highest %(share)s%% of it: %(to)s − %(width)s × %(share)s%% = at least %(low)s yuan.")
            % told
        )
    if effect == "mitigate":
        return _("Mitigated: below the statutory minimum of %(high)s yuan.") % told
    if effect == "exempt":
        return _("No penalty is imposed; the party is instructed (art. 33).")
    if effect == "both":
        return _("Circumstances both ways: to be weighed as a whole between %(low)s and %(high)s yuan.") % told
    return _("No circumstance moves it: %(low)s to %(high)s yuan.") % told
