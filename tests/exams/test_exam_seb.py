"""The Safe Exam Browser: hashes, configuration files and their key, the page that explains, the proof by script."""

import contextlib
import gzip
import hashlib
import json
import plistlib
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enforcement import clock
from enforcement.ledger.models import Entry
from exams.models import BrowserConfig, Candidate, Session, SittingEvent
from exams.proctoring import browser, seb, seb_file
from tests.factories.exams import a_county, an_officer, an_open_session, now_session_facts, sitting_of
from tests.factories.exams_proctoring import a_room, an_intervention, place

KEY, OTHER = "81" * 32, "af" * 32
URL = "https://example.test/exams/mine/7/"
hexes = st.binary(min_size=32, max_size=32).map(bytes.hex)
plain = st.text(st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=("Cc", "Cs")), max_size=12)
leaves = st.one_of(
    st.booleans(),
    st.integers(-(2**31), 2**31),
    plain,
    st.binary(max_size=8),
    st.datetimes().map(lambda d: d.replace(microsecond=0)),
)
settings_ = st.dictionaries(
    st.text("abcdefgXYZ", min_size=1, max_size=6),
    st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abC", min_size=1), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=6,
)


@given(st.lists(hexes, min_size=1, max_size=4), st.integers(0, 3))
def test_the_hash_of_any_of_the_keys_is_accepted_in_either_case(keys, which):
    given_ = seb.hash_for(URL, keys[which % len(keys)])
    assert seb.accepts(URL, given_.upper(), keys)
    assert seb.accepts(f"{URL}#question-3", given_, keys)


@given(hexes, st.text(max_size=80))
def test_no_other_text_and_no_other_address_is_accepted(key, text):
    assert seb.accepts(URL, text, [key]) is (text.strip().lower() == hashlib.sha256((URL + key).encode()).hexdigest())
    assert not seb.accepts("https://elsewhere.test/exams/mine/7/", seb.hash_for(URL, key), [key])
    assert not seb.accepts(URL, seb.hash_for(URL, key), [])


@pytest.mark.parametrize(
    ("header", "old", "finding"),
    [
        (seb.hash_for(URL, KEY), "", "ok"),
        ("", "", "missing"),
        (" ", "ab" * 32, "old"),
        ("not a hash", "", "malformed"),
        (seb.hash_for("http://10.1.1.1/exams/mine/7/", KEY), "", "other_address"),
        (seb.hash_for(URL, OTHER), "", "other_key"),
    ],
)
def test_what_is_wrong_has_a_name(header, old, finding):
    others = ["http://10.1.1.1/exams/mine/7/"]
    assert seb.diagnose(url=URL, header_hash=header, old_hash=old, others=others, keys=[OTHER[::-1], KEY]) == finding


def test_the_canonical_text_follows_the_published_example():
    settings = {
        "originatorVersion": "SEB_OSX_3.0",
        "allowWlan": False,
        "additionalResources": [],
        "browserMessagingSocket": "ws:\\localhost:8706",
        "AllowFlash": True,
        "exitKey1": 2,
        "empty": {},
        "inner": {"b": "网", "A": b"ab", "when": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)},
    }
    assert seb_file.canonical(settings) == (
        '{"additionalResources":[],"AllowFlash":true,"allowWlan":false,"browserMessagingSocket":"ws:\\localhost:8706",'
        '"exitKey1":2,"inner":{"A":"YWI=","b":"网","when":"2026-01-02T03:04:05+00:00"}}'
    )
    assert seb_file.config_key(settings) == hashlib.sha256(seb_file.canonical(settings).encode()).hexdigest()


@given(settings_)
def test_the_key_depends_on_the_settings_alone(settings):
    key = seb_file.config_key(settings)
    turned = dict(reversed(settings.items()))
    assert seb_file.config_key({**turned, "originatorVersion": "1", "none": {}}) == key
    assert seb_file.is_key(key)
    if settings:
        assert seb_file.config_key(seb_file.read(seb_file.write(settings))) == key
    assert seb_file.config_key({**settings, "startURL": URL}) != key


@given(settings_)
def test_the_text_is_json_with_sorted_keys_where_nothing_needs_escaping(settings):
    def parsed(pairs):
        keys = [key.casefold() for key, _value in pairs]
        assert keys == sorted(keys)
        return dict(pairs)

    json.loads(seb_file.canonical(settings), object_pairs_hook=parsed)


def test_our_own_file_opens_our_address_and_tells_its_key():
    settings = seb_file.settings_for(start_url=URL, quit_password="退出-1")
    again = seb_file.read(seb_file.write(settings))
    assert again == settings
    assert (again["startURL"], again["sendBrowserExamKey"], again["browserWindowWebView"]) == (URL, True, 3)
    assert again["hashedQuitPassword"] == hashlib.sha256("退出-1".encode()).hexdigest()
    assert "hashedQuitPassword" not in seb_file.settings_for(start_url=URL)
    assert seb_file.read(gzip.compress(seb_file.write(settings))) == settings


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"pswd1234",
        b"<plist><array/></plist>",
        plistlib.dumps({}),
        gzip.compress(b"\0" * 3 * 1024 * 1024),
        b"\x1f\x8bno gzip",
        b"x" * (1024 * 1024 + 1),
        b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "b">]><plist><dict><key>a</key><string>&a;</string></dict></plist>',
    ],
)
def test_what_is_no_plain_configuration_is_refused(data):
    with pytest.raises(seb_file.NotReadable):
        seb_file.read(data)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    with contextlib.suppress(seb_file.NotReadable):
        seb_file.read(data)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def officer(county):
    return an_officer(county.bureau, "赵一")


@pytest.fixture
def candidate(county, officer):
    session = an_open_session(county, [officer], at=clock.now(), **now_session_facts())
    Session.objects.filter(pk=session.pk).update(seb_keys=[OTHER, KEY])
    return Candidate.objects.select_related("session__exam", "sitting", "person").get(session=session)


@pytest.fixture
def request_(rf, candidate, settings):
    settings.PUBLIC_URL = "https://example.test"

    def make(path=None, **headers):
        request = rf.get(path or reverse("exam_lobby", args=[candidate.sitting.pk]), **headers)
        request.session, request.user, request.resolver_match = {}, candidate.person, None
        return request

    return make


def asked(request, candidate):
    return browser.required(request, candidate.session, candidate)


@pytest.mark.django_db
def test_a_session_without_keys_asks_nothing_and_costs_nothing(request_, candidate, django_assert_num_queries):
    candidate.session.seb_keys = []
    with django_assert_num_queries(0):
        assert asked(request_(), candidate) is None


@pytest.mark.django_db
def test_the_right_header_opens_without_a_query(request_, candidate, django_assert_num_queries):
    url = f"https://example.test{reverse('exam_lobby', args=[candidate.sitting.pk])}"
    with django_assert_num_queries(0):
        assert asked(request_(headers={seb.HEADER: seb.hash_for(url, KEY)}), candidate) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "sentence"),
    [("http://testserver", "another address"), ("https://example.test/elsewhere", "another configuration")],
)
def test_another_address_is_refused_with_what_is_wrong(request_, candidate, host, sentence):
    path = reverse("exam_lobby", args=[candidate.sitting.pk])
    given_ = seb.hash_for(f"{host}{path}", KEY)
    with translation.override("en"):
        answer = asked(request_(headers={seb.HEADER: given_}), candidate)
    assert answer.status_code == 403
    words = answer.content.decode()
    assert sentence in words
    assert f"https://example.test{path}" in words
    assert seb.hash_for(f"https://example.test{path}", KEY) not in words, "the page must not give the answer away"


@pytest.mark.django_db
def test_a_wrong_browser_is_recorded_once_a_minute(request_, candidate):
    for _ in range(3):
        assert asked(request_(), candidate).status_code == 403
    event = SittingEvent.objects.first()
    assert event.kind == "seb_refused"
    assert SittingEvent.objects.count() <= 2, "the minute may have changed once"


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["candidate", "room", "site", "session"])
def test_a_proctor_s_override_opens_for_those_it_names(request_, candidate, county, scope):
    room = a_room(county)
    place(candidate.session, room, [candidate])
    named = {
        "candidate": {},
        "room": {"candidate": None, "room": room},
        "site": {"candidate": None, "site": room.site},
        "session": {"candidate": None},
    }[scope]
    an_intervention(candidate, kind="seb_override", **named)
    assert asked(request_(), candidate) is None


@pytest.mark.django_db
def test_an_override_for_another_room_or_candidate_opens_nothing(request_, candidate, county):
    place(candidate.session, a_room(county), [candidate])
    an_intervention(candidate, kind="seb_override", candidate=None, room=a_room(county))
    an_intervention(candidate, kind="extend")
    assert asked(request_(), candidate).status_code == 403


@pytest.mark.django_db
@override_settings(PUBLIC_URL="https://example.test")
def test_a_script_proves_the_browser_for_our_address_alone(client, candidate, officer):
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    sitting = candidate.sitting.pk
    to, url = reverse("exam_browser", args=[sitting]), f"https://example.test{reverse('exam_lobby', args=[sitting])}"

    def prove(page, url, key=KEY):
        said = {"page": page, "hash": seb.hash_for(url, key)}
        return client.post(to, json.dumps(said), content_type="application/json").status_code

    assert prove("lobby", url, "cd" * 32) == 403
    assert prove("lobby", "https://elsewhere.test/") == 403
    assert prove("elsewhere", url) == 403
    assert client.post(to, b"[", content_type="application/json").status_code == 403
    assert client.post(to, b"[]", content_type="application/json").status_code == 403
    assert browser.PROOF not in client.session
    assert prove("lobby", url) == 200
    left = client.session[browser.PROOF][str(sitting)] - datetime.now(UTC).timestamp()
    assert 0 < left <= browser.PROOF_SECONDS


@pytest.mark.django_db
def test_a_proof_opens_the_page_until_it_is_old(request_, candidate):
    request = request_()
    now = int(clock.now().timestamp())
    request.session[browser.PROOF] = {str(candidate.sitting.pk): now + 30}
    assert asked(request, candidate) is None
    request.session[browser.PROOF] = {str(candidate.sitting.pk): now - 1}
    assert asked(request, candidate).status_code == 403


@pytest.mark.django_db
def test_nobody_proves_a_browser_for_somebody_else(client, candidate, county):
    client.force_login(an_officer(county.bureau), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(reverse("exam_browser", args=[candidate.sitting.pk])).status_code == 404
    assert sitting_of(candidate.session, candidate.person).pk == candidate.sitting.pk


@pytest.fixture
def administrator(client, county):
    client.cookies["language"] = "en"
    client.force_login(county.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def here(candidate):
    return reverse("exam_browser_of_session", args=[candidate.session.pk])


def keys(candidate):
    return Session.objects.get(pk=candidate.session.pk).seb_keys


@pytest.mark.django_db
@override_settings(PUBLIC_URL="https://example.test")
def test_an_administrator_makes_a_configuration_and_its_key_opens_the_exam(administrator, candidate, here):
    sent = {"required": "on", "make": "on", "quit_password": "退出-1", "more_keys": ""}
    assert administrator.post(here, sent).status_code == 303
    config = BrowserConfig.objects.get()
    assert keys(candidate) == [config.key]
    assert "退出-1" not in str(config.settings)
    file = administrator.get(reverse("exam_browser_file", args=[candidate.session.pk]))
    assert file["Content-Disposition"].endswith('.seb"')
    settings = seb_file.read(file.content)
    assert settings["startURL"] == f"https://example.test{reverse('exam_mine')}"
    assert seb_file.config_key(settings) == config.key
    assert json.loads(Entry.objects.filter(verb="exam.require_browser").last().body)["keys"] == [config.key]


@pytest.mark.django_db
def test_saving_again_without_a_password_keeps_the_one_that_was_set(administrator, candidate, here):
    sent = {"required": "on", "make": "on", "more_keys": ""}
    administrator.post(here, {**sent, "quit_password": "退出-1"})
    key = BrowserConfig.objects.get().key
    administrator.post(here, {**sent, "quit_password": ""})
    assert BrowserConfig.objects.get().key == key
    administrator.post(here, {**sent, "quit_password": "另一个"})
    assert BrowserConfig.objects.get().key != key


@pytest.mark.django_db
def test_a_file_of_one_s_own_and_keys_of_others_are_taken(administrator, candidate, here):
    own = seb_file.settings_for(start_url=URL)
    file = SimpleUploadedFile("own.seb", seb_file.write(own))
    sent = {"required": "on", "file": file, "more_keys": f"{KEY.upper()}\n\n{KEY}"}
    assert administrator.post(here, sent).status_code == 303
    assert keys(candidate) == [KEY, seb_file.config_key(own)]
    assert not BrowserConfig.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"required": "on", "more_keys": "abc"}, "64 characters"),
        ({"required": "on", "more_keys": ""}, "without any, no browser would fit"),
        ({"required": "on", "file": SimpleUploadedFile("x.seb", b"pswd")}, "no configuration that can be read"),
    ],
)
def test_what_would_shut_everybody_out_is_refused(administrator, candidate, here, sent, said):
    answer = administrator.post(here, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert keys(candidate) == [OTHER, KEY]


@pytest.mark.django_db
def test_any_browser_may_be_used_again(administrator, candidate, here):
    administrator.post(here, {"required": "on", "make": "on", "more_keys": ""})
    before = Session.objects.get(pk=candidate.session.pk).revision
    assert administrator.post(here, {"more_keys": KEY}).status_code == 303
    assert keys(candidate) == []
    assert not BrowserConfig.objects.exists()
    assert Session.objects.get(pk=candidate.session.pk).revision == before + 1


@pytest.mark.django_db
@override_settings(PUBLIC_URL="https://example.test")
def test_the_pages_of_the_exam_ask_for_the_browser(client, candidate, officer):
    client.cookies["language"] = "en"
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = reverse("exam_lobby", args=[candidate.sitting.pk])
    refused = client.get(path)
    assert refused.status_code == 403
    assert "This exam must be opened in the Safe Exam Browser." in refused.content.decode()
    assert 'data-page="lobby"' in refused.content.decode()
    right = {seb.HEADER: seb.hash_for(f"https://example.test{path}", KEY)}
    assert client.get(path, headers=right).status_code == 200
