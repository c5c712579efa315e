"""Records of cases handled elsewhere: taken in as they were, whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from cases.import_record import digest_of, record_outside
from cases.outside import ImportRefused, OutsideCase, OutsideStep, read
from cases.outside_steps import derived
from cases.rules.loading import load
from cases.rules.registry import audit
from cases.supervision.models import Alarm
from enforcement.errors import NotAllowed
from enforcement.flowcharts.models import Participant, RunClock, StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.factories import cases as make
from tests.factories import certification as cards
from tests.factories import flowcharts as charts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency():
    return make.an_agency()


def whole(agency):
    """Return a record in which everything is told."""
    members = [
        {
            "who": {"name": f"负责人{i}"},
            "is_head": i == 3,
            "spoke_order": i,
            "vote": "penalise",
            "opinion": "同意",
            "signed": i < 3,
        }
        for i in (1, 2, 3)
    ]
    return make.a_record(
        agency,
        measures=[
            {"kind": "preserve", "taken_on": "2026-03-16", "ended_on": "2026-03-20", "items": "砂"},
            {"kind": "seize", "taken_on": "2026-03-18", "ended_on": "2026-04-02", "items": "砂"},
            {
                "kind": "seize",
                "taken_on": "2026-03-19",
                "due_on": "2026-04-18",
                "ended_on": "2026-04-02",
                "items": "车",
            },
        ],
        hearings=[
            {
                "requested_on": "2026-03-26",
                "chair": {"name": "己"},
                "chair_certificate": "听主1",
                "recorder": {"name": "庚"},
                "held_on": "2026-04-01",
                "notice_served_on": "2026-03-26",
                "record_signed": True,
                "ended_on": None,
                "reported_on": "2026-04-01",
            }
        ],
        checks=[{"who": {"name": "辛"}, "on": "2026-03-20"}],
        reviews=[{"who": {"name": "戊"}, "on": "2026-04-01", "passed": True, "qualification": "A1"}],
        discussions=[
            {
                "referred_on": "2026-04-01",
                "held_on": "2026-04-01",
                "members": members,
                "conclusion": "penalise",
                "majority": "penalise",
                "concluded_on": "2026-04-01",
            }
        ],
    )


class TestTakenIn:
    def test_a_clean_case_is_closed_and_nothing_is_found(self, agency):
        case = make.an_outside_case(agency)
        assert case.origin == "outside"
        assert case.run.version.flowchart.code == "P"
        assert audit(load(case, make.day("11-20"))) == []
        assert case.party.code_masked.startswith("913")

    def test_the_ledger_has_one_entry_with_the_hash_of_the_record(self, agency):
        data = read(make.a_record(agency), OutsideCase)
        case = record_outside(data=data, by=make.SYSTEM, at=make.moment("11-20"))
        entry = Entry.objects.get(series=case.series)
        assert entry.verb == "case.imported"
        assert body_of(entry)["sha256"] == digest_of(data)
        assert (case.run.last_seq, case.run.last_hash) == (entry.seq, entry.hash)
        assert list(faults(case.series)) == []

    def test_everything_that_is_told_is_kept(self, agency):
        case = record_outside(data=read(whole(agency), OutsideCase), by=make.SYSTEM, at=make.moment("11-20"))
        file = load(case, make.day("11-20"))
        assert [m.due_on for m in file.measures] == [make.day("03-25"), make.day("04-17"), make.day("04-18")]
        assert file.hearings[0].chair.name == "己"
        assert file.checks[0].checker.name == "辛"
        assert file.reviews[0].passed
        assert [m.signed for m in file.discussions[0].members] == [True, True, False]
        assert file.discussions[0].members[2].is_head
        assert {s.code for s in file.steps} >= {"P01", "P05", "P11", "P12", "P13", "P14", "P16", "P22"}

    def test_its_clock_runs_from_the_filing(self, agency):
        case = make.an_outside_case(agency)
        clock = RunClock.objects.get(run=case.run)
        assert clock.due_on == make.day("06-10")
        assert clock.closed_at is not None

    @pytest.mark.parametrize("told", [{}, {"standing": "valid"}])
    def test_a_person_of_this_system_is_judged_by_the_register(self, agency, told):
        known = cards.an_officer(agency, name="甲", valid_to=make.day("03-15"))
        officers = [{"username": known.username, **told}, {"name": "乙", "standing": "valid"}]
        told = make.a_record(
            agency, field="market", inquiries=[{"kind": "interview", "held_on": "2026-03-16", "officers": officers * 2}]
        )
        case = record_outside(data=read(told, OutsideCase), by=make.SYSTEM, at=make.moment("11-20"))
        file = load(case, make.day("11-20"))
        assert file.inquiries[0].officers[0].fault == "expired"
        assert {f.rule for f in audit(file)} == {"R01", "R02"}

    @pytest.mark.parametrize(
        ("told", "broken"),
        [
            (["甲:valid"], {"R01"}),
            (["甲:valid", "乙:expired"], {"R01", "R02"}),
            (["甲:valid", "乙:valid"], set()),
            ([], set()),
        ],
    )
    def test_who_took_a_measure_is_judged_where_the_record_tells(self, agency, told, broken):
        officers = [dict(zip(("name", "standing"), one.split(":"), strict=True)) for one in told]
        seizure = {
            "kind": "seize",
            "taken_on": "2026-03-18",
            "ended_on": "2026-04-02",
            "items": "砂",
            "officers": officers,
        }
        found = audit(load(make.an_outside_case(agency, measures=[seizure]), make.day("11-20")))
        assert {(f.rule, f.step, f.blocks) for f in found} == {(rule, "P31", False) for rule in broken}

    @pytest.mark.parametrize(("told", "broken"), [
        ({"majority": "penalise", "concluded_on": "2026-04-01"}, set()), ({"majority": "penalise"}, {"R18"}),
        ({"majority": "no_penalty", "concluded_on": "2026-04-01"}, {"R20"}),
    ])  # fmt: skip
    def test_a_discussion_that_was_concluded_was_for_what_its_majority_was(self, agency, told, broken):
        talk = {"referred_on": "2026-04-01", "held_on": "2026-04-01", **told}
        case = make.an_outside_case(agency, is_complex=True, discussions=[talk])
        assert {f.rule for f in audit(load(case, make.day("11-20")), ["R18", "R20"])} == broken

    def test_a_waiver_signed_before_the_notice_waives_nothing(self, agency):
        told = make.a_record(agency)
        told["notices"][0]["defences"] = [{"made_on": "2026-03-23", "waived": True}]
        told["decision"] |= {"decided_on": "2026-03-26", "dated_on": "2026-03-26"}
        found = audit(load(make.an_outside_case(agency, **told), make.day("11-20")), ["R10"])
        assert [f.severity for f in found] == ["red"]

    @pytest.mark.parametrize(("valid_to", "broken"), [("12-31", set()), ("03-01", {"R14"})])
    def test_the_certificate_of_a_chair_known_here_need_not_be_told(self, agency, valid_to, broken):
        chair = cards.an_officer(agency, name="己")
        cards.a_chair_certificate(chair, agency, valid_from=make.day("01-01"), valid_to=make.day(valid_to))
        heard = {"requested_on": "2026-03-26", "chair": {"username": chair.username}, "recorder": {"name": "庚"}}
        found = audit(load(make.an_outside_case(agency, hearings=[heard]), make.day("11-20")), ["R14"])
        assert {f.rule for f in found} == broken

    @pytest.mark.parametrize(("claimed", "broken"), [("1350", []), ("1351", ["R26"])])
    def test_a_deferral_moves_the_day_from_which_a_fine_grows(self, agency, claimed, broken):
        case = make.an_outside_case(
            agency, closed_on=None, archived_on=None, demands=[{"served_on": "2026-11-02"}],
            payments=[{"on": "2026-04-10", "amount": 0, "kind": "deferred", "deferred_to": "2026-10-31"}],
            enforcements=[{"kind": "court", "on": "2026-11-09", "surcharge": claimed}],
        )  # fmt: skip
        file = load(case, make.day("11-20"))
        assert [f.rule for f in audit(file, ["R26"])] == broken
        assert [(p.due_on, p.amount) for p in file.plan] == [(make.day("10-31"), 5000)]

    def test_steps_are_written_as_told(self, agency):
        officer = charts.a_person(name="甲")
        steps = [
            {"code": "P01", "entered_on": "2026-03-10", "left_on": "2026-03-10", "outcome": "registered"},
            {
                "code": "P07",
                "entered_on": "2026-03-20",
                "people": [{"username": officer.username, "standing": "valid"}],
            },
            {"code": "H04", "entered_on": "2026-03-21", "people": [{"name": "己"}]},
            {"code": "P16", "entered_on": "2026-03-22"},
        ]
        told = make.a_record(agency, steps=steps, closed_on=None, archived_on=None, decision=None, services=[])
        case = record_outside(data=read(told, OutsideCase), by=make.SYSTEM, at=make.moment("11-20"))
        rows = {r.node.code: r for r in StepRecord.objects.filter(run=case.run)}
        assert rows["P07"].due_on == make.day("04-03")
        assert rows["P01"].left_at is not None
        assert rows["H04"].node.version.flowchart.code == "H"
        assert [p.name for p in Participant.objects.filter(record=rows["P07"])] == ["甲"]
        assert case.run.closed_at is None

    def test_a_step_that_was_passed_over_is_missed_where_steps_are_told(self, agency):
        whole = read(make.a_record(agency, checks=[{"who": {"name": "辛"}, "on": "2026-03-20"}]), OutsideCase)
        steps = [
            {"code": s.code, "entered_on": str(s.entered_on), "left_on": str(s.left_on)}
            for s in derived(whole) if s.left_on
        ]  # fmt: skip
        told = [make.an_outside_case(agency, steps=steps)]
        told.append(make.an_outside_case(agency, steps=[s for s in steps if s["code"] != "P07"], number="X"))
        found = [{f.key for f in audit(load(case, make.day("11-20")), ["R33"])} for case in told]
        assert found == [set(), {"skipped:P07"}]

    def test_whoever_was_recused(self, agency):
        officer = charts.a_person(name="甲")
        steps = [
            {"code": "P01", "entered_on": "2026-03-10", "left_on": "2026-03-10"},
            {"code": "P32", "entered_on": "2026-03-13", "left_on": "2026-03-14", "outcome": "granted"},
        ]
        told = make.a_record(agency, steps=steps, recused=[{"username": officer.username}])
        told["inquiries"][0]["officers"] = [
            {"username": officer.username, "standing": "valid"},
            {"name": "乙", "standing": "valid"},
        ]
        case = record_outside(data=read(told, OutsideCase), by=make.SYSTEM, at=make.moment("11-20"))
        assert "R04" in {f.rule for f in audit(load(case, make.day("11-20")))}

    def test_a_record_older_than_the_flowchart_runs_on_the_present_one(self, agency):
        case = make.an_outside_case(
            agency,
            clue_on="2025-03-10",
            filed_on="2025-03-12",
            decision=None,
            notices=[],
            services=[],
            payments=[],
            closed_on=None,
            archived_on=None,
            published_on=None,
        )
        assert case.run.version.effective_on > case.clue_on

    def test_what_is_wrong_is_found_at_once(self, agency):
        officers = [{"name": "甲", "standing": "valid"}, {"name": "丁", "standing": "post_kind"}]
        case = make.an_outside_case(
            agency, inquiries=[{"kind": "interview", "held_on": "2026-03-16", "officers": officers}]
        )
        assert set(Alarm.objects.filter(case=case).values_list("rule", flat=True)) == {"R01", "R03"}


class TestRefused:
    def test_the_same_record_twice(self, agency):
        told = make.a_record(agency)
        make.an_outside_case(agency, **told)
        with pytest.raises(ImportRefused) as refusal:
            make.an_outside_case(agency, **told)
        assert refusal.value.field == "reference"

    def test_a_number_that_is_taken(self, agency):
        make.an_outside_case(agency, number="乐综执立〔2026〕1号")
        with pytest.raises(ImportRefused) as refusal:
            make.an_outside_case(agency, number="乐综执立〔2026〕1号")
        assert refusal.value.field == "number"

    def test_somebody_without_the_duty(self, agency):
        data = read(make.a_record(agency), OutsideCase)
        with pytest.raises(NotAllowed):
            record_outside(
                data=data, by=charts.actor(charts.a_person("handle", agency=agency)), at=make.moment("11-20")
            )
        record_outside(data=data, by=charts.actor(charts.a_person("supervise", agency=agency)), at=make.moment("11-20"))

    def test_a_list_in_place_of_a_record(self):
        with pytest.raises(ImportRefused) as refusal:
            read([], OutsideCase)
        assert refusal.value.field == "file"


def test_the_steps_of_a_case_without_penalty(agency):
    told = make.a_record(agency)
    told["decision"]["kind"] = "no_penalty"
    codes = [s.code for s in derived(read(told, OutsideCase))]
    assert "P14" in codes
    assert "P16" not in codes
    assert isinstance(next(derived(read(told, OutsideCase))), OutsideStep)


@pytest.mark.parametrize(("channel", "paid"), [("on_the_spot", "S06"), ("bank", "S07")])
def test_a_penalty_on_the_spot_goes_its_own_way(agency, channel, paid):
    told = make.a_record(agency, chart="S", payments=[{"on": "2026-04-16", "amount": 5000, "channel": channel}])
    assert [s.code for s in derived(read(told, OutsideCase))] == ["S01", "S02", "S03", "S04", "S05", paid, "S08"]


def test_what_was_done_without_filing_was_done(agency):
    codes = {s.code for s in derived(read(make.a_record(agency, filed_on=None), OutsideCase))}
    assert codes >= {"P04", "P05"}
    assert "P03" not in codes


def test_the_record_is_the_same_whatever_the_order_of_its_fields(agency):
    told = make.a_record(agency)
    turned = dict(reversed(list(told.items())))
    assert digest_of(read(told, OutsideCase)) == digest_of(read(turned, OutsideCase))
    assert asdict(read(told, OutsideCase))["party"]["name"] == "乐陵市甲建材有限公司"


def test_a_record_tells_the_term_of_a_demand_and_that_the_police_gave_the_case_back(agency):
    at = "2026-03-13T09:00:00+08:00"
    case = make.an_outside_case(
        agency,
        demands=[{"served_on": "2026-04-21", "until_on": "2026-04-25"}, {"served_on": "2026-04-22"}],
        transfers=[{"formed_at": at, "filed": True, "answered_on": "2026-03-14", "returned_on": "2026-03-20"}],
    )
    file = load(case, date(2026, 11, 20))
    assert [d.until_on for d in file.demands] == [date(2026, 4, 25), date(2026, 4, 22)]
    assert file.transfers[0].returned_on == date(2026, 3, 20)
