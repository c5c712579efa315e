"""Phones that show credentials and visits, made through the real acts; the phone's key is here, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from certification.display import challenge, proof
from certification.display.announce_visit import Said, announce_visit
from certification.display.bind import Bound, bind
from certification.display.proof import Proof
from certification.display.rate_visit import rate_visit
from certification.models import BoundDevice, Credential, Rating, SpentChallenge, Visit
from certification.token import to_digits
from enforcement.actor import PUBLIC, Actor
from enforcement.organisation.models import Agency, ParameterValue
from tests.factories.certification import an_officer, moment
from tests.factories.flowcharts import actor, an_agency

AT = moment("2026-06-01T10:00")


@dataclass
class Phone:
    """A phone: its key, and what it is bound to."""

    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    bound: Bound | None = None

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    @property
    def device(self) -> BoundDevice:
        assert self.bound
        return self.bound.device

    def sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self.key.sign(message, ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def answer(self, act: str, at: datetime, words: str = "", challenged: str = "") -> Proof:
        asked = challenged or challenge.make(at)
        return Proof(asked, self.sign(proof.message(Proof(asked, b"", words), act)), words)

    def code(self, at: datetime) -> bytes:
        """Return the live code of a moment."""
        assert self.bound
        signed = self.bound.token + int(at.timestamp()).to_bytes(4)
        return signed + self.sign(signed)

    def digits(self, at: datetime) -> str:
        return to_digits(self.code(at))


def holder(credential: Credential) -> Actor:
    return actor(credential.person, credential.agency)


def a_phone(credential: Credential | None = None, at: datetime = AT, name: str = "我的手机") -> Phone:
    """Bind a new phone to a credential."""
    credential = credential or an_officer(an_agency()).credentials.get()
    phone = Phone()
    phone.bound = bind(
        credential_id=credential.pk, by=holder(credential), at=at, name=name, public=phone.public,
        answer=phone.answer("bind", at),
    )  # fmt: skip
    return phone


def a_device(credential: Credential | None = None) -> BoundDevice:
    return a_phone(credential).device


def a_spent_challenge(at: datetime = AT) -> SpentChallenge:
    challenge.spend(challenge.make(at), at=at)
    return SpentChallenge.objects.latest("pk")


def setting(code: str, value: object, agency: Agency) -> ParameterValue:
    """Set a parameter for an agency."""
    return ParameterValue.objects.create(
        agency=agency,
        code=code,
        value=value,
        from_on=AT.date() - timedelta(days=30),
        source="测试",
        set_by="测试",
        set_at=AT,
    )


def a_visit(phone: Phone | None = None, at: datetime = AT, **said: object) -> Visit:
    """Announce a visit where the agency keeps a log (which is switched on here)."""
    phone = phone or a_phone()
    credential = phone.device.credential
    if not ParameterValue.objects.filter(agency=credential.agency, code="display.visit_log").exists():
        setting("display.visit_log", True, credential.agency)
    words = {
        "enterprise": "乐陵市某某食品有限公司",
        "purpose": "食品安全日常检查",
        "reference": "检〔2026〕3号",
        **said,
    }
    return announce_visit(
        device_id=phone.device.pk, by=holder(credential), at=at, said=Said(**words), answer=phone.answer("visit", at)
    )


def a_rating(visit: Visit | None = None, grade: int = 5, words: str = "态度好") -> Rating:
    visit = visit or a_visit()
    return rate_visit(secret=visit.secret, by=PUBLIC, at=visit.at + timedelta(hours=1), grade=grade, words=words)
