"""Credentials and applications of the demo in each state of their life, so that each page has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.demo.ground import STARTED_AT, VALID_FROM, actor
from cases.demo.people import STARTED_ON, Staff
from certification.announce import announce
from certification.apply import apply
from certification.demo import issue_direct
from certification.examine import examine
from certification.issue import issue
from certification.lifecycle.deliver import deliver
from certification.lifecycle.nightly import nightly
from certification.lifecycle.object_to import object_to
from certification.lifecycle.obliged import complete
from certification.lifecycle.open_round import open_round
from certification.lifecycle.propose import propose_revocation
from certification.models import Application, Credential, Task
from certification.portrait import portrait
from certification.record_training import record_training
from certification.report_loss import report_loss
from certification.review_application import review_application
from certification.suspend import suspend
from enforcement import clock
from enforcement.actor import PUBLIC, Actor
from enforcement.organisation.models import ParameterValue, Person, Post
from exams.models import Exemption

KEY, FIELD = "transport", "transport"
HOLDERS = ("孟一舟", "裴书言", "温以宁", "陆景和", "宋知微", "傅长安")
APPLICANTS = ("顾清越", "沈砚之", "江予怀", "林望舒", "谢临川", "程思齐")


@dataclass(frozen=True)
class Office:
    """Who acts in the demo's life of credentials, and the moment it is laid."""

    staff: Staff
    at: datetime

    def by(self, agency: str, place: str) -> Actor:
        """Return a person as the one who acts."""
        return actor(self.staff.of(agency, place), self.staff.agencies[agency])

    def ago(self, days: int) -> datetime:
        """Return a moment so many days before."""
        return self.at - timedelta(days=days)


def lay(staff: Staff) -> None:
    """Lay credentials and applications in every state."""
    office = Office(staff, clock.now())
    ParameterValue.objects.create(
        agency=staff.agencies[KEY], code="credential.notice_days", value=7, from_on=VALID_FROM,
        source="演示：该单位按七天公示", set_by="system", set_at=STARTED_AT,
    )  # fmt: skip
    holders(office)
    applicants(office)
    by = office.by("justice", "examiner")
    year = clock.day_of(office.at).year - 1
    due = clock.day_of(office.at) + timedelta(days=25)
    open_round(agency_id=staff.agencies["county"].pk, by=by, at=office.at, year=year, due_on=due)
    nightly(at=office.at)


def a_person(office: Office, number: int, name: str) -> Person:
    """Make an officer of the agency who handles no cases."""
    person = Person(username=f"{KEY}.life{number}", name=name, joined_on=STARTED_ON, sex="mf"[number % 2])
    person.set_unusable_password()
    person.save()
    office.staff.people[person.username] = person
    Post.objects.create(
        person=person, agency=office.staff.agencies[KEY], title="执法大队科员", title_en="Enforcement officer",
        establishment="administrative", is_enforcement=True, from_on=STARTED_ON,
    )  # fmt: skip
    return person


def held(office: Office, number: int, name: str, valid_to: date) -> Credential:
    """Give somebody a credential as the province would have issued it."""
    return issue_direct(
        person=a_person(office, number, name), agency=office.staff.agencies[KEY], fields=[FIELD], area="乐陵市",
        valid_from=VALID_FROM, valid_to=valid_to, at=STARTED_AT, by=office.by("province_justice", "issuer"),
    )  # fmt: skip


def holders(office: Office) -> None:
    """Make one suspended, one to be renewed, two lost, one proposed for revocation, one given to its holder."""
    issuer, clerk = office.by("province_justice", "issuer"), office.by(KEY, "clerk")
    today = clock.day_of(office.at)
    ends = [date(2029, 12, 31), today + timedelta(days=25), *[date(2029, 12, 31)] * 4]
    suspended, _ending, lost, published, proposed, given = (
        held(office, number, name, until)
        for number, (name, until) in enumerate(zip(HOLDERS, ends, strict=True), start=1)
    )
    suspend(
        credential_id=suspended.pk, by=issuer, at=office.ago(1), code="training_missed", ground="两次未参加岗位培训",
        document="鲁司证暂〔2026〕3号", to_on=today + timedelta(days=60),
    )  # fmt: skip
    report_loss(credential_id=lost.pk, by=clerk, at=office.at, ground="下乡检查途中遗失")
    report_loss(credential_id=published.pk, by=clerk, at=office.ago(5), ground="搬迁办公室时遗失")
    task = Task.objects.get(credential=published)
    complete(task_id=task.pk, by=clerk, at=office.ago(3), done_on=today - timedelta(days=3), words="《某市日报》第四版")
    propose_revocation(
        credential_id=proposed.pk, by=office.by("justice", "supervisor"), at=office.ago(2), code="private_gain",
        facts="检查中要求当事人到指定修理厂维修车辆，从中获利。", evidence="投诉登记表、当事人询问笔录、转账记录",
    )  # fmt: skip
    deliver(credential_id=given.pk, by=clerk, at=office.at, handed_on=today)


def applicants(office: Office) -> None:
    """Leave an application at each step: pre-check, training, notice, review, issue; and take one to its credential."""
    rows = [applied(office, 20 + n, name) for n, name in enumerate(APPLICANTS)]
    examiner, issuer = office.by("justice", "examiner"), office.by("province_justice", "issuer")
    for number, row in enumerate(rows[1:], start=1):
        if number > 1:
            prepare(office, row.person)
        examine(
            application_id=row.pk, by=examiner, at=office.ago(18), outcome="eligible", opinion="在编在岗，符合条件。",
            clean_record=True, record_source="乐陵市公安局无犯罪记录证明",
        )  # fmt: skip
    for row, days in zip(rows[2:], (1, 9, 16, 16), strict=True):
        announce(application_id=row.pk, by=examiner, at=office.ago(days))
    object_to(
        application_id=rows[2].pk, by=PUBLIC, at=office.at, words="该同志上月工作日中午在饭店饮酒，希望核实。", name=""
    )
    for row in rows[4:]:
        review_application(
            application_id=row.pk, by=examiner, at=office.ago(2), outcome="approved", review="公示无异议。"
        )
    issue(application_id=rows[5].pk, by=issuer, at=office.ago(1))


def applied(office: Office, number: int, name: str) -> Application:
    """Apply for a new officer twenty days ago."""
    person = a_person(office, number, name)
    return apply(
        agency_id=office.staff.agencies[KEY].pk, by=office.by(KEY, "clerk"), at=office.ago(20), person_id=person.pk,
        fields=[FIELD], area="乐陵市", photo=portrait(person.username, long_hair=person.sex == "f"),
        post_proof="乐编〔2026〕21号",
    )  # fmt: skip


def prepare(office: Office, person: Person) -> None:
    """Record the training, and an exemption for a legal qualification."""
    agency, clerk = office.staff.agencies[KEY], office.by(KEY, "clerk")
    record_training(
        person_id=person.pk, by=clerk, at=office.ago(19), agency_id=agency.pk, kind="public_law", hours=Decimal(64),
        on=clock.day_of(office.ago(30)), title="新录用执法人员岗前培训",
    )  # fmt: skip
    Exemption.objects.create(
        person=person, subject="public_law", ground="law_qualification", evidence="法律职业资格证书（演示）",
        reason="取得法律职业资格", state="granted", from_on=VALID_FROM, asked_at=office.ago(19),
        asked_by=office.staff.of(KEY, "clerk"), decided_at=office.ago(19), decided_by=office.staff.of("justice", "exam"),
    )  # fmt: skip
