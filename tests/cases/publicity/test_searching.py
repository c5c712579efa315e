"""Search engines: welcome where the law opens, refused elsewhere; decisions that are over answer as such."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from enforcement import clock
from enforcement.web.searching import OPENED
from tests.cases.acts import world as w
from tests.factories.cases import a_case, a_decision, a_publication
from tests.factories.publicity import a_list, an_entry


def test_robots_and_the_site_map_name_what_is_open_and_every_page_named_answers_without_a_refusal(
    client: Client, world: w.World
) -> None:
    an_entry(a_list(world.agency))
    person, firm = (a_case(world.agency, run=False) for _ in range(2))
    person.party.kind = "person"
    person.party.save()
    for case in (person, firm):
        a_decision(case)
        a_publication(case)
    robots = client.get("/robots.txt").content.decode().splitlines()
    assert robots[-2:] == ["Disallow: /", f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml"]
    assert not [line for line in robots if re.match("Allow: /(supervision|desk|people|officers|exams|publicity)", line)]
    index = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    named = []
    for file in index:
        body = client.get(file.removeprefix(settings.PUBLIC_URL)).content.decode()
        named += [path.removeprefix(settings.PUBLIC_URL) for path in re.findall("<loc>(.*?)</loc>", body)]
    assert f"/cases/decisions/{firm.pk}/" in named
    assert f"/cases/decisions/{person.pk}/" not in named
    for path in named:
        answer = client.get(path)
        assert (path, answer.status_code, answer.headers.get("X-Robots-Tag")) == (path, 200, None)
    assert len(named) >= len(OPENED) - 1  # no benchmark is issued here
    assert client.get("/sitemap/desk/1.xml").status_code == 404


@pytest.mark.parametrize(
    "path", ["/desk/", "/officers/", "/supervision/", "/complain/track/", "/powers/?page=2", "/none/", "/ui/"]
)
def test_every_other_page_is_refused(client: Client, db: None, path: str) -> None:
    assert "noindex" in client.get(path).headers["X-Robots-Tag"]


def test_a_decision_that_is_over_says_so_and_nothing_else_and_one_of_a_person_is_not_found(
    client: Client, world: w.World
) -> None:
    over, withdrawn, person = (a_case(world.agency, run=False) for _ in range(3))
    person.party.kind = "person"
    person.party.save()
    for case, facts in (
        (over, {"shown_until": clock.today() - timedelta(days=1)}),
        (withdrawn, {"withdrawn_on": date(2026, 5, 1), "withdrawal_reason": "决定已撤销"}), (person, {}),
    ):  # fmt: skip
        a_decision(case)
        a_publication(case, party_shown="甲某某", **facts)
    answer = client.get(f"/cases/decisions/{over.pk}/")
    assert answer.status_code == 410
    assert over.decision.number not in answer.content.decode()
    assert "甲某某" not in answer.content.decode()
    answer = client.get(f"/cases/decisions/{withdrawn.pk}/")
    assert "决定已撤销" in answer.content.decode()
    assert "甲某某" not in answer.content.decode()
    for case in (withdrawn, person):
        assert "noindex" in client.get(f"/cases/decisions/{case.pk}/").headers["X-Robots-Tag"]
    shown = client.get("/cases/decisions/").content.decode()
    assert over.decision.number not in shown
    assert withdrawn.decision.number in shown
