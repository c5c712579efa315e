"""What stands beside an application: its levels, objections, the way back and the hand-over."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from certification.lifecycle.drawn import picture
from certification.lifecycle.levels import level_of, levels_of, stands_at, was_returned
from certification.lifecycle.parameters import ISSUED_BY
from certification.models import Application, HandedOver
from enforcement import clock
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.parameters import value


def may_review(row: Application, person_id: int) -> bool:
    """Return whether a person may review at the level whose turn it is: of its agency, and at no other level before."""
    level, _last = level_of(row, clock.today())
    if row.reviews.filter(by_id=person_id).exclude(level=level.number).exists():
        return False
    return holds(person_id=person_id, duty="examine", agency=level.agency or row.agency)


def beside(row: Any, *, held: frozenset[str]) -> dict[str, Any]:
    """Return the facts for the page; ``row`` has the open step as the list of applications annotates it."""
    today = clock.today()
    reviews = list(row.reviews.select_related("by"))
    open_now = row.closed_at is None
    away = open_now and row.step_act == "issue" and value(ISSUED_BY, agency=row.agency, on=today) == "province"
    back = open_now and row.step_act == "examine_application" and "apply" in held and was_returned(row)
    return {
        "reviews": reviews,
        "levels": levels_of(row.agency, today),
        "turn": stands_at(reviews),
        "reviewing": open_now and row.step_act in {"announce_applicant", "review_application"},
        "objections": list(row.objections_received.all()),
        "may_answer": "examine" in held,
        "correct_url": reverse("credential_correct", args=[row.pk]) if back else "",
        "handing_url": reverse("credential_handing") if away and held & {"examine", "issue"} else "",
        "handed": HandedOver.objects.filter(application=row).select_related("package").first() if away else None,
        "picture": picture(row.run),
    }
