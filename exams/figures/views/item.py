"""Statistics of one item: who chose which option, and how it worked in other sessions."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enforcement.access import allow
from exams.access import administers, session_or_404
from exams.figures.views.listing import items_of
from exams.figures.words import FLAGS, figure, share
from exams.models import ItemStat


@require_safe
@allow(administers)
def item_statistics(request: HttpRequest, session_id: int, stat_id: int) -> HttpResponse:
    """Show how one item worked: who chose which option, and how it worked in other sessions."""
    session = session_or_404(request, session_id)
    row = items_of(session).filter(pk=stat_id).first()
    if row is None:
        raise Http404
    version, figures = row.item_version, row.figures
    key = version.keys.first()
    letters = [option["id"] for option in version.options] + [str(_("not answered"))]
    options = [
        {
            "letter": letter,
            "text": version.options[n]["text"] if n < len(version.options) else _("no answer"),
            "right": bool(key and n < len(version.options) and key.mask >> n & 1),
            "count": figures["options"][n],
            "share": share(figures["options"][n] / max(row.candidates, 1)),
            "quintiles": [share(value) for value in figures["distractors"][n]],
        }
        for n, letter in enumerate(letters)
    ]
    context = {
        "session": session,
        "row": row,
        "version": version,
        "options": options,
        "flags": [FLAGS[flag] for flag in figures["flags"]],
        "p": share(figures["p"]),
        "r": figure(figures["r"]),
        "d27": figure(figures["d27"]),
        "drift": figures["drift"] and share(figures["drift"]["before"]),
        "chart": json.dumps({"letters": letters, "shares": figures["distractors"]}, ensure_ascii=False),
        "others": _others(row),
    }
    return render(request, "exams/figures/item.html", context)


def _others(row: ItemStat) -> list[dict[str, Any]]:
    rows = (
        ItemStat.objects.filter(item_version__item_id=row.item_version.item_id)
        .exclude(pk=row.pk)
        .select_related("session__exam", "item_version")
        .order_by("-session__opens_at")
    )
    return [{"row": r, "p": share(r.figures["p"]), "r": figure(r.figures["r"])} for r in rows]
