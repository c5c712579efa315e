"""What the system sees of a file itself: whether papers are complete, archived, as listed, and signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from cases.documents.order import LAST
from cases.drafting.signed import is_signed
from cases.models import Case, Paper
from enforcement.flowcharts import store
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of

Found = dict[str, Any]
MISSING: Final = _("The file lacks: %(names)s.")
NOT_ARCHIVED: Final = _("The file is closed, but it was not archived.")
NOT_LISTED: Final = _("The list of contents names papers that are no longer in the file: %(count)s.")
UNSIGNED: Final = _("These papers carry no signature that verifies: %(names)s.")


def checks(cases: Iterable[Case]) -> dict[int, dict[str, list[Found]]]:
    """Return what each check found, by case; records of outside systems have no papers here and are not judged.

    Queries: four, however many cases.
    """
    rows = {c.pk: c for c in cases if c.origin == Case.Origin.HERE and c.run_id is not None}
    papers: dict[int, list[Paper]] = defaultdict(list)
    for paper in Paper.objects.filter(case_id__in=list(rows)):
        papers[paper.case_id].append(paper)
    wanted, archived = _wanted(rows.values()), _archived(rows.values())
    return {
        pk: {
            "complete": _complete(wanted.get(case.run_id or 0, {}), papers[pk]),
            "order": [] if case.archived_on else [_found(NOT_ARCHIVED)],
            "pages": _listed(archived.get(pk), papers[pk]),
            "signatures": _signed(papers[pk]),
        }
        for pk, case in rows.items()
    }


def _found(message: str, **params: str) -> Found:
    return {"rule": "", "severity": "red", "message": message, "params": params, "article": ""}


def _wanted(cases: Iterable[Case]) -> dict[int, dict[str, str]]:
    """Return by run the papers that the steps it left require."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = StepRecord.objects.filter(run_id__in=[c.run_id for c in cases], left_at__isnull=False, node__is_step=True)
    for run_id, version_id, key in rows.values_list("run_id", "node__version_id", "node__key").distinct():
        step = store.graph_of(version_id).node[key].step
        found[run_id] |= {d.code: d.name for d in step.documents if d.required and d.at == "leave"} if step else {}
    return found


def _archived(cases: Iterable[Case]) -> dict[int, set[str]]:
    """Return by case the papers that its list of contents names."""
    rows = Entry.objects.filter(series__in=[c.series for c in cases], verb="case.archive_case")
    return {int(e.series.partition(":")[2]): set(body_of(e).get("papers", ())) for e in rows}


def _complete(wanted: dict[str, str], papers: list[Paper]) -> list[Found]:
    names = sorted(name for code, name in wanted.items() if code not in {p.code for p in papers})
    return [_found(MISSING, names="、".join(names))] if names else []


def _listed(named: set[str] | None, papers: list[Paper]) -> list[Found]:
    gone = (named or set()) - {p.sha256 for p in papers}
    return [_found(NOT_LISTED, count=str(len(gone)))] if gone else []


def _signed(papers: list[Paper]) -> list[Found]:
    names = sorted({p.title for p in papers if p.code not in LAST and not is_signed(p)})
    return [_found(UNSIGNED, names="、".join(names))] if names else []
