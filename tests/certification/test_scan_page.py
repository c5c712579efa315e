"""The page that a scan opens: small, whole without a script, and clear in each state, in both languages."""

import re
from itertools import product

import pytest
from django.test import Client

from certification import verification
from certification.scan.words import OF_PHONES, REASONS, WORDS
from certification.verification import Answer, Card
from certification.views import answer
from enforcement import clock
from enforcement.organisation.models import ParameterValue
from tests.factories.certification import an_officer
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
LIMIT = 8 * 1024
TODAY = clock.today()
LONGEST = Card(
    number="9" * 32, name="阿" * 25, agency_name="市" * 70, fields=("housing", "township", "resources"), area="乐" * 60,
    valid_from=TODAY, valid_to=TODAY, photo_sha256="a" * 64, digits="1", phone="0534-12345678", agency_en="B" * 120,
    status=None, since=None, contact="0534-87654321", phone_id=None,
    withdrawn_at=None,
)  # fmt: skip
STATES = [(state, "") for state in WORDS if state not in OF_PHONES] + [("expired", "device_code")]
STATES += [("ended", "phone_withdrawn")]
STATES += [("unknown", reason) for reason in REASONS] + [("ended", why) for why in ("revoked", "cancelled", "lost")]


def page(state: str, reason: str, *, language: str = "en", card: Card | None = LONGEST, live: str = "") -> str:
    found = Answer(state, card, reason, photo_proven=True, live=live)
    return answer.render(found, language=language, care=False, switch="?lang=en", larger="?care=1")


@pytest.mark.parametrize(("language", "live"), list(product(("en", "zh-hans"), ("9" * 610, ""))))
def test_no_page_in_any_state_is_larger_than_8_kb(language: str, live: str) -> None:
    sizes = [len(page(*each, language=language, live=live).encode()) for each in STATES]
    assert max(sizes) <= LIMIT
    assert min(sizes) > 1000


def test_every_state_has_its_colour_its_shape_and_its_word() -> None:
    seen = {}
    for state, reason in STATES:
        html = page(state, reason)
        tone, shape, title = re.search(r'class="state (\w+)">(<svg.*?</svg>)\s*<h1>(.*?)</h1>', html).groups()
        seen[state, reason] = tone
        assert title
        assert ("circle" in shape) == (tone == "ok")
    assert {key for key, tone in seen.items() if tone == "ok"} == {("valid", "")}
    assert seen["screenshot", ""] == seen["expired", "device_code"] == "warn"
    assert {seen[each] for each in STATES if each[0] in {"suspended", "ended", "superseded", "not_yet"}} == {"stop"}


def test_a_withdrawn_key_is_named_as_such() -> None:
    assert "withdrawn" in page("unknown", "key_compromised", card=None)
    assert "已作废" in page("unknown", "key_compromised", card=None, language="zh-hans")


def test_nothing_on_the_page_needs_a_script(client: Client) -> None:
    html = client.get(f"/v/{an_officer(an_agency()).credentials.get().digits}?lang=en").content.decode()
    scripts = re.findall(r"<script[^>]*>", html)
    assert len(scripts) == 1
    assert 'type="module"' in scripts[0]
    assert 'id="kept" hidden' in html


def test_care_mode_is_a_link_and_follows_the_choice_made_elsewhere(client: Client) -> None:
    digits = an_officer(an_agency()).credentials.get().digits
    plain = client.get(f"/v/{digits}").content.decode()
    assert 'class="care"' not in plain
    assert 'href="?care=1"' in plain
    assert 'class="care"' in client.get(f"/v/{digits}?care=1").content.decode()
    client.cookies["care"] = "1"
    assert 'class="care"' in client.get(f"/v/{digits}").content.decode()
    assert 'href="?care=0"' in client.get(f"/v/{digits}").content.decode()


def test_whom_to_call_is_the_number_of_the_nearest_agency_that_set_one(
    client: Client, django_assert_num_queries
) -> None:
    county = an_agency("乐陵市人民政府")
    bureau = an_agency("乐陵市水利局", parent=county)
    digits = an_officer(bureau, name="周海涛").credentials.get().digits
    assert "tel:12345" in client.get(f"/v/{digits}").content.decode()
    said = {"code": "credential.supervisor_phone", "source": "文件", "set_by": "某", "set_at": clock.now()}
    ParameterValue.objects.create(agency=county, value="0534-1111111", from_on=TODAY, **said)
    verification.signing.public_keys()
    with django_assert_num_queries(1):
        assert "tel:0534-1111111" in client.get(f"/v/{digits}").content.decode()
    ParameterValue.objects.create(agency=bureau, value="0534-2222222", from_on=TODAY, **said)
    assert "tel:0534-2222222" in client.get(f"/v/{digits}").content.decode()
    assert "tel:12345" in client.get("/v/123").content.decode()
