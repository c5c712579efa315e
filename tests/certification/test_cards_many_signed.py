"""Many credentials signed at once are what they would be one by one; two who sign at once leave no gap."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from certification import signing
from certification.models import Credential
from certification.numbering import POSITIONS, free_sids, next_numbers
from certification.signed import Draft, NotPrintable, sign, sign_many
from certification.token import decode, from_digits
from enforcement.errors import Invalid
from enforcement.ledger.models import Entry
from enforcement.ledger.numbers import peek
from enforcement.ledger.queries import faults
from enforcement.organisation.models import Agency
from tests.factories.certification import a_credential, a_post, moment
from tests.factories.flowcharts import SYSTEM, a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment("2026-06-01")


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def a_draft(agency: Agency, name: str = "", **changes) -> Draft:
    person = a_person(name=name)
    facts = {
        "person": person, "agency": agency, "fields": ("market",), "area": "乐陵市", "valid_from": date(2026, 6, 1),
        "valid_to": date(2031, 5, 31), "photo": "p.jpg", "photo_sha256": "ab" * 32, "issuer_agency": agency,
    }  # fmt: skip
    return Draft(**{**facts, **changes})


def elsewhere() -> Agency:
    agency = an_agency(name="德城区市场监督管理局")
    agency.division = "371402"
    agency.save(update_fields=["division"])
    return agency


def done(drafts: list[Draft]) -> list[Credential]:
    with transaction.atomic():
        return sign_many(drafts, by=SYSTEM, at=AT, verb="credential.issue", ground="制发")


def test_each_of_many_has_its_number_serial_token_history_and_entry(agency: Agency) -> None:
    made = done([a_draft(agency) for _n in range(7)])
    numbers = [int(row.number) for row in made]
    assert numbers == list(range(numbers[0], numbers[0] + 7))
    assert len({row.sid for row in made}) == 7
    for row in made:
        claims = decode(from_digits(row.digits), signing.public_keys()).claims
        assert (claims.name, str(claims.number), claims.sid) == (row.name, row.number, row.sid)
        assert [entry.status for entry in row.statuses.all()] == ["valid"]
        assert Entry.objects.get(series=row.series).verb == "credential.issue"
    assert list(faults()) == []


def test_many_take_no_more_statements_than_one_except_for_their_numbers(
    agency: Agency, django_assert_max_num_queries
) -> None:
    drafts = [a_draft(agency) for _n in range(40)]
    done(drafts[:1])
    with django_assert_max_num_queries(39 + 20):
        done(drafts[1:])


def test_one_that_cannot_be_printed_takes_no_number_from_the_others(agency: Agency) -> None:
    done([a_draft(agency)])
    before = Credential.objects.count()
    with pytest.raises(NotPrintable):
        done([a_draft(agency), a_draft(agency, name="名" * 60)])
    with pytest.raises(Invalid):
        done([a_draft(agency, fields=("nothing",))])
    last = Credential.objects.get()
    assert Credential.objects.count() == before
    assert int(done([a_draft(agency)])[0].number) == int(last.number) + 1


def test_numbers_entered_from_elsewhere_are_passed_over(agency: Agency) -> None:
    (first,) = done([a_draft(agency)])
    person = a_person()
    a_post(person, agency)
    taken = str(int(first.number) + 2)
    a_credential(person, agency, number=taken)
    numbers = [int(row.number) for row in done([a_draft(agency) for _n in range(3)])]
    assert [n - int(first.number) for n in numbers] == [1, 3, 4]


def test_two_batches_at_once_leave_no_gap_and_give_nothing_twice(agency: Agency) -> None:
    other = elsewhere()
    lots = [[a_draft(place) for _n in range(15) for place in pair] for pair in ((agency, other), (other, agency))]
    signing.signer_for(number="1", starts_on=AT.date(), at=AT)
    failed: list[BaseException] = []

    def batch(drafts: list[Draft]) -> None:
        try:
            for at in range(0, len(drafts), 6):
                done(drafts[at : at + 6])
        except BaseException as fault:  # noqa: BLE001 (shown below)
            failed.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=batch, args=(lot,)) for lot in lots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    for place in (agency, other):
        numbers = sorted(int(n) for n in Credential.objects.filter(agency=place).values_list("number", flat=True))
        assert numbers == list(range(numbers[0], numbers[0] + 30))
    assert Credential.objects.values("sid").distinct().count() == 60


def test_a_name_is_signed_in_one_spelling(agency: Agency) -> None:
    with transaction.atomic():
        row = sign(a_draft(agency, name=" 买买提 • 吐尔逊 "), by=SYSTEM, at=AT, verb="credential.issue", ground="制发")
    assert row.name == "买买提·吐尔逊"
    assert decode(from_digits(row.digits), signing.public_keys()).claims.name == "买买提·吐尔逊"


def test_numbers_follow_the_order_asked_for(agency: Agency) -> None:
    other = elsewhere()
    on = AT.date()
    with transaction.atomic():
        numbers = next_numbers([(agency, on), (other, on), (agency, on)])
    assert int(numbers[2]) == int(numbers[0]) + 1
    assert numbers[1][2:6] == "1402"
    assert peek("credential:15{division}{sequence:05d}:1402") == 1


def test_serials_of_a_shard_are_drawn_in_it(agency: Agency) -> None:
    with transaction.atomic():
        sids = free_sids(shard=3, count=200)
    assert len(set(sids)) == 200
    assert {sid >> POSITIONS for sid in sids} == {3}
