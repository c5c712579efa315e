"""How the frozen papers of a session are made up, read from the forms alone."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from enforcement.ledger.queries import body_of, history_of
from exams.create_session import series_of
from exams.forms_frozen import content_of
from exams.models import Form, ItemVersion, Session
from exams.papers.blueprint import CASE
from exams.papers.trial import made_up


def frozen(session: Session) -> dict[str, Any]:
    """Return the make-up of each paper, what two of them share, and their hashes."""
    forms = list(Form.objects.filter(session=session).defer("content").order_by("number"))
    versions = {pk for form in forms for pk in form.item_versions}
    questions = dict(ItemVersion.objects.filter(pk__in=versions).values_list("pk", "item_id"))
    sets = [{questions[pk] for pk in form.item_versions} for form in forms]
    common = [len(a & b) for a, b in combinations(sets, 2)]
    means = _means(session, forms)
    return {
        "papers": [made_up(_entries(form), means[n]) for n, form in enumerate(forms)],
        "overlap": max(common, default=0),
        "mean_overlap": 100 * sum(common) // len(common) if common else 0,
        "hashes": [(form.number, form.sha256) for form in forms],
    }


def _entries(form: Form) -> list[tuple[str, str, int]]:
    items = content_of(form.pk).items
    each = form.points // max(len(items), 1)
    return [(CASE if i.get("group") else i["type"], i["law"], i.get("points", each)) for i in items]


def _means(session: Session, forms: list[Form]) -> list[int]:
    """Return the mean difficulties that were recorded at the opening; of older sessions those of the authors."""
    opened = history_of(series_of(session.pk)).filter(verb="exam.open_session").first()
    kept: list[int] = body_of(opened).get("difficulty", []) if opened else []
    return kept if len(kept) == len(forms) else [100 * f.difficulty // max(len(f.item_versions), 1) for f in forms]
