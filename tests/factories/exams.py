"""Exams made through the real acts: a county with people, a bank, a session, sittings."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta

from enforcement.actor import Actor
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Agency, Person, Post
from exams.create_session import create_session
from exams.import_items import import_items
from exams.imports.draft import Draft, Law
from exams.mark import mark
from exams.models import (
    Bank,
    Candidate,
    Exam,
    Form,
    Item,
    ItemVersion,
    KeyVersion,
    LawRef,
    Result,
    SaveJournal,
    Session,
    Sitting,
)
from exams.open_session import open_session
from exams.papers.blueprint import Blueprint
from exams.papers.create_exam import create_exam
from exams.papers.defaults import Terms
from exams.papers.session_rules import SessionRules
from exams.register import register
from exams.save import save
from exams.start import start
from exams.submit import submit

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
COUNTS = {"single": 4, "multiple": 2, "true_false": 2}
LAWS = (
    Law("中华人民共和国行政处罚法", "行政处罚法", "2021年修订", date(2021, 7, 15)),
    Law("中华人民共和国行政强制法", "行政强制法", "2011年通过", date(2012, 1, 1)),
)
_number = itertools.count(1)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def actor_for(person: Person) -> Actor:
    return Actor(kind="person", person_id=person.pk, name=person.name)


def an_agency(name: str = "市场监督管理局", parent: Agency | None = None, **fields: object) -> Agency:
    code = f"1137148{next(_number):011d}"
    return Agency.objects.create(name=name, parent=parent, division="371481", credit_code=code, **fields)


def an_officer(agency: Agency, name: str = "", establishment: str = "administrative", **post: object) -> Person:
    n = next(_number)
    person = Person.objects.create_user(f"exam{n}", "right-Password-1", name=name or f"考生{n}")
    Post.objects.create(
        person=person,
        agency=agency,
        title="执法员",
        establishment=establishment,
        from_on=date(2020, 1, 1),
        **{"is_enforcement": True, **post},
    )
    return person


def drafts(each: int = 4, laws: Iterable[Law] = LAWS) -> list[Draft]:
    """Return items of every type for each law; the key of single choice is A, B, C, D in turn."""
    made = []
    for law in laws:
        for n in range(each):
            made.append(_draft(law, f"{law.short[:4]}-S{n}", "single", ("甲", "乙", "丙", "丁"), ("ABCD"[n % 4],), n))
            made.append(
                _draft(law, f"{law.short[:4]}-M{n}", "multiple", ("子", "丑", "寅", "卯"), ("A", "ABCD"[1 + n % 3]), n)
            )
            made.append(_draft(law, f"{law.short[:4]}-T{n}", "true_false", ("正确", "错误"), ("AB"[n % 2],), n))
    return made


def _draft(law: Law, code: str, type_: str, options: tuple[str, ...], key: tuple[str, ...], n: int) -> Draft:
    return Draft(
        place=f"x {code}",
        law=law,
        code=code,
        type=type_,
        stem=f"{code} 下列说法正确的是",
        options=options,
        key=key,
        article=f"第{n + 1}条",
        explanation=f"解析-{code}",
        difficulty=1 + n % 4,
    )


@dataclass
class County:
    """A government with its justice department (which holds the exams) and one department with officers."""

    government: Agency
    justice: Agency
    bureau: Agency
    admin: Person

    @property
    def by(self) -> Actor:
        return actor_for(self.admin)


def a_county() -> County:
    government = an_agency("乐陵市人民政府", kind="government")
    justice = an_agency("乐陵市司法局", government, kind="justice")
    bureau = an_agency("乐陵市市场监督管理局", government)
    admin = an_officer(justice, "考务")
    grant(person=admin, duty="exam", agency=justice, by=Actor(kind="system", name="system"), at=AT)
    return County(government, justice, bureau, admin)


def a_bank(county: County, each: int = 4) -> Bank:
    bank = Bank.objects.create(agency=county.justice, name=f"题库{next(_number)}")
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=drafts(each))
    return bank


def an_exam(county: County, bank: Bank | None = None, **facts: object) -> Exam:
    """Return an exam; ``counts`` (or ``blueprint``) and ``pass_mark`` in whole points, terms by their own names."""
    facts = {"pass_mark": 5, "counts": COUNTS, **facts}
    terms = {"multiple_rule": "all_or_nothing", "fixed": 50, "attempts": 3, **_taken(facts, Terms)}
    counts = facts.pop("counts")
    return create_exam(
        **{
            "agency_id": county.justice.pk,
            "by": county.by,
            "at": AT,
            "bank_id": (bank or a_bank(county)).pk,
            "title": "2026年度公共法律知识考试",
            "family": "officer",
            "subject": "public_law",
            "minutes": 60,
            "blueprint": Blueprint.of_counts(counts),
            "terms": Terms(**terms),
            **facts,
            "pass_mark": 100 * facts["pass_mark"],
        }
    )


def _taken(facts: dict[str, object], kind: type) -> dict[str, object]:
    """Take what belongs to a dataclass out of the facts of an act."""
    return {field.name: facts.pop(field.name) for field in fields(kind) if field.name in facts}


def a_session(county: County, exam: Exam | None = None, **facts: object) -> Session:
    """Return a session in preparation; its rules may be given by their own names."""
    rules = _taken(facts, SessionRules)
    if rules:
        facts["rules"] = SessionRules(**rules)
    return create_session(
        **{
            "exam_id": (exam or an_exam(county)).pk,
            "by": county.by,
            "at": AT,
            "title": "第一场",
            "opens_at": AT,
            "closes_at": AT + timedelta(days=5),
            "forms": 2,
            **facts,
        }
    )


def an_open_session(county: County, persons: Iterable[Person] = (), **facts: object) -> Session:
    session = a_session(county, **facts)
    people = [person.pk for person in persons]
    if people:
        register(session_id=session.pk, by=county.by, at=AT, person_ids=people)
    return open_session(session_id=session.pk, by=county.by, at=AT)


def sitting_of(session: Session, person: Person) -> Sitting:
    return Sitting.objects.get(session=session, candidate__person=person)


def a_sitting(county: County | None = None, at: datetime = AT, **facts: object) -> Sitting:
    """Return a sitting under way, begun ``at``."""
    county = county or a_county()
    person = an_officer(county.bureau)
    session = an_open_session(county, [person], **facts)
    sitting = sitting_of(session, person)
    start(sitting_id=sitting.pk, at=at, honour=True)
    sitting.refresh_from_db()
    return sitting


def now_session_facts() -> dict[str, datetime]:
    """Return a window around the present, for what runs on the server's own clock."""
    now = datetime.now(UTC)
    return {"opens_at": now - minutes(5), "closes_at": now + timedelta(hours=5)}


def an_item() -> Item:
    return a_bank(a_county(), each=1).items.get(code="行政处罚-S0")


def an_item_version() -> ItemVersion:
    return an_item().versions.get()


def a_law_ref() -> LawRef:
    return an_item_version().law_ref


def a_key_version() -> KeyVersion:
    return an_item_version().keys.get()


def a_form() -> Form:
    return an_open_session(a_county()).forms.first()


def a_candidate() -> Candidate:
    return a_sitting().candidate


def a_save() -> SaveJournal:
    sitting = a_sitting()
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    return SaveJournal.objects.get(sitting=sitting, seq=1)


def a_result() -> Result:
    sitting = a_sitting()
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={})
    return mark(sitting_id=sitting.pk, at=AT)
