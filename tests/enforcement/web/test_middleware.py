"""The chain around every page: deny by default, refusals as pages, the request's id, the language."""

import logging

import pytest
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from enforcement.access import Rule, allow, public, signed_in
from enforcement.errors import Invalid, NotFound, Refusal, TooMany
from tests.factories.organisation import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class NotRipe(Refusal):
    sentence = "It is not ripe."
    article = "第一条"
    remedy = "Wait."


def raising(what):
    @allow(public)
    def view(request):
        raise what

    return view


@allow(public)
def said(request):
    return HttpResponse(translation.get_language())


def unmarked(request):
    return HttpResponse("open to nobody")


handler404 = "enforcement.web.views.not_found"
urlpatterns = [
    path("asked/<str:what>/", allow(public)(lambda request, what: HttpResponse(repr([what, request.GET.dict()])))),
    path("public/", said),
    path("unmarked/", unmarked, name="unmarked"),
    path("mine/", allow(signed_in)(lambda request: HttpResponse("mine"))),
    path("never/", allow(Rule("never", lambda request: False))(lambda request: HttpResponse("never"))),
    path("unripe/", raising(NotRipe())),
    path("field/", raising(NotRipe(field="fruit"))),
    path("invalid/", raising(Invalid())),
    path("many/", raising(TooMany())),
    path("gone/", raising(NotFound())),
    path("http404/", raising(Http404("case 12 of another agency"))),
    path("broken/", raising(ZeroDivisionError())),
    path("account/login/", said, name="account_login"),
]


@pytest.fixture(autouse=True)
def _bare_pages(settings, tmp_path):
    """Pages of one line: what these tests ask of is the chain, not the design."""
    folder = tmp_path / "errors"
    folder.mkdir()
    line = "{{ status }}|{{ refusal }}|{{ refusal.article }}|{{ refusal.remedy }}"
    (folder / "refusal.html").write_text("page|" + line, encoding="utf-8")
    (folder / "_refusal.html").write_text("fragment|" + line, encoding="utf-8")
    (tmp_path / "500.html").write_text("something went wrong", encoding="utf-8")
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path], "OPTIONS": {}}
    ]
    settings.LANGUAGE_COOKIE_NAME = "language"


@pytest.fixture
def member(client):
    client.force_login(PersonFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_page_without_a_rule_opens_to_nobody_and_the_log_says_which(member, caplog):
    with caplog.at_level(logging.ERROR, "enforcement"):
        assert member.get("/unmarked/").status_code == 403
    assert "no access rule on /unmarked/" in caplog.text


def test_a_visitor_is_led_to_the_sign_in_and_back(client):
    answer = client.get("/mine/?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/mine/%3Fpage%3D2")


def test_a_rule_that_passes_opens_and_one_that_does_not_refuses(member):
    assert member.get("/mine/").content == b"mine"
    assert member.get("/never/").status_code == 403


def test_a_refusal_is_a_page_with_its_sentence_article_and_remedy(client):
    answer = client.get("/unripe/")
    assert (answer.status_code, answer.content.decode()) == (409, "page|409|It is not ripe.|第一条|Wait.")


def test_htmx_gets_the_refusal_as_a_fragment_beside_the_form(client):
    answer = client.get("/unripe/", headers={"HX-Request": "true"})
    assert answer.content.decode().startswith("fragment|409|")
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#refusal", "innerHTML")


@pytest.mark.parametrize(("address", "status"), [("/field/", 422), ("/invalid/", 422), ("/gone/", 404)])
def test_the_kind_of_refusal_is_the_status(client, address, status):
    assert client.get(address).status_code == status


def test_too_many_says_when_to_come_again(client):
    answer = client.get("/many/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_what_one_may_not_see_answers_exactly_as_what_is_not_there(member):
    hidden, missing, nowhere = (member.get(address) for address in ("/gone/", "/http404/", "/no/such/page/"))
    assert {hidden.status_code, missing.status_code, nowhere.status_code} == {404}
    assert hidden.content == missing.content == nowhere.content
    assert "agency" not in missing.content.decode()


def test_an_error_shows_nothing_and_is_logged(caplog):
    client = Client(raise_request_exception=False)
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert b"ZeroDivision" not in answer.content
    assert "ZeroDivisionError" in caplog.text


def test_each_answer_carries_an_id_of_its_own(client):
    first, second = client.get("/public/")["X-Request-Id"], client.get("/unripe/")["X-Request-Id"]
    assert len(first) == 12
    assert first != second


@pytest.mark.parametrize(
    ("cookie", "header", "language"),
    [(None, "en", "zh-hans"), ("en", "", "en"), ("zh-hans", "en", "zh-hans"), ("tlh", "", "zh-hans")],
)
def test_the_language_is_chinese_unless_one_chose_another(client, cookie, header, language):
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get("/public/", headers={"accept-language": header})
    assert answer.content.decode() == language
    assert answer["Content-Language"] == language


def test_a_form_of_a_session_that_ended_is_refused_with_what_to_do():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/public/")
    assert answer.status_code == 403
    assert answer.content.decode().startswith("page|403|")


def test_nothing_inline_may_run(client):
    policy = client.get("/public/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_character_0_of_an_address_reaches_no_view(client):
    answer = client.get("/asked/a%00b/", QUERY_STRING="q=x%0%000y&%00=1").content.decode()
    assert answer == "['ab', {'q': 'xy', '': '1'}]"
