"""Show a piece of the file at the hearing and note what the party says of it (质证, 行政处罚法第六十四条第七项)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import lock, note, require_open
from cases.hearing.sitting import require_keeper
from cases.hearings import hearing_of
from cases.models import Case, Evidence, HearingExhibit
from enforcement.actor import Actor
from enforcement.errors import NotFound

Piece = tuple[str, str, str]


def pieces(case: Case) -> list[Piece]:
    """Return what may be shown as (key, label, sha256): the listed evidence, then papers that were taken in."""
    listed = [
        (f"e{e.pk}", f"证据{e.number}　{e.name}", e.sha256) for e in Evidence.objects.filter(case=case, usable=True)
    ]
    papers = case.papers.filter(is_inner=False, code__in=["XW", "XC", "CY", "JY", "ZJX", "QT"])
    return [*listed, *((f"p{p.pk}", p.title, p.sha256) for p in papers)]


@transaction.atomic(durable=True)
def show_exhibit(*, case_id: int, by: Actor, at: datetime, piece: str, view: str = "") -> HearingExhibit:
    """Note that a piece was shown, with its hash; shown again, the later view is added.

    Raises:
        cases.hearing.sitting.NotSeated: for anyone but chair and recorder. NotFound: for no such piece.
    """
    case = lock(case_id)
    require_open(case, "hold_hearing")
    hearing = hearing_of(case)
    require_keeper(hearing, by)
    found = next((one for one in pieces(case) if one[0] == piece), None)
    if found is None:
        raise NotFound
    _key, label, sha256 = found
    shown, made = HearingExhibit.objects.get_or_create(
        hearing=hearing, session=hearing.session, label=label[:200],
        defaults={"sha256": sha256, "shown_at": at, "view": view},
    )  # fmt: skip
    if not made and view.strip():
        shown.view = "\n".join(part for part in (shown.view, view) if part)
        shown.save(update_fields=["view"])
    note(case, act="show_exhibit", by=by, at=at, body={"label": label, "sha256": sha256, "view": view})
    return shown
