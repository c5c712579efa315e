"""The lights of a case are the same on every page: where its agency wants them to turn."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from cases.desk import to_do
from cases.queries import cases
from cases.supervision.desk.projecting import project_all
from cases.views.listing import case_light
from enforcement import clock
from enforcement.organisation.models import ParameterValue
from tests.cases.acts import world as w

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


def test_lights_in_the_list_are_those_of_the_database(world: w.World) -> None:
    case = w.registered(world)  # 15 working days from 03-10: 03-31
    project_all()
    for day, light in (
        ("03-11", "green"),
        ("03-27", "green"),
        ("03-30", "yellow"),
        ("03-31", "yellow"),
        ("04-01", "red"),
    ):
        lit = {one for one in ("red", "yellow", "green") if cases().with_light(one, w.on(day)).exists()}  # type: ignore[arg-type]
        assert lit == {light}, day
    assert case.pk


def test_lights_turn_where_the_agency_wants_on_every_page(
    client: Client, world: w.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ParameterValue.objects.create(
        agency=world.agency, code="alarm.lights.yellow_at", value="50%", from_on=w.on("03-01"), source="测试",
        set_at=w.at("03-01"),
    )  # fmt: skip
    case = w.registered(world)  # 15 working days from 03-10: half of them are used on 03-20
    project_all()
    client.force_login(world.people["lead"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for day, colour in (("03-19", "green"), ("03-20", "yellow"), ("04-01", "red")):
        monkeypatch.setattr(clock, "today", partial(w.on, day))
        assert {one.pk for one in cases().with_light(colour, w.on(day))} == {case.pk}, day  # type: ignore[arg-type]
        assert case_light(cases().listed().get(), w.on(day)) == colour
        context = client.get(reverse("case", args=[case.pk])).context
        assert [step.light for step in context["next"]] == [colour]
        step = client.get(context["next"][0].url).context
        assert step["light"] == colour
        request = RequestFactory().get("/")
        request.user = world.people["third"]
        assert [item.light for item in to_do(request)] == [colour]
