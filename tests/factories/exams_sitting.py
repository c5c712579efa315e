"""A session whose paper has every type of question: choices, words, a case with its shared text, pictures."""

from __future__ import annotations

import hashlib
import io
import itertools

from django.conf import settings
from PIL import Image as Canvas
from PIL import ImageDraw

from exams.forms_frozen import freeze
from exams.models import Bank, GroupVersion, Item, ItemGroup, ItemVersion, KeyVersion, LawRef, Session
from exams.open_session import seat
from exams.register import register
from tests.factories.exams import AT, County, a_session

_number = itertools.count(1)
CASE = (
    "2026年3月，某县市场监督管理局执法人员在检查中发现，某食品店货架上有超过保质期的饼干12袋，店主不能说明进货来源。\n"
    "执法人员当场制作现场检查笔录，店主签字确认。次日，该局立案调查，并先行登记保存涉案饼干。"
)
CHOICES = (
    ("single", "下列处罚中，属于行政处罚法规定的种类的是：", ("警告、通报批评", "训诫", "责令改正", "约谈"), 1),
    ("single", "执法人员当场作出处罚决定的，应当向当事人出示：", ("执法证件", "身份证", "工作证", "介绍信"), 1),
    (
        "multiple",
        "下列情形中，应当告知当事人有要求听证的权利的有：",
        ("较大数额罚款", "吊销许可证件", "警告", "责令停产停业"),
        11,
    ),
    ("true_false", "行政处罚决定书应当在宣告后当场交付当事人。", ("正确", "错误"), 1),
)


def a_full_session(county: County, persons: list[object], **facts: object) -> Session:
    """Return an open session with one paper of every type of question (11 questions), its persons seated.

    ``facts`` may name any column of the session.
    """
    window = {key: facts.pop(key) for key in ("opens_at", "closes_at") if key in facts}
    session = a_session(county, forms=1, **window)
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk for person in persons])
    versions = _versions(session.exam.bank)
    points = {version.pk: 1000 if version.item.type == "short_answer" else 200 for version in versions}
    freeze(session_id=session.pk, papers=[points])
    for key, value in {"state": Session.State.OPEN, **facts}.items():
        setattr(session, key, value)
    session.save(update_fields=["state", *facts])
    seat(session=session, candidates=session.candidates.all())
    return session


def _versions(bank: Bank) -> list[ItemVersion]:
    picture = {"sha256": a_picture_file("现场照片"), "alt": "货架上的饼干，包装袋上印有生产日期"}
    sign = {"sha256": a_picture_file("标志", (160, 120)), "alt": "圆形红色标志", "place": "A"}
    made = [_version(bank, *choice) for choice in CHOICES]
    made.append(_version(bank, "single", "图中标志表示：", ("甲", "乙", "丙", "丁"), 2, media=[sign]))
    made.append(_version(bank, "single", "照片拍摄的是：", ("货架", "仓库"), 1, media=[{**picture, "place": "stem"}]))
    made.append(
        _version(
            bank, "fill_in", "违法行为在____年内未被发现的，不再给予____。", blanks=2, texts=[["二", "2"], ["行政处罚"]]
        )
    )
    made.append(_version(bank, "fill_in", "写出行政处罚的两个基本原则。", blanks=2, texts=[["公正"], ["公开"]]))
    made.append(_version(bank, "short_answer", "简述处罚与教育相结合的原则。", texts={"guide": "……", "points": ["……"]}))
    group = ItemGroup.objects.create(bank=bank, code=f"AL-{next(_number)}")
    case = GroupVersion.objects.create(
        group=group, number=1, stem=CASE, media=[picture], sha256="0" * 64, made_at=AT, made_by="考务"
    )
    made.append(
        _version(bank, "single", "先行登记保存的期限是：", ("七日", "三日", "十日", "十五日"), 1, group_version=case)
    )
    made.append(
        _version(
            bank,
            "short_answer",
            "该局的处理是否妥当？说明理由。",
            texts={"guide": "…", "points": ["…"]},
            group_version=case,
        )
    )
    return made


def _version(
    bank: Bank,
    type_: str,
    stem: str,
    options: tuple[str, ...] = (),
    mask: int = 0,
    texts: object = None,
    **more: object,
) -> ItemVersion:
    law = LawRef.objects.filter(short="行政处罚法").first()
    item = Item.objects.create(bank=bank, code=f"QB-{next(_number)}", type=type_)
    version = ItemVersion.objects.create(
        item=item,
        number=1,
        stem=stem,
        options=[{"id": chr(65 + n), "text": text} for n, text in enumerate(options)],
        law_ref=law,
        explanation=f"解析-{item.code}",
        sha256=f"{next(_number):064x}",
        made_at=AT,
        made_by="考务",
        **more,
    )
    KeyVersion.objects.create(item_version=version, number=1, mask=mask, texts=texts, made_at=AT, made_by="考务")
    return version


def a_picture_file(words: str, size: tuple[int, int] = (900, 600)) -> str:
    """Write a picture where the short stack looks for it and return its hash."""
    canvas = Canvas.new("RGB", size, "#dfe8f2")
    ImageDraw.Draw(canvas).ellipse((size[0] // 4, size[1] // 4, 3 * size[0] // 4, 3 * size[1] // 4), fill="#a8242b")
    stream = io.BytesIO()
    canvas.save(stream, "PNG")
    data = stream.getvalue() + words.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    folder = settings.MEDIA_ROOT / "exams" / "images" / sha256[:2]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / sha256).write_bytes(data)
    return sha256
