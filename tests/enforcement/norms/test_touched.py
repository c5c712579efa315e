"""What amendments touch: charts through their steps; and the pages that say so."""

from datetime import date

import pytest
from django.urls import reverse

from enforcement.norms.models import Norm
from enforcement.norms.queries import confirmed
from enforcement.norms.touched import all_touched, touched_by
from tests.factories.flowcharts import a_person, an_agency, ship_one
from tests.factories.norms import a_norm, a_version

pytestmark = pytest.mark.django_db
LAW = "中华人民共和国行政处罚法"
TODAY = date(2026, 6, 1)


@pytest.fixture
def law():
    """The law of penalties with an amendment after the chart was published (2026-02-02)."""
    ship_one(an_agency(), "S")
    norm = a_norm(LAW)
    a_version(norm, date(2021, 7, 15))
    a_version(norm, date(2026, 5, 1), amended=["第六十九条"])
    return norm


def kinds(found):
    return {(one.what, one.resting.kind) for one in found if one.resting.kind == "Flowchart"}


def test_a_chart_that_cites_an_amended_article_is_found_with_its_steps(law, settings):
    settings.LANGUAGE_CODE = "en"
    (found,) = [t for t in touched_by(confirmed().get(pk=law.pk), TODAY) if t.resting.public and t.what == "amended"]
    assert found.articles == "第69条"
    assert found.where == "S06"
    assert found.resting.url == reverse("procedure", args=[found.resting.url.strip("/").split("/")[-1]])


def test_an_amendment_that_is_still_to_come_is_told_ahead(law):
    ahead = [t for t in all_touched(date(2026, 4, 1)) if t.resting.public]
    assert {t.what for t in ahead} == {"coming"}
    after = [t for t in all_touched(TODAY) if t.resting.public]
    assert {t.what for t in after} == {"amended"}


def test_the_public_sees_what_is_confirmed_and_public_only(law, client):
    hidden = a_norm("草案")
    a_version(hidden, date(2026, 1, 1), confirmed=False)
    text = client.get(reverse("norm_list")).content.decode()
    assert LAW in text
    assert "草案" not in text
    assert client.get(reverse("norm", args=[hidden.pk])).status_code == 404
    page = client.get(reverse("norm", args=[law.pk])).content.decode()
    assert "/exams/" not in page
    assert client.get(reverse("norm_touched")).status_code in {302, 403}


def test_the_keeper_registers_confirms_and_sees_everything(client):
    office = an_agency()
    clerk, other = a_person("review", agency=office), a_person("supervise", agency=office)
    client.cookies["language"] = "en"
    client.force_login(clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    facts = {
        "title": "示例市办法", "level": "normative", "issuer": "示例市人民政府", "label": "公布",
        "document_number": "示例〔2026〕1号", "published_on": "2026-01-05", "published_in": "公报", "from_on": "2026-02-01",
    }  # fmt: skip
    refused = client.post(reverse("norm_new"), facts)
    assert refused.status_code == 422
    assert "示例市人民政府" in refused.content.decode()
    full = facts | {"registration_number": "LLDR-2026-0010001", "until_on": "2030-01-31"}
    assert client.post(reverse("norm_new"), full).status_code == 303
    norm = Norm.objects.get()
    version = norm.versions.get()
    assert client.post(reverse("norm_confirm", args=["version", version.pk])).status_code == 403
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "waits to be confirmed" in client.get(reverse("norm", args=[norm.pk])).content.decode()
    assert reverse("norm", args=[norm.pk]) in client.get(reverse("desk")).content.decode()
    assert client.post(reverse("norm_confirm", args=["version", version.pk])).status_code == 302
    assert "in force" in client.get(reverse("norm_list"), {"state": "in_force"}).content.decode()
    assert "示例市办法" not in client.get(reverse("norm_list"), {"state": "expired"}).content.decode()
