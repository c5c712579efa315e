"""Keys, key lists, logs and ceremonies, made through the real acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from certification.keys.log import publish_logs
from certification.keys.propose import propose
from certification.keys.publish import publish
from certification.keys.roots import roots_in_use
from certification.models import IssuedLeaf, KeyCeremony, KeyListEdition, LogRoot, RootKey, RootStatement
from enforcement.actor import Actor
from enforcement.organisation.models import Agency
from tests.factories.certification import moment
from tests.factories.flowcharts import SYSTEM, a_person, actor

AT = moment("2026-06-01")


def keepers(agency: Agency) -> tuple[Actor, Actor]:
    """Return two persons who keep keys: one administers the system, one issues credentials."""
    first, second = (a_person(duty, agency=agency) for duty in ("system", "issue"))
    return actor(first, agency), actor(second, agency)


def a_proposal(by: Actor, kind: str = "make", **changes: Any) -> KeyCeremony:
    """Propose something about keys; a new key for the numbers of 乐陵 unless told."""
    made = {
        "use": "credential", "suite": 1, "numbers": ["15"], "agencies": [], "not_before": date(2026, 1, 1),
        "not_after": date(2026, 12, 31), "retire_former": False,
    }  # fmt: skip
    facts = {**(made if kind == "make" else {}), **changes}
    return propose(**{"kind": kind, "by": by, "at": AT, "ground": "乐司密〔2026〕1号", **facts})


def a_key_list(at: str = "2026-06-01") -> KeyListEdition:
    """Publish the key list."""
    with transaction.atomic():
        found = publish(at=moment(at))
    assert found is not None
    return found


def a_log(at: str = "2026-06-01T23:30") -> LogRoot:
    """Publish the logs; return the root of the last that grew."""
    return publish_logs(by=SYSTEM, at=moment(at))[-1]


def a_leaf() -> IssuedLeaf:
    """Return the last leaf of the logs."""
    found = IssuedLeaf.objects.last()
    assert found is not None
    return found


def a_root() -> RootKey:
    """Return the current root, made if there is none."""
    with transaction.atomic():
        return next(root for root in roots_in_use(AT) if root.role == RootKey.Role.CURRENT)


def a_statement(number: int = 1) -> RootStatement:
    """Enter what a root said when it handed over."""
    return RootStatement.objects.create(number=number, text="a.b.c", made_at=AT)
