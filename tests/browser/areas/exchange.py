"""Pages of cases.exchange: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.exchange.models import ApiToken, Bundle, OutsideRow, Partner
from tests.factories.exchange import TOLD, a_bundle, a_partner, a_token, an_outside_row


def token(town):
    """Return the number of a token of the county."""
    found = ApiToken.objects.first() or a_token(town.staff.agencies["county"])
    return found.pk


def partner(town):
    """Return the number of a partner of the county."""
    found = Partner.objects.first() or a_partner(town.staff.agencies["county"])
    return found.pk


def sent_and_received(town):
    """Return the numbers of one that went out and one that came in with a fault."""
    if not Bundle.objects.filter(direction="in").exists():
        county = town.staff.agencies["county"]
        fault = {"part": "cases", "line": 3, "field": "record.clue_on", "words": "这里应当是日期"}
        counts = {"cases": {"created": 1, "changed": 0, "unchanged": 2}}
        a_bundle(county, direction="in", state="faulty", report={"faults": [fault], "counts": counts})
        a_bundle(county, direction="in", state="checked", report={"faults": [], "counts": counts})
        a_bundle(county)
    return [b.pk for b in Bundle.objects.all()]


def told(town):
    """Return the numbers of what a partner told: somebody, a credential and an alarm."""
    if not OutsideRow.objects.exists():
        bundle = a_bundle(town.staff.agencies["county"], direction="in", state="taken")
        for row in TOLD:
            an_outside_row(bundle, **row)
    return [r.pk for r in OutsideRow.objects.filter(case__isnull=True)]


PAGES_OF: dict = {
    "api_page": ("", None),
    "open_data": ("", None),
    "open_dataset": ("", lambda t: ["decisions"]),
    "exchange_bundles": ("county.system", None),
    "exchange_bundle_new": ("county.system", None),
    "exchange_bundle_upload": ("county.system", None),
    "exchange_bundle": ("county.system", sent_and_received),
    "exchange_received": ("county.system", None),
    "exchange_received_one": ("county.system", told),
    "exchange_partners": ("county.system", None),
    "exchange_partner_new": ("county.system", None),
    "exchange_partner": ("county.system", lambda t: [partner(t)]),
    "exchange_tokens": ("county.system", None),
    "exchange_token_new": ("county.system", None),
    "exchange_token": ("county.system", lambda t: [token(t)]),
}
NO_PAGES: list[str] = """
    api_description api_nothing api_agencies api_position api_cases api_case api_decisions api_credentials api_alarms
    api_charts exchange_bundle_take exchange_bundle_file exchange_bundle_receipt exchange_partner_act open_description open_list open_json open_jsonl open_csv exchange_token_revoke
""".split()  # noqa: SIM905
