"""Norms of the register, made for tests."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from enforcement.norms.models import ArticleChange, Norm, NormEnd, NormVersion
from tests.factories.flowcharts import a_person

AT = datetime(2026, 3, 2, 1, 0, tzinfo=timezone.get_fixed_timezone(0))
_number = itertools.count(1)


def a_norm(title: str = "", **facts: Any) -> Norm:
    """Make a norm without any version."""
    return Norm.objects.create(
        title=title or f"示例条例之{next(_number)}", **{"level": "law", "issuer": "示例", **facts}
    )


def _two(confirmed: bool) -> dict[str, Any]:
    entered = {"entered_by": a_person(), "entered_at": AT}
    return entered | ({"confirmed_by": a_person(), "confirmed_at": AT} if confirmed else {})


def a_version(
    norm: Norm, from_on: date, until_on: date | None = None, *, confirmed: bool = True, **facts: Any
) -> NormVersion:
    """Make a version, with articles that it ``amended`` and ``repealed``."""
    changes = {kind: facts.pop(kind, ()) for kind in ("amended", "repealed")}
    whole = {"label": f"{from_on.year}年", "document_number": "示例令", "published_on": from_on, "published_in": "公报"}
    made = NormVersion.objects.create(
        norm=norm, from_on=from_on, until_on=until_on, **whole | _two(confirmed) | facts
    )  # fmt: skip
    for kind, articles in changes.items():
        for article in articles:
            a_change(made, article, kind)
    return made


def a_change(version: NormVersion, article: str, kind: str = "amended") -> ArticleChange:
    """Make a changed article."""
    return ArticleChange.objects.create(version=version, article=article, kind=kind)


def an_end(norm: Norm, last_on: date, *, confirmed: bool = True) -> NormEnd:
    """Make the end of a norm."""
    return NormEnd.objects.create(
        norm=norm, last_on=last_on, document_number="示例令", reason="废止", **_two(confirmed)
    )
