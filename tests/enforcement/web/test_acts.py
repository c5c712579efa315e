"""A page that does one act: nothing typed is lost, and a form sent twice acts once."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.urls import path

from enforcement.access import allow, public
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.urls import urlpatterns as of_the_site
from enforcement.web.acts import REMEMBERED, act_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
DONE: list[dict] = []


class Note(forms.Form):
    text = forms.CharField(label="Text", max_length=20)
    day = forms.DateField(label="Day", required=False)


class Unwelcome(Refusal):
    sentence = "That text is unwelcome."
    article = "《测试法》第一条"
    remedy = "Write another."


def write(*, text, day):
    if text == "slow":
        time.sleep(0.4)
    known = {
        "unwelcome": Unwelcome(),
        "field": Unwelcome(field="text"),
        "forbidden": NotAllowed(),
        "gone": NotFound(),
    }
    if text in known:
        raise known[text]
    DONE.append({"text": text, "day": day})
    return len(DONE)


@allow(public)
def page(request):
    return act_page(
        request,
        form_class=Note,
        act=write,
        success_url=lambda n: f"/?written={n}",
        done=lambda n: f"Note {n}",
        initial={"text": "first words"},
        context={"heading": "Write a note", "submit": "Write"},
    )


@allow(public)
def page_once(request):
    if DONE:
        raise NotFound
    return page(request)


urlpatterns = [path("note/", page, name="note"), path("once/", page_once), *of_the_site]


@pytest.fixture(autouse=True)
def _nothing_done():
    DONE.clear()


def sent(client, **data):
    return client.post("/note/", {"act_id": uuid.uuid4().hex, **data})


def test_the_page_shows_the_form_with_its_id_and_what_it_begins_with(client):
    response = client.get("/note/")
    html = response.content.decode()
    assert response.status_code == 200
    assert 'name="act_id"' in html
    assert "first words" in html
    assert "data-keep=" in html


def test_each_page_has_an_id_of_its_own(client):
    assert client.get("/note/").context["act_id"] != client.get("/note/").context["act_id"]


def test_success_goes_on_with_303_and_says_so(client):
    client.get("/note/")
    response = sent(client, text="hello", day="2026-11-03")
    assert (response.status_code, response.url) == (303, "/?written=1")
    assert DONE[0]["day"].isoformat() == "2026-11-03"
    following = client.get(response.url).content.decode()
    assert "Note 1" in following
    assert 'data-done="act-' in following


def test_a_wrong_form_answers_422_and_keeps_what_was_typed(client):
    client.get("/note/")
    response = sent(client, text="x" * 30, day="yesterday-ish")
    html = response.content.decode()
    assert response.status_code == 422
    assert "x" * 30 in html
    assert "yesterday-ish" in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_text_error"' in html
    assert DONE == []


@pytest.mark.parametrize(("text", "status"), [("unwelcome", 409), ("field", 422), ("forbidden", 403)])
def test_a_refusal_keeps_what_was_typed(client, text, status):
    client.get("/note/")
    response = sent(client, text=text)
    assert response.status_code == status
    assert f'value="{text}"' in response.content.decode()
    assert DONE == []


def test_a_refusal_names_the_article_and_what_to_do(client):
    client.get("/note/")
    html = sent(client, text="unwelcome").content.decode()
    assert "That text is unwelcome." in html
    assert "《测试法》第一条" in html
    assert "Write another." in html


def test_a_refusal_of_a_field_stands_at_the_field(client):
    client.get("/note/")
    response = sent(client, text="field")
    assert "That text is unwelcome." in str(response.context["form"].errors["text"])
    assert response.context["refusal"] is None


def test_what_one_may_not_know_of_answers_404(client):
    client.get("/note/")
    assert sent(client, text="gone").status_code == 404


def test_the_same_form_sent_twice_acts_once(client):
    act_id = client.get("/note/").context["act_id"]
    first = client.post("/note/", {"act_id": act_id, "text": "once"})
    second = client.post("/note/", {"act_id": act_id, "text": "once"})
    assert first.url == second.url
    assert second.status_code == 303
    assert len(DONE) == 1


def test_a_form_sent_twice_goes_on_though_its_page_is_no_longer_offered(client):
    sending = {"act_id": client.get("/once/").context["act_id"], "text": "once"}
    first, second = client.post("/once/", sending), client.post("/once/", sending)
    assert (second.status_code, second.url, len(DONE)) == (303, first.url, 1)
    assert client.post("/once/", {**sending, "act_id": uuid.uuid4().hex}).status_code == 404


def test_a_refused_form_may_be_sent_again_with_the_same_id(client):
    act_id = client.get("/note/").context["act_id"]
    client.post("/note/", {"act_id": act_id, "text": "unwelcome"})
    assert client.post("/note/", {"act_id": act_id, "text": "welcome"}).status_code == 303
    assert len(DONE) == 1


def test_another_persons_session_does_not_share_the_id(client):
    act_id = client.get("/note/").context["act_id"]
    client.post("/note/", {"act_id": act_id, "text": "mine"})
    other = Client()
    other.get("/note/")
    other.post("/note/", {"act_id": act_id, "text": "theirs"})
    assert [row["text"] for row in DONE] == ["mine", "theirs"]


def test_only_the_last_acts_are_remembered(client):
    client.get("/note/")
    for number in range(REMEMBERED + 5):
        sent(client, text=f"n{number}")
    assert len(client.session["acts_done"]) == REMEMBERED


@pytest.mark.parametrize("act_id", ["", "not-an-id", "' OR 1=1"])
def test_a_form_with_no_usable_id_is_done_all_the_same(client, act_id):
    assert client.post("/note/", {"act_id": act_id, "text": "plain"}).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_a_double_click_acts_once():
    client = Client()
    act_id = client.get("/note/").context["act_id"]
    cookies = client.cookies["sessionid"].value

    def click(_number):
        try:
            own = Client()
            own.cookies["sessionid"] = cookies
            return own.post("/note/", {"act_id": act_id, "text": "slow"}).url
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        went = set(pool.map(click, range(3)))
    assert went == {"/?written=1"}
    assert len(DONE) == 1
