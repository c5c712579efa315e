"""The public home, the desk, the gallery, the switches, the pages of errors."""

import pytest
from django.test import RequestFactory

from enforcement.site.views.failure import server_error
from enforcement.web import navigation, worklist
from enforcement.web.worklist import ToDo
from tests.factories.organisation import AgencyFactory, officer

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_the_public_home_asks_the_three_questions(client):
    html = text(client.get("/"))
    for words in ("核验执法人员", "查看执法程序", "查询执法决定", 'name="number"', "12345"):
        assert words in html


def test_the_public_home_names_the_supervisors_number(client):
    AgencyFactory(kind="justice", phone="0534-0000000")
    assert "tel:0534-0000000" in text(client.get("/"))


def test_chinese_is_the_default_whatever_the_browser_says(client):
    assert 'lang="zh-Hans"' in text(client.get("/", HTTP_ACCEPT_LANGUAGE="en"))


def test_english_is_chosen_and_kept(client):
    response = client.post("/language/", {"language": "en", "next": "/ui/"})
    assert (response.status_code, response.url) == (302, "/ui/")
    html = text(client.get("/"))
    assert 'lang="en"' in html
    assert "Is this officer genuine?" in html


def test_care_mode_is_turned_on_kept_and_turned_off(client):
    response = client.post("/care-mode/", {"care": "1", "next": "/ui/"})
    assert response.url == "/ui/"
    assert 'class="care"' in text(client.get("/"))
    client.post("/care-mode/", {"care": "0", "next": "/"})
    assert 'class="care"' not in text(client.get("/"))


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_a_switch_leads_nowhere_else(client, following):
    assert client.post("/care-mode/", {"care": "1", "next": following}).url == "/"
    assert client.get("/care-mode/").status_code == 405


def test_the_desk_asks_for_a_sign_in(client):
    assert client.get("/desk/").url == "/account/login/?next=/desk/"


def test_the_desk_shows_the_most_urgent_first(client, monkeypatch):
    items = [ToDo("Green thing", "/g/", light="green"), ToDo("Red thing", "/r/", subject="A case", light="red")]
    monkeypatch.setattr(worklist, "_sources", {"test": lambda request: items})
    client.force_login(officer(AgencyFactory()), backend="allauth.account.auth_backends.AuthenticationBackend")
    html = text(client.get("/desk/"))
    assert html.index("Red thing") < html.index("Green thing")
    assert "已超期" in html


def test_an_empty_desk_says_so(client, monkeypatch):
    monkeypatch.setattr(worklist, "_sources", {})
    client.force_login(officer(AgencyFactory()), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "没有待办事项" in text(client.get("/desk/"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_gallery_shows_every_part(client, language):
    client.cookies["language"] = language
    response = client.get("/ui/")
    assert response.status_code == 200
    assert text(response).count('class="specimen"') == 12


def test_the_menu_shows_only_what_one_may_open(client):
    html = text(client.get("/"))
    assert 'href="/people/"' not in html
    agency = AgencyFactory()
    client.force_login(officer(agency, "system"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert 'href="/people/"' in text(client.get("/"))


def test_the_menu_begins_where_a_person_works_most(client):
    agency = AgencyFactory()
    for duty, first in (("handle", "work"), ("supervise", "supervise"), ("system", "manage")):
        client.force_login(officer(agency, duty), backend="allauth.account.auth_backends.AuthenticationBackend")
        response = client.get("/desk/")
        parts = [section.code for section, _is_open in response.context["menu"]]
        assert (parts[0], parts[1], parts[-2:]) == ("top", first, ["own", "public"]), duty
        assert next(part.code for part in response.context["parts"]) == first
        assert ('id="top-find"' in text(response)) == (duty != "system")


def test_the_part_for_everyone_opens_on_its_own_pages(client):
    client.force_login(officer(AgencyFactory()), backend="allauth.account.auth_backends.AuthenticationBackend")
    for url, is_open in (("/desk/", False), ("/procedures/", True)):
        menu = {section.code: opened for section, opened in client.get(url).context["menu"]}
        assert menu["public"] is is_open


def test_the_public_menu_is_one_row_and_the_rest_under_more(client):
    ((section, _is_open),) = client.get("/").context["menu"]
    assert [entry.url_name for entry in section.at_once][:2] == ["home", "verify_number"]
    assert [*section.at_once, *section.more] == section.entries
    assert text(client.get("/")).count("menu-more") == 1


def test_every_entry_of_the_menu_leads_somewhere():
    for entry in navigation._entries.values():
        assert entry.url.startswith("/")


def test_an_address_that_leads_nowhere_says_what_to_do(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "没有找到" in text(response)
    assert response["X-Request-Id"] in text(response)


def test_an_unexpected_error_shows_its_number_and_nothing_more():
    request = RequestFactory().get("/")
    request.id = "abc123"
    response = server_error(request)
    assert response.status_code == 500
    assert "abc123" in text(response)


def test_signing_in_lists_nothing_unless_in_a_demonstration(client, settings):
    settings.DEMO = False
    assert "sign-ins" not in text(client.get("/account/login/"))


def test_one_signs_in_changes_the_page_and_signs_out(client):
    person = officer(AgencyFactory())
    response = client.post("/account/login/", {"login": person.username, "password": "right-Password-1"})
    assert response.url == "/desk/"
    for address in ("/account/password/change/", "/account/2fa/", "/account/logout/", "/account/reauthenticate/"):
        assert client.get(address).status_code == 200, address
    assert client.post("/account/logout/").url == "/"
