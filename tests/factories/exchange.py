"""Bundles for other platforms, and the reading interface. Made for tests."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import Any

from cases.exchange.bundles import keys
from cases.exchange.bundles.archive import pack, write_part
from cases.exchange.make_token import MARK, digest_of
from cases.exchange.models import ApiToken, Bundle, OutsideRow, Partner
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


def a_partner(agency: Agency, **facts: Any) -> Partner:
    """Make a trusted partner whose keys and code are this installation's own."""
    known = Partner.objects.filter(agency=agency).first()
    if known is not None and not facts:
        return known
    one, two = (charts.a_person("system", agency=agency) for _n in range(2))
    whole: dict[str, Any] = {
        "name": "省行政执法监督平台", "credit_code": agency.credit_code, "basis": "行政执法监督条例第三十七条",
        "signing_key": keys.signing_key(), "sealing_key": keys.sealing_key(), "state": "confirmed",
        "proposed_by": one, "proposed_at": moment("04-01"), "confirmed_by": two, "confirmed_at": moment("04-02"),
    }  # fmt: skip
    return Partner.objects.create(agency=agency, **{**whole, **facts})


def a_bundle(agency: Agency, **facts: Any) -> Bundle:
    """Make the row of a bundle that went out."""
    whole: dict[str, Any] = {
        "direction": "out",
        "state": "ready",
        "asked_at": moment("04-03"),
        "done_at": moment("04-03"),
    }
    return Bundle.objects.create(agency=agency, partner=a_partner(agency), **{**whole, **facts})


def an_outside_row(bundle: Bundle, **facts: Any) -> OutsideRow:
    """Make what a partner told about one thing."""
    whole: dict[str, Any] = {"part": "persons", "key": "person:1", "sha256": "0" * 64}
    return OutsideRow.objects.create(partner=bundle.partner, bundle=bundle, **{**whole, **facts})


def packed(manifest: dict[str, Any], rows: dict[str, list[Any]]) -> bytes:
    """Return a bundle of these rows, signed by this installation."""
    about = {name: value for name, value in manifest.items() if name != "parts"}
    return pack(about, {name: write_part(one) for name, one in rows.items()})[0]


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


TOLD: list[dict[str, Any]] = [
    {"part": "persons", "key": "person:7", "content": {
        "key": "person:7", "name": "外甲某", "agency": "11370000MA0000001X", "post": "科员", "establishment": "administrative",
        "has_law_qualification": True, "id_number": "jwe:sealed"}},
    {"part": "credentials", "key": "credential:7", "content": {
        "key": "credential:7", "number": "15140000007", "person": "person:7", "name": "外甲某", "fields": ["market"],
        "kind": "enforcement", "area": "外县", "valid_from": "2026-01-01", "valid_to": "2030-12-31", "statuses": [
            {"status": "suspended", "from_on": "2026-03-01", "to_on": "2026-03-31", "article": "第二十条", "document": "外暂〔2026〕1号"}]}},
    {"part": "alarms", "key": "alarm:7", "content": {
        "key": "alarm:7", "case": None, "rule": "R10", "severity": "red", "sentence": "决定早于期限届满。", "on": "2026-05-08",
        "raised_at": "2026-05-09T01:00:00+00:00", "state": "open", "settled_at": None}},
]  # fmt: skip
"""What a partner tells of somebody, a credential and an alarm."""
