"""One search over what a person may see: cases, parties, papers, decisions; each group short, all by index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.finding.matching import MOST, cases_found, numbered, parties
from cases.finding.visible import seen_by
from cases.finding.wording import asked
from cases.models import Case, Decision, Paper

SHOWN: Final = 8


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    subject: str
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind; ``more`` leads to the whole list, "" where there is none."""

    title: str | Promise
    icon: str
    hits: list[Hit]
    more: str = ""


def search(text: str, person_id: int) -> list[Group]:
    """Return what is found, in groups; empty ones are left out. At most eight queries."""
    want, seen = asked(text), seen_by(person_id)
    found = [Group(_("Cases"), "folders", _cases(text, seen), f"{reverse('case_list')}?q={text}")]
    if want.is_number:
        under = seen_by(person_id, "case__")
        found.append(Group(_("Decisions"), "gavel", _decisions(want, under)))
        found.append(Group(_("Papers of cases"), "files", _papers(want, under)))
    else:
        found.insert(0, Group(_("Parties"), "users", _parties(want, seen)))
    return [group for group in found if group.hits]


def _cases(text: str, seen: Q) -> list[Hit]:
    rows = cases_found(Case.objects.filter(seen), text).select_related("party", "agency").order_by("-clue_on", "-pk")
    return [_hit(case, f"{case.party.name} · {case.cause}") for case in rows[:SHOWN]]


def _parties(want: Any, seen: Q) -> list[Hit]:
    """Return each party once, with its latest case."""
    rows = Case.objects.filter(seen, pk__in=list(parties(want)[:MOST])).select_related("party", "agency")
    found: dict[tuple[str, str], Hit] = {}
    for case in rows.order_by("-clue_on", "-pk")[: SHOWN * 5]:
        masked = case.party.code_masked
        found.setdefault((case.party.name, case.party.code_fingerprint), Hit(
            f"{case.party.name} {masked}".strip(), f"{case} · {case.cause}", reverse("case", args=[case.pk]),
        ))  # fmt: skip
    return list(found.values())[:SHOWN]


def _decisions(want: Any, under: Q) -> list[Hit]:
    rows = Decision.objects.filter(under, numbered("number", want)).select_related("case__party", "case__agency")
    return [
        Hit(row.number, f"{row.case.party.name} · {row.case.cause}", reverse("case", args=[row.case_id]))
        for row in rows.order_by("-decided_on")[:SHOWN]
    ]


def _papers(want: Any, under: Q) -> list[Hit]:
    rows = Paper.objects.filter(under, ~Q(number=""), numbered("number", want)).select_related("case__party")
    return [
        Hit(
            f"{row.title} {row.number}",
            f"{row.case} · {row.case.party.name}",
            reverse("case_paper", args=[row.case_id, row.pk]),
        )
        for row in rows.order_by("-made_at")[:SHOWN]
    ]


def _hit(case: Case, subject: str) -> Hit:
    return Hit(str(case), subject, reverse("case", args=[case.pk]))
