"""The bank at work: pictures, cases, enemies, keys proposed and voted on."""

from __future__ import annotations

import io

from PIL import Image as Canvas

from enforcement.actor import SYSTEM
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Agency, Person
from exams.bank.add_enemy import add_enemy
from exams.bank.answer import Answer
from exams.bank.propose_key import propose_key
from exams.bank.store_image import store_image
from exams.bank.vote_key import vote_key
from exams.models import (
    GroupVersion,
    Image,
    Item,
    ItemEnemy,
    ItemGroup,
    ItemVersion,
    KeyChange,
    KeyChangeVoice,
    Session,
)
from tests.factories.exams import AT, County, a_bank, a_county, actor_for, an_officer, an_open_session


def an_administrator(agency: Agency, name: str = "") -> Person:
    """Return a person with the duty ``exam`` on an agency."""
    person = an_officer(agency, name)
    grant(person=person, duty="exam", agency=agency, by=SYSTEM, at=AT)
    return person


def picture_bytes(format_: str = "PNG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    """Return a small picture as a file."""
    stream = io.BytesIO()
    Canvas.new("RGB", size, "#3366aa").save(stream, format_, **more)
    return stream.getvalue()


def an_image(county: County | None = None) -> Image:
    county = county or a_county()
    return store_image(bank_id=a_bank(county, each=1).pk, by=county.by, at=AT, data=picture_bytes())


def a_group() -> ItemGroup:
    return a_group_version().group


def a_group_version() -> GroupVersion:
    bank = a_bank(a_county(), each=1)
    group = ItemGroup.objects.create(bank=bank, code="AL-1")
    version = GroupVersion.objects.create(
        group=group, number=1, stem="某店超出经营范围经营。", sha256="0" * 64, made_at=AT, made_by="考务"
    )
    group.current = version
    group.save(update_fields=["current"])
    return version


def an_enemy() -> ItemEnemy:
    county = a_county()
    first, second = Item.objects.filter(bank=a_bank(county, each=1)).order_by("code")[:2]
    return add_enemy(item_id=first.pk, by=county.by, at=AT, code=second.code, reason="答案互现")


def a_used_version(county: County, session: Session | None = None) -> ItemVersion:
    """Return the version of a single choice item on a paper of an open session."""
    session = session or an_open_session(county)
    versions = session.forms.get(number=1).item_versions
    return ItemVersion.objects.filter(pk__in=versions, item__type="single").order_by("pk").first()


def another_answer(version: ItemVersion) -> Answer:
    """Return the key of a single choice item moved to the next option."""
    mask = version.keys.order_by("-number").first().mask
    return Answer(mask=mask << 1 if mask < 8 else 1)


def a_key_change(county: County | None = None, version: ItemVersion | None = None, **facts: object) -> KeyChange:
    county = county or a_county()
    version = version or a_used_version(county)
    return propose_key(
        **{
            "version_id": version.pk,
            "by": county.by,
            "at": AT,
            "answer": another_answer(version),
            "reason": "依据条文，原答案有误",
            **facts,
        }
    )


def a_key_change_voice() -> KeyChangeVoice:
    county = a_county()
    change = a_key_change(county)
    vote_key(change_id=change.pk, by=actor_for(an_administrator(county.justice)), at=AT, agrees=True)
    return change.voices.get()
