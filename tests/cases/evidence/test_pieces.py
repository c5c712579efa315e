"""Evidence: listed with source and hash, handed on without a gap, set aside, and never carrying a fact then."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from PIL import Image

from cases.conclude_investigation import conclude_investigation
from cases.evidence.add_evidence import CopyUnchecked, add_evidence
from cases.evidence.add_photo import ArrivedOtherwise, Place, add_photo
from cases.evidence.custody import faults
from cases.evidence.hand_on import CustodyEnded, EarlierThanLast, NotAway, TakerMissing, hand_on
from cases.evidence.pictures import NotAPicture
from cases.evidence.relying import CarriesNoFact
from cases.evidence.set_aside import WhyUnusable, set_aside
from cases.models import Case, CustodyEvent, Evidence
from enforcement.errors import NotAllowed, OutOfOrder
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused
from tests.factories.cases_evidence import a_custody_event

GPS = 0x8825


def a_photo(colour: str = "red") -> bytes:
    """Return a JPEG as phones make it: lying on its side, with its maker and the place written into it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "MAKER", 6
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def listed(world: w.World, case: Case, **changes: Any) -> Evidence:
    facts = {"kind": "document", "name": "进货票据", "source": "当事人", "obtained_how": "提取"}
    return add_evidence(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), **{**facts, **changes})


def handed(world: w.World, case: Case, piece: Evidence, **changes: Any) -> CustodyEvent:
    facts = {"kind": "handed", "to_name": "物证保管员", "evidence_id": piece.pk}
    return hand_on(case_id=case.pk, by=world.by("lead"), at=w.at("03-17"), **{**facts, **changes})


def test_evidence_is_listed_with_source_hash_and_the_beginning_of_its_custody(world: w.World) -> None:
    case = w.filed(world)
    piece = listed(
        world, case, file=b"%PDF-1.7 a scan", is_copy=True, original_kept_by="当事人", copy_checked_by="王某"
    )
    assert (piece.number, piece.stage, piece.is_original) == (1, "investigation", False)
    assert piece.sha256 == hashlib.sha256(b"%PDF-1.7 a scan").hexdigest()
    assert [(e.from_name, e.to_name) for e in piece.custody.all()] == [("当事人", "甲某")]
    assert (last_verb(case), case.papers.last().code) == ("case.add_evidence", "ZJX")
    with refused(CopyUnchecked, case, field="copy_checked_by"):
        listed(world, case, is_copy=True, original_kept_by="当事人")
    with refused(NotAllowed, case):
        add_evidence(
            case_id=case.pk, by=world.by("head"), at=w.at("03-16"), kind="thing", name="甲", source="乙", obtained_how="丙"
        )  # fmt: skip
    assert listed(world, case).number == 2


def test_the_chain_of_custody_has_no_gap_whoever_asks(world: w.World) -> None:
    case = w.filed(world)
    piece = listed(world, case, kind="thing")
    with refused(NotAway, case, field="kind"):
        handed(world, case, piece, kind="back")
    with refused(TakerMissing, case, field="to_name"):
        handed(world, case, piece, to_name="甲某")
    with refused(EarlierThanLast, case, field="happened_at"):
        handed(world, case, piece, happened_at=w.at("03-15"))
    handed(world, case, piece, seal_number="封001")
    handed(world, case, piece, kind="sent", to_name="检测中心")
    handed(world, case, piece, kind="back", to_name="物证保管员")
    handed(world, case, piece, kind="returned", to_name="当事人")
    with refused(CustodyEnded, case):
        handed(world, case, piece)
    events = list(piece.custody.all())
    assert faults(events) == []
    assert [e.from_name for e in events] == ["当事人", "甲某", "物证保管员", "检测中心", "物证保管员"]
    assert len(faults([events[0], *events[2:]])) == 2  # a link taken out: who gave it, and the number missing
    a_custody_event(piece, 9, from_name="无名", happened_at=w.at("03-01"))
    assert len(faults(list(piece.custody.all()))) == 4


def test_evidence_set_aside_carries_no_fact(world: w.World) -> None:
    case = w.interviewed(world)
    good, bad = listed(world, case, proves="购进事实"), listed(world, case, name="单人询问笔录")
    with refused(WhyUnusable, case, field="reason"):
        set_aside(case_id=case.pk, by=world.by("checker"), at=w.at("03-17"), evidence_id=bad.pk, reason=" ")
    set_aside(case_id=case.pk, by=world.by("checker"), at=w.at("03-17"), evidence_id=bad.pk, reason="仅一名执法人员")
    w.investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=world.pair)
    facts: dict[str, Any] = {
        "case_id": case.pk, "by": world.by("lead"), "at": w.at("03-20", 10), "facts": "事实", "legal_basis": w.BASIS,
        "discretion": "较轻", "kinds": ["fine"], "fine": Decimal(5000),
    }  # fmt: skip
    with refused(CarriesNoFact, case, field="evidence_ids"):
        conclude_investigation(**facts, evidence_ids=[good.pk, bad.pk])
    made = conclude_investigation(**facts, evidence_ids=[good.pk], evidence="现场照片")
    assert made.facts.endswith("证据1：进货票据（书证），证明购进事实\n现场照片")
    assert "ZJM" in set(case.papers.values_list("code", flat=True))


def test_a_photo_is_kept_byte_for_byte_and_shown_without_what_the_phone_wrote_into_it(
    client: Client, world: w.World
) -> None:
    case, photo = w.filed(world), a_photo()
    sha256 = hashlib.sha256(photo).hexdigest()
    taken = w.at("03-15", 16)
    client.force_login(world.people["lead"])
    url = reverse("case_photo_send", args=[case.pk])
    given = {"sha256": sha256, "taken": int(taken.timestamp() * 1000), "latitude": "37.72940", "longitude": "117.23160",
             "accuracy": "12.4", "name": "料场"}  # fmt: skip

    def sent(content: bytes = photo, **changes: Any) -> Any:
        return client.post(url, {**given, **changes, "file": io.BytesIO(content)})

    for _ in range(2):  # sent again over a weak network: one piece all the same
        assert sent().json()["number"] == 1
    piece = case.evidence.get()
    assert (piece.sha256, piece.device_sha256, piece.device_at, piece.accuracy) == (sha256, sha256, taken, 12)
    assert piece.received_at > taken
    answer = client.get(reverse("case_evidence_file", args=[case.pk, 1]))
    assert answer.content == photo
    shown = client.get(reverse("case_evidence_picture", args=[case.pk, 1, "shown"])).content
    with Image.open(io.BytesIO(shown)) as copy:
        assert (dict(copy.getexif()), copy.size) == ({}, (40, 60))
    assert b"MAKER" not in shown
    broken = sent(a_photo("blue"))
    assert (broken.status_code, case.evidence.count()) == (422, 1)
    assert broken.json()["sentence"]
    assert sent(b"%PDF-1.7", sha256="").status_code == 422
    client.force_login(world.people["archivist"])
    assert sent().status_code == 403


def test_a_photo_is_refused_damaged_unreadable_or_once_the_case_takes_none(world: w.World) -> None:
    case = w.filed(world)
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead"), "at": w.at("03-16")}
    with refused(ArrivedOtherwise, case):
        add_photo(**facts, file=a_photo(), device_sha256="0" * 64)
    with refused(NotAPicture, case):
        add_photo(**facts, file=b"\xff\xd8\xff no picture")
    made = add_photo(**facts, file=a_photo(), device_at=w.at("03-16") + timedelta(days=400))
    assert made.obtained_on == w.on("03-16")  # a phone whose clock runs ahead does not date evidence
    assert made.latitude is None
    placed = add_photo(**facts, file=a_photo("green"), place=Place(Decimal("37.7"), Decimal("117.2"), 8))
    assert placed.accuracy == 8
    waiting = w.registered(world, "03-10", cause="另案")
    w.check_clue(case_id=waiting.pk, by=world.by("lead"), at=w.at("03-11"), officer_ids=world.pair, summary="轻微")
    with refused(OutOfOrder, waiting):  # the head decides on the filing: nothing is investigated
        add_photo(**{**facts, "case_id": waiting.pk}, file=a_photo())
