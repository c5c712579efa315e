"""R39 of charts: what a published flowchart cites is in force, registered, and not amended since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from cases.rules.registry import Finding
from cases.rules.saying import finding
from cases.settings import legal
from cases.supervision.sources import SubjectFinding
from enforcement.flowcharts import citing
from enforcement.norms.queries import register_of
from enforcement.norms.touched import Touched, judged
from enforcement.norms.touching import Resting
from enforcement.organisation.models import Agency

BASIS = "国办发〔2018〕118号第四项；中华人民共和国行政处罚法第三十九条"


def charts(today: date) -> Iterator[SubjectFinding]:
    """Yield what published charts cite that no longer stands."""
    cites = list(citing.resting())
    known = register_of(one.citation for one in cites)
    agencies = {a.pk: a for a in Agency.objects.filter(pk__in={one.agency_id for one in cites})}
    complete = {pk: legal(agency, today).norms_complete for pk, agency in agencies.items()}
    for one in cites:
        if one.agency_id is None:
            continue
        if known.standing(one.citation, today).code == "unregistered":
            found = _unregistered(one, today) if complete[one.agency_id] else None
        else:
            found = _touched(judged(known, one, today))
        if found is not None:
            yield SubjectFinding(
                agency_id=one.agency_id, subject=f"flowchart:{one.url.strip('/').rpartition('/')[2]}", title=one.title,
                url=one.url, finding=found,
            )  # fmt: skip


def _unregistered(one: Resting, today: date) -> Finding:
    return finding(
        "R39", _("The flowchart cites “%(title)s”, which is not in the register of norms."), article=BASIS,
        severity="yellow", day=today, key=f"unregistered:{one.citation.title}", step=one.where[:20],
        remedy=_("Have it registered, or correct the flowchart in a new version."), title=one.citation.title,
    )  # fmt: skip


def _touched(one: Touched) -> Finding | None:
    title, since = one.resting.citation.title, one.since or ""
    step, remedy = one.where[:20], _("Draft a new version of the flowchart.")
    key = f"{one.what}:{title}:{since}"
    if one.what == "gone":
        return finding(
            "R39", _("The flowchart cites “%(title)s” %(articles)s, no longer in force since %(since)s."),
            article=BASIS,
            day=one.since, key=key, step=step, remedy=remedy, title=title,
            articles=one.articles, since=since,
        )  # fmt: skip
    if one.what == "amended":
        return finding(
            "R39", _("The flowchart cites “%(title)s” %(articles)s, amended on %(since)s, after it was published."),
            article=BASIS, severity="yellow", day=one.since, key=key, step=step, remedy=remedy, title=title,
            articles=one.articles, since=since,
        )  # fmt: skip
    return None
