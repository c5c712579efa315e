"""People, their duties, and the agencies."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enforcement import clock
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import history_of
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.entrust import (
    OF_GOVERNMENT,
    DutyHeldAlready,
    DutyNotHeld,
    DutyOfGovernment,
    OwnAdministration,
    entrust,
    take_back,
)
from tests.factories.organisation import AgencyFactory, actor, officer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency():
    return AgencyFactory(name="本局")


@pytest.fixture
def administrator(agency):
    return officer(agency, "system", name="管理员甲")


@pytest.fixture
def clerk(agency):
    return officer(agency, name="办事员乙")


def do(act, person, duty, agency, by):
    return act(person_id=person.pk, by=actor(by), at=clock.now(), duty=duty, agency=agency)


def test_a_duty_is_entrusted_recorded_and_taken_back(agency, administrator, clerk):
    do(entrust, clerk, "handle", agency, administrator)
    assert holds(person_id=clerk.pk, duty="handle", agency=agency)
    do(take_back, clerk, "handle", agency, administrator)
    assert not holds(person_id=clerk.pk, duty="handle", agency=agency)
    assert [entry.verb for entry in history_of(f"person:{clerk.pk}")] == ["duty.grant", "duty.withdraw"]


def test_a_duty_held_is_not_entrusted_again(agency, administrator, clerk):
    do(entrust, clerk, "handle", agency, administrator)
    with pytest.raises(DutyHeldAlready):
        do(entrust, clerk, "handle", agency, administrator)
    assert history_of(f"person:{clerk.pk}").count() == 1


def test_a_duty_not_held_is_not_taken_back(agency, administrator, clerk):
    with pytest.raises(DutyNotHeld):
        do(take_back, clerk, "handle", agency, administrator)


def test_nobody_takes_back_their_own_administration(agency, administrator):
    with pytest.raises(OwnAdministration):
        do(take_back, administrator, "system", agency, administrator)


def test_who_does_not_administer_the_agency_entrusts_nobody(agency, clerk):
    for act in (entrust, take_back):
        with pytest.raises(NotAllowed):
            do(act, clerk, "handle", agency, clerk)


def test_the_supervised_does_not_choose_its_supervisors(client, administrator, agency, clerk):
    government = AgencyFactory(kind="government")
    bureau = AgencyFactory(parent=government)
    above, below = (officer(on, "system") for on in (government, bureau))
    for duty in ("supervise", "examine"):
        with pytest.raises(DutyOfGovernment):
            do(entrust, clerk, duty, bureau, below)
        do(entrust, clerk, duty, bureau, above)
        with pytest.raises(DutyOfGovernment):
            do(take_back, clerk, duty, bureau, below)
    client.force_login(administrator, backend=BACKEND)
    offered = dict(client.get(f"/people/{clerk.pk}/duties/grant/").context["form"].fields["duty"].choices)
    assert {"handle", "decide"} <= set(offered)
    assert not OF_GOVERNMENT & set(offered)


def test_a_duty_that_does_not_exist_is_not_there(agency, administrator, clerk):
    with pytest.raises(NotFound):
        do(entrust, clerk, "fly", agency, administrator)


def test_the_list_shows_ones_own_people_alone(client, administrator, clerk):
    stranger = officer(AgencyFactory(), name="外人丙")
    client.force_login(administrator, backend=BACKEND)
    html = client.get("/people/").content.decode()
    assert "办事员乙" in html
    assert "外人丙" not in html
    assert client.get(f"/people/{stranger.pk}/").status_code == 404
    assert client.get("/people/", {"q": "办事员"}).content.decode().count("<tr>") == 2


def test_the_list_takes_as_many_queries_however_long(client, agency, administrator):
    """The menu asks too, and grows with the system: what counts is that three more people ask nothing more."""
    client.force_login(administrator, backend=BACKEND)
    client.get("/people/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/people/")
        counts.append(len(asked))
        for _ in range(3):
            officer(agency)
    assert counts[0] == counts[1]


def test_a_persons_page_masks_the_identification_number(client, administrator, clerk):
    client.force_login(administrator, backend=BACKEND)
    html = client.get(f"/people/{clerk.pk}/").content.decode()
    assert clerk.id_masked in html
    assert clerk.id_number not in html


def test_a_duty_is_granted_and_withdrawn_on_the_pages(client, agency, administrator, clerk):
    client.force_login(administrator, backend=BACKEND)
    page = client.get(f"/people/{clerk.pk}/duties/grant/")
    data = {"duty": "handle", "agency": agency.pk, "act_id": page.context["act_id"]}
    assert client.post(f"/people/{clerk.pk}/duties/grant/", data).url == f"/people/{clerk.pk}/"
    assert "案件办理" in client.get(f"/people/{clerk.pk}/").content.decode()
    again = client.post(f"/people/{clerk.pk}/duties/grant/", {"duty": "handle", "agency": agency.pk})
    assert again.status_code == 422
    assert (
        client.post(f"/people/{clerk.pk}/duties/withdraw/", {"duty": "handle", "agency": agency.pk}).status_code == 302
    )
    assert client.post(f"/people/{clerk.pk}/duties/withdraw/", {"duty": "handle", "agency": "x"}).status_code == 404
    refused = client.post(f"/people/{clerk.pk}/duties/withdraw/", {"duty": "handle", "agency": agency.pk})
    assert refused.status_code == 409


def test_the_tree_of_agencies_counts_those_in_post(client, agency, administrator, clerk):
    AgencyFactory(parent=agency, name="下级所")
    client.force_login(administrator, backend=BACKEND)
    html = client.get("/agencies/").content.decode()
    assert "tree-1" in html
    assert 'class="numeric">2</td>' in html
