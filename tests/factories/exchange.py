"""Bundles for other platforms, and the reading interface. Made for tests."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from cases.exchange.make_token import MARK, digest_of
from cases.exchange.models import ApiToken
from cases.exchange.scopes import SCOPES
from cases.publicity.datasets import DATASETS, Column, Dataset, enter
from enforcement.organisation.models import Agency
from tests.factories import flowcharts as charts
from tests.factories.cases import day, moment

TEXT = MARK + "token-of-the-tests"


def a_token(agency: Agency, text: str = TEXT, **facts: Any) -> ApiToken:
    """Make a token that opens everything of an agency, unless told otherwise."""
    whole: dict[str, Any] = {
        "title": "省监督平台", "purpose": "行政执法监督条例第三十七条", "beginning": text[:8], "digest": digest_of(text),
        "scopes": sorted(SCOPES), "per_minute": 1000, "expires_on": day("2027-12-31"), "made_at": moment("04-01"),
    }  # fmt: skip
    whole.setdefault("made_by", charts.a_person("system", agency=agency))
    return ApiToken.objects.create(agency=agency, **{**whole, **facts})


CHANGED: dict[str, datetime] = {}


def a_dataset() -> Dataset:
    """Enter the data set ``tried`` of two rows; ``CHANGED["at"]`` is its last change."""
    CHANGED["at"] = moment("04-01")
    rows: list[dict[str, Any]] = [
        {"name": "=1+1", "sum": Decimal("12.5"), "on": day("03-16"), "kinds": ["警告", "罚款"]}, {"name": "乙"},
    ]  # fmt: skip
    columns = [
        Column("name", "Name", "A name"), Column("sum", "Sum", "Yuan", "decimal"), Column("on", "Day", "A day", "date"),
        Column("kinds", "Kinds", "Several", "texts"),
    ]  # fmt: skip
    enter("tried", "Tried", lambda: iter(rows), columns, description="For tests", changed=lambda: CHANGED["at"])
    return DATASETS["tried"]
