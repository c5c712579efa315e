"""The exchange of the demo: a token that a program could read with, a trusted partner, and a bundle for it."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.exchange.bundles.export_bundle import export_bundle, make
from cases.exchange.bundles.trust import confirm_partner, propose_partner
from cases.exchange.make_token import make_token
from enforcement import clock
from enforcement.actor import Actor
from enforcement.organisation.duties.holding import holders

BASIS = "行政执法监督条例第三十七条：向省级监督信息系统提供数据"
KEY = b64encode(sha256(b"demo").digest()).decode()
"""A key that nobody has the other half of: the demo receives no receipt."""


def lay(staff: Staff) -> None:
    """Lay a token, a partner that two persons confirmed, and a bundle."""
    office, county = Office(staff, clock.now()), staff.agencies["county"]
    by = office.by("county", "system")
    make_token(
        agency_id=county.pk, by=by, at=office.ago(20), title="省行政执法监督平台（演示）", purpose=BASIS,
        scopes=["agencies", "cases", "alarms"], expires_on=clock.today() + timedelta(days=180),
    )  # fmt: skip
    partner = propose_partner(
        agency_id=county.pk, by=by, at=office.ago(19), name="省行政执法监督平台（演示）", basis=BASIS, signing_key=KEY,
        credit_code=county.credit_code,
    )  # fmt: skip
    second = holders(duty="supervise", agency=county).exclude(pk=staff.of("county", "system").pk).first()
    if second is None:
        return
    confirm_partner(partner_id=partner.pk, by=Actor("person", second.pk, second.name), at=office.ago(18))
    asked = export_bundle(
        agency_id=staff.agencies["agriculture"].pk, by=by, at=office.ago(2), partner_id=partner.pk, in_background=False
    )
    make(bundle_id=asked.pk, by=by, at=office.ago(2))
