"""Items from the project's JSON files (``exams/content/items``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from exams.imports.draft import Case, Draft, Law, Problem

CONTENT = Path(__file__).resolve().parent.parent / "content" / "items"


def read(paths: Sequence[Path]) -> tuple[list[Draft], list[Problem]]:
    """Return the items of several files and what could not be read.

    An item has ``code type stem article difficulty`` and, as its type asks, ``options key``, ``words`` or ``guide
    points``; it may have ``explanation topic case order``. ``cases`` of a file maps the code of a case to its text.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            law = Law(
                content["law"], content["short"], content["version"], date.fromisoformat(content["in_force_from"])
            )
            items, cases = list(content["items"]), dict(content.get("cases", {}))
        except (OSError, ValueError, KeyError, TypeError) as fault:
            problems.append(Problem(path.name, _("the file cannot be read: %(fault)s") % {"fault": repr(fault)}))
            continue
        for number, item in enumerate(items, start=1):
            place = f"{path.name} {_code(item) or number}"
            try:
                drafts.append(_draft(place, law, item, cases))
            except (KeyError, TypeError, ValueError) as fault:
                problems.append(Problem(place, _("the item lacks or misstates: %(fault)s") % {"fault": fault}))
    return drafts, problems


def _code(item: Any) -> str:
    return str(item.get("code", "")) if isinstance(item, dict) else ""


def _draft(place: str, law: Law, item: dict[str, Any], cases: dict[str, str]) -> Draft:
    code, case = item["code"].strip(), item.get("case", "")
    return Draft(
        place=place,
        law=law,
        code=code,
        type=item["type"],
        stem=item["stem"].strip(),
        options=tuple(text.strip() for text in item.get("options", ())),
        key=tuple(item.get("key", ())),
        article=item["article"].strip(),
        explanation=item.get("explanation", "").strip(),
        difficulty=int(item["difficulty"]),
        topic=item.get("topic", "").strip(),
        words=tuple(tuple(accepted) for accepted in item.get("words", ())),
        guide=item.get("guide", "").strip(),
        points=tuple(item.get("points", ())),
        case=Case(case, cases[case].strip()) if case else None,
        order=int(item.get("order", 0)),
    )
