"""The invented persons of the demo: who works where, with which duties."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from enforcement.actor import SYSTEM
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.identifiers import ID_CHECK, ID_WEIGHTS
from enforcement.organisation.models import Agency, Person, Post

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
GIVEN = (
    "知远 明诚 安宁 以恒 若水 思齐 博文 景行 清和 乐山 守正 致远 怀瑾 云舒 书航 子墨 晓棠 雨桐 望舒 星河 松年 鹤鸣 "
    "一诺 予安 长风 嘉言 懿德 静姝 沐阳 宗岳 砚秋 采薇 青禾 岁安 佳禾 秉直 立言 允执 慎行 敬业"
).split()
STARTED_ON = date(2024, 1, 2)


@dataclass(frozen=True)
class Place:
    """A place on the staff: key, post, duties, and what the post is."""

    key: str
    title: str
    title_en: str
    duties: tuple[str, ...]
    establishment: str = "administrative"
    enforcement: bool = False
    head: bool = False
    leader: bool = False
    law: bool = False


DEPARTMENT: tuple[Place, ...] = (
    Place("head", "局长", "Director", ("decide", "discuss"), head=True, leader=True),
    Place("deputy1", "副局长", "Deputy director", ("discuss",), leader=True),
    Place("deputy2", "副局长", "Deputy director", ("discuss",), leader=True),
    Place("deputy3", "党组成员", "Leadership member", ("discuss",), leader=True),
    Place("deputy4", "总工程师", "Chief engineer", ("discuss",), leader=True),
    Place("lead", "执法大队一级主办", "Senior enforcement officer", ("handle",), enforcement=True),
    Place("co", "执法大队科员", "Enforcement officer", ("handle",), enforcement=True),
    Place("third", "执法大队科员", "Enforcement officer", ("handle",), enforcement=True),
    Place("fourth", "执法大队科员", "Enforcement officer", ("handle",), enforcement=True),
    Place("fifth", "执法大队科员", "Enforcement officer", ("handle",), enforcement=True),
    Place("helper", "协管员", "Auxiliary", (), establishment="auxiliary"),
    Place("checker", "案件审核科科长", "Head of case checking", ("check",)),
    Place("reviewer", "法制科科长", "Head of legal affairs", ("review",), law=True),
    Place("chair", "法制科副科长", "Deputy head of legal affairs", ("chair",), law=True),
    Place("clerk", "办公室科员", "Office clerk", ("intake", "publish", "archive", "apply")),
    Place("candidate", "执法大队科员（新录用）", "New officer", (), enforcement=True),
)
JUSTICE: tuple[Place, ...] = (
    Place("supervisor", "执法监督科科长", "Head of enforcement supervision", ("supervise",), law=True),
    Place("supervisor2", "执法监督科科员", "Supervision officer", ("supervise",)),
    Place("exam", "法治培训科科长", "Head of legal training", ("exam",)),
    Place("examiner", "执法资格科科长", "Head of qualification", ("examine", "chart")),
    Place("approver1", "副局长", "Deputy director", ("approve_chart", "exam"), leader=True),
    Place("approver2", "局长", "Director", ("approve_chart", "exam"), head=True, leader=True),
)
PROVINCE: tuple[Place, ...] = (Place("issuer", "证件管理处干部", "Credential officer", ("issue",)),)
COUNTY: tuple[Place, ...] = (
    Place("system", "大数据中心管理员", "System administrator", ("system",)),
    Place("government", "市政府办公室副主任", "Deputy head of the government office", ("govern",)),
)
# Duties are granted where the work lies: the county's justice bureau supervises the whole county.
WHERE = {"justice": "county", "province_justice": "province", "county": "county"}


@dataclass
class Staff:
    """The persons by ``agency key.place key``."""

    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)

    def of(self, agency: str, place: str) -> Person:
        """Return a person."""
        return self.people[f"{agency}.{place}"]


def names(seed: int) -> Iterator[str]:
    """Yield invented names, each once."""
    pairs = [a + b for a, b in itertools.product(SURNAMES, GIVEN)]
    random.Random(seed).shuffle(pairs)
    yield from pairs


def id_number(serial: int) -> str:
    """Return an identification number with a valid check digit and the impossible year 1900, so nobody's."""
    stem = f"37148119000{1 + serial % 9}{1 + serial // 9 % 28:02d}{serial:03d}"[:17]
    return stem + ID_CHECK[sum(int(c) * w for c, w in zip(stem, ID_WEIGHTS, strict=True)) % 11]


def employ(agencies: dict[str, Agency], departments: tuple[str, ...], at: datetime) -> Staff:
    """Make the persons with posts and duties."""
    staff = Staff(agencies=agencies)
    fresh = names(20180101)
    plan = [(key, DEPARTMENT) for key in departments]
    plan += [("justice", JUSTICE), ("province_justice", PROVINCE), ("county", COUNTY)]
    serial = itertools.count(1)
    for agency_key, places in plan:
        for place in places:
            _employ_one(staff, agency_key, place, next(fresh), next(serial), at)
    return staff


def _employ_one(staff: Staff, agency_key: str, place: Place, name: str, serial: int, at: datetime) -> None:
    agency = staff.agencies[agency_key]
    person = Person(
        username=f"{agency_key}.{place.key}",
        name=name,
        joined_on=STARTED_ON,
        sex="mf"[serial % 2],
        law_qualification=f"A2019371400{serial:04d}" if place.law else "",
    )
    person.id_number = id_number(serial)
    person.set_unusable_password()
    person.save()
    Post.objects.create(
        person=person,
        agency=agency,
        title=place.title,
        title_en=place.title_en,
        establishment=place.establishment,
        is_enforcement=place.enforcement,
        is_head=place.head,
        is_leader=place.leader,
        from_on=STARTED_ON,
    )
    for duty in place.duties:
        grant(person=person, duty=duty, agency=staff.agencies[WHERE.get(agency_key, agency_key)], by=SYSTEM, at=at)
    staff.people[f"{agency_key}.{place.key}"] = person
    staff.places[f"{agency_key}.{place.key}"] = place


def find() -> Staff:
    """Find the persons of a demo that is loaded."""
    staff = Staff()
    for person in Person.objects.filter(username__contains="."):
        staff.people[person.username] = person
    for post in Post.objects.select_related("agency", "person"):
        staff.agencies.setdefault(post.person.username.partition(".")[0], post.agency)
    return staff
