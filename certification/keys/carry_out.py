"""What each kind of ceremony checks and does, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from certification.keys import hand_over
from certification.keys.log import trusted_root
from certification.keys.refusals import DayToCome, NoSuchKey, UnknownAgency, WrongScope
from certification.keys.register import lock_keys, make_key
from certification.models import KeyCeremony, SigningKey
from certification.token import SUITES
from enforcement import clock
from enforcement.organisation.models import Agency

Facts = dict[str, Any]


def check(kind: str, facts: Mapping[str, Any], *, at: datetime) -> Facts:
    """Return the facts of a kind as they are kept, in JSON. Raises the refusals of ``propose``."""
    return CHECKS[kind](facts, at)


def carry_out(ceremony: KeyCeremony, *, at: datetime) -> SigningKey | None:
    """Do what was proposed, judged anew, and return the key it was about."""
    lock_keys()
    facts = check(ceremony.kind, ceremony.facts, at=at)
    return DOES[ceremony.kind](facts, at)


def retire(keys: Any, *, on: date) -> int:
    """Let active keys sign nothing more; what they signed goes on verifying."""
    active = keys.filter(status=SigningKey.Status.ACTIVE)
    return int(active.update(status=SigningKey.Status.RETIRED, since_on=on))


def _check_make(facts: Mapping[str, Any], _at: datetime) -> Facts:
    numbers, agencies = list(facts.get("numbers") or ()), list(facts.get("agencies") or ())
    use, first, last = facts["use"], _day(facts["not_before"]), _day(facts["not_after"])
    if use not in SigningKey.Use.values or int(facts["suite"]) not in SUITES or last < first:
        raise WrongScope(field="not_after")
    if (use == SigningKey.Use.CREDENTIAL) != bool(numbers):
        raise WrongScope(field="numbers")
    if Agency.objects.filter(name__in=agencies).values("name").distinct().count() != len(set(agencies)):
        raise UnknownAgency(field="agencies")
    return {
        "use": use, "suite": int(facts["suite"]), "numbers": numbers, "agencies": agencies,
        "not_before": first.isoformat(), "not_after": last.isoformat(),
        "retire_former": bool(facts.get("retire_former")),
    }  # fmt: skip


def _check_retire(facts: Mapping[str, Any], _at: datetime) -> Facts:
    return {"kid": _key(facts["kid"], SigningKey.Status.ACTIVE).kid}


def _check_compromise(facts: Mapping[str, Any], at: datetime) -> Facts:
    key, since = _key(facts["kid"], SigningKey.Status.ACTIVE, SigningKey.Status.RETIRED), _day(facts["since_on"])
    if since > clock.day_of(at):
        raise DayToCome(field="since_on")
    return {"kid": key.kid, "since_on": since.isoformat()}


def _make(facts: Facts, at: datetime) -> SigningKey:
    former = SigningKey.objects.filter(use=facts["use"])
    if facts["retire_former"]:
        retire(former, on=clock.day_of(at))
    facts.pop("retire_former")
    days = {name: date.fromisoformat(facts.pop(name)) for name in ("not_before", "not_after")}
    return make_key(**facts, not_before=days["not_before"], not_after=days["not_after"], at=at)


def _retire(facts: Facts, at: datetime) -> SigningKey:
    retire(SigningKey.objects.filter(kid=facts["kid"]), on=clock.day_of(at))
    return SigningKey.objects.get(kid=facts["kid"])


def _compromise(facts: Facts, _at: datetime) -> SigningKey:
    key = SigningKey.objects.get(kid=facts["kid"])
    key.status, key.since_on = SigningKey.Status.COMPROMISED, date.fromisoformat(facts["since_on"])
    last = trusted_root(key.kid, key.since_on)
    if last is not None:
        key.log_size, key.log_root = last.size, bytes(last.root)
    key.save(update_fields=["status", "since_on", "log_size", "log_root"])
    return key


def _key(kid: Any, *states: str) -> SigningKey:
    key = SigningKey.objects.filter(kid=kid, status__in=states).first()
    if key is None:
        raise NoSuchKey(field="kid")
    return key


def _day(given: Any) -> date:
    return given if isinstance(given, date) else date.fromisoformat(str(given))


CHECKS: Final[dict[str, Callable[[Mapping[str, Any], datetime], Facts]]] = {
    "make": _check_make, "retire": _check_retire, "compromise": _check_compromise, "rotate_root": hand_over.check,
}  # fmt: skip
DOES: Final[dict[str, Callable[[Facts, datetime], SigningKey | None]]] = {
    "make": _make, "retire": _retire, "compromise": _compromise, "rotate_root": hand_over.do,
}  # fmt: skip
