"""Bundles: out of one installation, into another, nothing lost, nothing twice, nothing of strangers."""

import io
import json
import zipfile
from base64 import b64encode

import pytest

from cases.exchange.bundles import keys, sealing
from cases.exchange.bundles.archive import NotABundle, pack, unpack
from cases.exchange.bundles.case_record import record_of
from cases.exchange.bundles.export_bundle import FILES, NoSealingKey, export_bundle
from cases.exchange.bundles.import_bundle import ask_to_take, upload_bundle
from cases.exchange.bundles.receipt import WrongReceipt, keep_receipt
from cases.exchange.bundles.trust import NotTrusted, SamePerson, confirm_partner, propose_partner
from cases.exchange.bundles.verify import NotForUs, NotSigned, verify
from cases.exchange.models import Bundle, OutsideRow, Partner
from cases.models import Case
from cases.supervision.models import Alarm
from cases.supervision.sweep import audit_many
from enforcement import clock
from enforcement.errors import NotAllowed
from enforcement.jobs.perform import drain
from enforcement.ledger.chain import canonical
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import seal
from enforcement.organisation.set_parameter import set_parameter
from tests.factories import cases as make
from tests.factories import exchange as made
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post

pytestmark = pytest.mark.django_db(transaction=True)
AT = make.moment("11-25")
PRIVATE = ("371481190001010011", "13800000000", "兴隆街")


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(clock, "today", AT.date)
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def county():
    """A county with a bureau that has a case of a person."""
    county = charts.an_agency("乐陵市人民政府", kind="government")
    bureau = charts.an_agency("乐陵市市场监督管理局", parent=county, fields=["market"])
    case = make.a_case(bureau, run=False)
    case.party.code_sealed, case.party.phone_sealed, case.party.address_sealed = map(seal, PRIVATE)
    case.party.save()
    return county


@pytest.fixture
def by(county):
    return charts.actor(charts.a_person("system", agency=county, name="管理员"), county)


def exported(county, by, **facts):
    bundle = export_bundle(agency_id=county.pk, by=by, at=AT, partner_id=made.a_partner(county).pk, **facts)
    drain()
    bundle.refresh_from_db()
    return bundle, FILES.load(bundle.file_sha256)


def elsewhere(county):
    """Turn this installation into another one, where nothing has come in yet: other numbers, other agencies."""
    bureau = Agency.objects.get(parent=county)
    code, bureau.credit_code = bureau.credit_code, charts.credit_code()
    bureau.save()
    OutsideRow.objects.all().delete()
    other = charts.an_agency("另一系统的市场监督管理局", parent=county, fields=["market"])
    other.credit_code = code
    other.save()
    return other


def taken(content, by):
    bundle = upload_bundle(by=by, at=AT, content=content)
    drain()
    bundle.refresh_from_db()
    if bundle.state == "checked":
        ask_to_take(bundle_id=bundle.pk, by=by, at=AT)
        drain()
        bundle.refresh_from_db()
    return bundle


def changed(content, edit):
    """Return a bundle whose case records were edited, signed anew."""
    opened = verify(content)
    rows = {name: [row for _line, _sha, row in rows] for name, rows in opened.rows.items()}
    for row in rows["cases"]:
        edit(row.record)
    return made.packed(opened.manifest, rows)


def test_a_case_goes_from_one_installation_to_another_whole_once_and_with_a_receipt(county, by):
    for code in "HCTP":
        charts.ship_one(county, code)
    bureau = Agency.objects.get(parent=county)
    Case.objects.filter(agency=bureau).update(agency=charts.an_agency("外县某局"))
    alone = [{"kind": "interview", "held_on": "2026-03-16", "officers": [{"name": "甲", "standing": "expired"}]}]
    steps = [{"code": c, "entered_on": d, "left_on": d} for c, d in (("P01", "2026-03-10"), ("P03", "2026-03-12"))]
    first = make.an_outside_case(bureau, inquiries=alone, steps=steps)
    audit_many([first.pk], at=AT)
    sent, content = exported(county, by)
    other = elsewhere(county)

    bundle = taken(content, by)
    assert (bundle.state, bundle.report["counts"]["cases"]) == ("taken", {"created": 1, "changed": 0, "unchanged": 0})
    second = Case.objects.get(agency=other)
    assert second.origin == "outside"
    records = [record_of(case, lambda _number: "") for case in (first, second)]
    assert {**records[0], "agency": other.credit_code} == records[1]
    found = [set(Alarm.objects.filter(case=c).values_list("rule", "severity", "on")) for c in (first, second)]
    assert found[0] == found[1] != set()

    again = taken(content, by)
    assert all(c["created"] + c["changed"] == 0 for c in again.report["counts"].values())

    newer = changed(content, lambda record: record.update(cause="销售过期食品"))
    assert taken(newer, by).report["counts"]["cases"] == {"created": 0, "changed": 1, "unchanged": 0}
    assert Case.objects.get(agency=other).cause == "销售过期食品"
    verbs = list(Entry.objects.filter(series=second.series).order_by("seq").values_list("verb", flat=True))
    assert [v for v in verbs if v.startswith("case.imported")] == ["case.imported", "case.imported_again"]

    before = (
        Case.objects.count(),
        OutsideRow.objects.count(),
        Entry.objects.exclude(series__startswith="bundle").count(),
    )
    for edit, field in (
        (lambda r: r.update(clue_on="2026-02-30"), "record.clue_on"),
        (lambda r: r.update(agency="0" * 18), "record.agency"),
        (lambda r: r.update(phone="1"), "record.phone"),
        (lambda r: r.update(title="长" * 200), "record.title"),
        (lambda r: r["steps"][0].update(entered_on="2026-03-09"), "record.steps[0].entered_on"),
        (lambda r: r["steps"].pop(), "record.steps"),
    ):
        faulty = taken(changed(content, edit), by)
        assert faulty.state == "faulty"
        assert [(f["part"], f["line"], f["field"]) for f in faulty.report["faults"]] == [("cases", 1, field)]
    now = (Case.objects.count(), OutsideRow.objects.count(), Entry.objects.exclude(series__startswith="bundle").count())
    assert now == before

    receipt = json.dumps(bundle.receipt).encode()
    with pytest.raises(WrongReceipt):
        keep_receipt(bundle_id=sent.pk, by=by, at=AT, content=receipt.replace(b'"created": 1', b'"created": 2'))
    assert keep_receipt(bundle_id=sent.pk, by=by, at=AT, content=receipt).state == "receipted"


def test_nothing_private_goes_out_and_numbers_only_to_who_may_open_them(county, by):
    person = charts.a_person("handle", agency=county, name="执法员")
    a_post(person, county)
    person.id_number = PRIVATE[0]
    person.save()
    _bundle, content = exported(county, by)
    files = [
        zipfile.ZipFile(io.BytesIO(content)).read(n).decode() for n in zipfile.ZipFile(io.BytesIO(content)).namelist()
    ]
    assert not any(word in text for word in PRIVATE for text in files)
    Partner.objects.update(sealing_key="")
    set_parameter(
        code="exchange.identifiers",
        by=by,
        at=AT,
        agency=county,
        value="encrypted",
        from_on=AT.date(),
        source="省通知",
    )
    with pytest.raises(NoSealingKey):
        export_bundle(agency_id=county.pk, by=by, at=AT, partner_id=Partner.objects.get().pk)
    Partner.objects.update(sealing_key=keys.sealing_key())
    bundle = export_bundle(agency_id=county.pk, by=by, at=AT, partner_id=Partner.objects.get().pk)
    drain()
    bundle.refresh_from_db()
    opened = verify(FILES.load(bundle.file_sha256))
    sealed = opened.rows["cases"][0][2].record["party"]["code"]
    assert PRIVATE[0] not in sealed
    assert sealing.opened(sealed, keys.opening()) == PRIVATE[0]


def test_an_altered_or_unknown_bundle_is_refused(county, by):
    _bundle, content = exported(county, by)
    archive = zipfile.ZipFile(io.BytesIO(content))
    files = {name: archive.read(name) for name in archive.namelist()}
    altered = {**files, "cases.jsonl": files["cases.jsonl"].replace(b"case:", b"case:9")}
    for wrong, refusal in (
        (made.zipped(altered), NotABundle), (b"PK", NotABundle), (made.zipped({**files, "../x": b""}), NotABundle),
        (made.zipped({**files, "manifest.json": files["manifest.json"].replace(b"1.0", b"1.1")}), NotSigned),
    ):  # fmt: skip
        with pytest.raises(refusal):
            verify(wrong)
    Partner.objects.update(state="withdrawn", withdrawn_by=by.person_id, withdrawn_at=AT)
    with pytest.raises(NotSigned):
        verify(content)


ALARM = {
    "key": "alarm:7", "case": None, "agency": "113714810000000195", "rule": "R10", "severity": "red", "on": None,
    "sentence": "决定\u2028早于\x85期限届满。", "article": "", "step": "", "raised_at": "2026-05-09T01:00:00Z", "state": "open",
    "settled_at": None,
}  # fmt: skip


def told(county, made_at="2026-11-20T01:00:00Z", cursor=5, manifest=None, **alarm):
    """Return a bundle with one alarm, whose sentence holds separators that end no line."""
    about = {
        "format": "enforcement-bundle", "version": "1.0", "agency": "x", "made_at": made_at, "cursor": cursor,
        "receiver": {"credit_code": made.a_partner(county).agency.credit_code},
    }  # fmt: skip
    line = canonical({**ALARM, **alarm}) + "\n"
    return pack({**about, **(manifest or {})}, {"alarms": (line.encode(), 1)})[0]


@pytest.mark.parametrize(
    ("older", "field"), [({"made_at": "2026-11-19T23:00:00Z"}, "made_at"), ({"cursor": 4}, "cursor")]
)
def test_an_older_bundle_turns_nothing_back(county, by, older, field):
    assert taken(told(county, state="settled"), by).state == "taken"
    played = taken(told(county, **older), by)
    assert (played.state, [f["field"] for f in played.report["faults"]]) == ("faulty", [field])
    assert OutsideRow.objects.get().content["state"] == "settled"
    assert taken(told(county, cursor=6), by).report["counts"]["alarms"]["changed"] == 1
    assert taken(told(county, manifest={"agency": "y"}, cursor=1, key="alarm:8"), by).state == "taken"


def test_a_bundle_for_another_receiver_or_without_what_a_manifest_says_is_refused(county):
    with pytest.raises(NotForUs):
        verify(told(county, manifest={"receiver": {"credit_code": "0" * 18}}))
    for wrong in ({"receiver": None}, {"made_at": "2026-11-20T01:00:00"}, {"cursor": -1}, {"agency": None}):
        with pytest.raises(NotABundle):
            verify(told(county, manifest=wrong))
    files = unpack(told(county))
    files["manifest.json"] = canonical({"format": "enforcement-bundle", "version": "1.0", "parts": None}).encode()
    files["signature.json"] = canonical(keys.sign(keys.BUNDLE, files["manifest.json"])).encode()
    with pytest.raises(NotABundle):
        verify(made.zipped(files))


@pytest.mark.parametrize(
    "odd",
    [{"severity": "purple"}, {"state": "x"}, {"rule": "R" * 21}, {"case": "x"}, {"raised_at": "2026-05-09T01:00:00"}],
)
def test_an_alarm_with_odd_values_is_a_fault(county, odd):
    assert [f.field for f in verify(told(county, **odd)).faults] == [*odd]


def test_only_what_changed_since_goes_out(county, by, monkeypatch):
    first, _content = exported(county, by)
    later = AT.replace(hour=12)
    monkeypatch.setattr(clock, "now", lambda: later)
    settled = export_bundle(agency_id=county.pk, by=by, at=later, partner_id=first.partner_id)
    drain()
    settled.refresh_from_db()
    bundle = export_bundle(agency_id=county.pk, by=by, at=later, partner_id=first.partner_id, since_id=settled.pk)
    drain()
    bundle.refresh_from_db()
    counts = {p["name"]: p["rows"] for p in bundle.manifest["parts"]}
    assert (counts["cases.jsonl"], counts["agencies.jsonl"]) == (0, 2)
    assert bundle.manifest["since"]["bundle"] == settled.manifest_sha256


def test_a_partner_is_trusted_by_two_persons(county, by):
    facts = {
        "name": "省平台",
        "credit_code": charts.credit_code(),
        "basis": "条例",
        "signing_key": b64encode(b"k" * 32).decode(),
    }
    partner = propose_partner(agency_id=county.pk, by=by, at=AT, **facts)
    with pytest.raises(SamePerson):
        confirm_partner(partner_id=partner.pk, by=by, at=AT)
    with pytest.raises(NotTrusted):
        export_bundle(agency_id=county.pk, by=by, at=AT, partner_id=partner.pk)
    with pytest.raises(NotAllowed):
        confirm_partner(partner_id=partner.pk, by=charts.actor(charts.a_person("handle", agency=county), county), at=AT)
    second = charts.actor(charts.a_person("supervise", agency=county), county)
    assert confirm_partner(partner_id=partner.pk, by=second, at=AT).state == "confirmed"
    assert Bundle.objects.count() == 0
