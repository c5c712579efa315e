"""Two at once: of two confirmations one, of two first keys one, of two publications two versions."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from certification import signing
from certification.keys.confirm import confirm
from certification.keys.dismiss import dismiss
from certification.keys.log import publish_logs
from certification.keys.publish import publish
from certification.keys.refusals import AlreadyDecided
from certification.models import IssuedLeaf, KeyCeremony, KeyListEdition, RootKey, SigningKey
from enforcement.errors import Refusal
from enforcement.ledger.models import Entry
from tests.factories.certification import an_officer
from tests.factories.certification_keys import AT, a_proposal, keepers
from tests.factories.flowcharts import SYSTEM, a_person, actor, an_agency

pytestmark = pytest.mark.django_db(transaction=True)


def race(*acts: Callable[[], Any]) -> list[Any]:
    """Do acts at once, each on its own connection, and return what each returned or was refused with."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            results[index] = act()
        except Refusal as refusal:
            results[index] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i, act)) for i, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_of_two_confirmations_at_once_exactly_one_makes_a_key() -> None:
    agency = an_agency()
    first, second = keepers(agency)
    third = actor(a_person("issue", agency=agency), agency)
    ceremony = a_proposal(first)
    done = race(*(partial(confirm, ceremony_id=ceremony.pk, by=by, at=AT) for by in (second, third)))
    assert {type(one) for one in done} == {KeyCeremony, AlreadyDecided}
    assert SigningKey.objects.count() == 1
    assert KeyListEdition.objects.count() == 1
    assert Entry.objects.filter(series="keys", verb="key.make").count() == 1


def test_of_a_confirmation_and_a_dismissal_at_once_one_counts() -> None:
    first, second = keepers(an_agency())
    ceremony = a_proposal(first)
    done = race(
        partial(confirm, ceremony_id=ceremony.pk, by=second, at=AT),
        partial(dismiss, ceremony_id=ceremony.pk, by=first, at=AT),
    )
    assert {type(one) for one in done} == {KeyCeremony, AlreadyDecided}
    made = KeyCeremony.objects.get().state == "confirmed"
    assert SigningKey.objects.count() == made


def test_two_first_publications_make_two_roots_and_two_versions() -> None:
    def once() -> int:
        with transaction.atomic():
            return publish(at=AT).version

    assert sorted(race(once, once)) == [1, 2]
    assert [root.role for root in RootKey.objects.all()] == ["current", "next"]


def test_two_that_need_the_first_key_get_the_same() -> None:
    def once() -> int:
        with transaction.atomic():
            return signing.signer_for(number="15148100001", starts_on=date(2026, 6, 1), at=AT).kid

    assert len(set(race(once, once, once))) == 1
    assert SigningKey.objects.count() == 1


def test_two_that_publish_the_logs_enter_each_credential_once() -> None:
    agency = an_agency()
    for _ in range(4):
        an_officer(agency)
    race(*(partial(publish_logs, by=SYSTEM, at=AT) for _ in range(2)))
    assert sorted(IssuedLeaf.objects.values_list("position", flat=True)) == [0, 1, 2, 3]
