"""The register of settings and the act of changing one."""

from datetime import date, timedelta

import pytest

from enforcement import clock
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation import parameters, set_parameter
from enforcement.organisation.models import ParameterValue
from enforcement.organisation.parameters import Parameter
from enforcement.organisation.set_parameter import SettingFromThePast, SettingOfSupervisor, SettingWithoutSource
from tests.factories.organisation import AgencyFactory, actor, officer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db(transaction=True)
DECLARED = {
    parameter.code: parameter
    for parameter in (
        Parameter("test.days", "Days of testing", "integer", 7, "《测试法》第七条", unit="days"),
        Parameter("test.open", "Open to all", "boolean", default=False, source="custom", confidence="unsure"),
        Parameter("test.rate", "Rate", "decimal", "0.5", "custom", "likely"),
        Parameter("test.way", "Way", "choice", "post", "custom", choices=("post", "person")),
        Parameter("test.word", "Word", "text", "yes", "custom"),
        Parameter("test.list", "List", "json", ["a", "b"], "custom"),
        Parameter("test.alarm", "Alarm", "integer", 3, "custom", of_supervisor=True),
    )
}


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    for module in (parameters, set_parameter):
        monkeypatch.setattr(module, "REGISTRY", DECLARED)
    monkeypatch.setattr("enforcement.site.views.settings_register.REGISTRY", DECLARED)


@pytest.fixture
def agency():
    return AgencyFactory(name="管理局")


@pytest.fixture
def administrator(agency):
    return officer(agency, "system")


def put(agency, by, **changes):
    facts = {"code": "test.days", "value": 9, "from_on": clock.today(), "source": "乐政办发〔2026〕3号", **changes}
    return set_parameter.set_parameter(by=actor(by), at=clock.now(), agency=agency, **facts)


def test_a_setting_is_set_and_recorded(agency, administrator):
    put(agency, administrator)
    assert parameters.value("test.days", agency=agency, on=clock.today()) == 9
    entry = history_of(f"settings:{agency.pk}").get()
    assert entry.verb == "setting.set"
    assert body_of(entry)["value"] == "9"


def test_a_setting_of_the_same_day_is_replaced_and_both_are_recorded(agency, administrator):
    put(agency, administrator)
    put(agency, administrator, value=10)
    assert ParameterValue.objects.get().value == 10
    assert [body_of(entry)["replaced"] for entry in history_of(f"settings:{agency.pk}")] == ["", "9"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"from_on": date(2026, 1, 1)}, SettingFromThePast), ({"source": "  "}, SettingWithoutSource),
        ({"value": "many"}, Invalid), ({"code": "test.none"}, NotFound),
    ],
)  # fmt: skip
def test_a_setting_is_refused_and_nothing_changes(agency, administrator, changes, refusal):
    with pytest.raises(refusal):
        put(agency, administrator, **changes)
    assert not ParameterValue.objects.exists()
    assert not history_of(f"settings:{agency.pk}").exists()


def test_who_does_not_administer_the_agency_is_refused(agency):
    with pytest.raises(NotAllowed):
        put(agency, officer(agency, "handle"))


def test_the_register_shows_every_setting_its_source_and_how_sure_it_is(client, agency, administrator):
    put(agency, administrator, value=12)
    client.force_login(administrator, backend=BACKEND)
    html = client.get("/settings-register/").content.decode()
    for words in ("test.days", "《测试法》第七条", "<strong>12</strong>", "本地设定", "待确认", "较确定", "a、b"):
        assert words in html


def test_the_register_is_for_administrators(client, agency):
    client.force_login(officer(agency, "handle"), backend=BACKEND)
    assert client.get("/settings-register/").status_code == 403
    assert client.get("/settings-register/test.days/").status_code == 403


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("test.days", "15", 15), ("test.open", "true", True), ("test.rate", "0.75", "0.75"),
        ("test.way", "person", "person"), ("test.word", "words", "words"), ("test.list", '["c"]', ["c"]),
    ],
)  # fmt: skip
def test_a_setting_of_each_kind_is_changed_on_its_page(client, agency, administrator, code, typed, kept):
    client.force_login(administrator, backend=BACKEND)
    page = client.get(f"/settings-register/{code}/?agency={agency.pk}")
    assert page.status_code == 200
    tomorrow = clock.today() + timedelta(days=1)
    data = {
        "agency": agency.pk,
        "value": typed,
        "from_on": tomorrow.isoformat(),
        "source": "文件",
        "act_id": page.context["act_id"],
    }
    response = client.post(f"/settings-register/{code}/", data)
    assert response.status_code == 303
    assert parameters.value(code, agency=agency, on=tomorrow) == kept
    assert "文件" in client.get(f"/settings-register/{code}/").content.decode()


def test_a_refused_change_keeps_what_was_typed(client, agency, administrator):
    client.force_login(administrator, backend=BACKEND)
    data = {"agency": agency.pk, "value": "15", "from_on": "2020-01-01", "source": "文件甲"}
    response = client.post("/settings-register/test.days/", data)
    assert response.status_code == 422
    assert "文件甲" in response.content.decode()


def test_a_setting_that_nobody_declared_is_not_there(client, administrator):
    client.force_login(administrator, backend=BACKEND)
    assert client.get("/settings-register/no.such/").status_code == 404


def test_anothers_agency_cannot_be_chosen(client, agency, administrator):
    other = AgencyFactory()
    client.force_login(administrator, backend=BACKEND)
    data = {"agency": other.pk, "value": "15", "from_on": clock.today().isoformat(), "source": "文件"}
    assert client.post("/settings-register/test.days/", data).status_code == 422
    assert other.name not in client.get(f"/settings-register/?agency={other.pk}").content.decode()


def test_what_agencies_are_supervised_by_is_set_from_the_government(client, administrator, agency):
    county = AgencyFactory(kind="government", name="县政府")
    agency.parent = county
    agency.save()
    bureau = AgencyFactory(parent=agency)
    with pytest.raises(SettingOfSupervisor):
        put(agency, administrator, code="test.alarm")
    with pytest.raises(SettingOfSupervisor):
        put(bureau, administrator, code="test.alarm")
    above = officer(county, "system")
    for at in (county, agency):
        assert put(at, above, code="test.alarm").value == 9
    client.force_login(administrator, backend=BACKEND)
    page = client.get(f"/settings-register/test.alarm/?agency={agency.pk}")
    assert page.status_code == 200
    assert "form" not in page.context
    assert client.post("/settings-register/test.alarm/", {"agency": agency.pk, "value": 8}).status_code == 403
    client.force_login(above, backend=BACKEND)
    assert (
        client.get(f"/settings-register/test.alarm/?agency={agency.pk}").context["form"]["agency"].initial == agency.pk
    )
