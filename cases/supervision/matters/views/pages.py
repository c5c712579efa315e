"""The supervisors' pages: the list, one matter with what is to be done, an act on it, a paper."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.papers import bytes_of
from cases.supervision.matters.access import (
    agencies_of,
    letter_for,
    matter_for,
    matters_for,
    sees_letters,
    sees_matters,
    watched,
)
from cases.supervision.matters.acting import GOVERN, SUPERVISE, open_act, open_step
from cases.supervision.matters.close_matter import still_to_correct
from cases.supervision.matters.deeds import DEEDS, Deed
from cases.supervision.matters.kinds import KINDS
from cases.supervision.matters.models import Correction, Matter, MatterPaper
from cases.supervision.matters.queries import light, step_title, turn, with_step
from cases.supervision.matters.supervisors import governs
from cases.supervision.matters.telling import happened, picture
from cases.supervision.matters.views.listed import lister
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, OutOfOrder
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page


class NoLongerOffered(OutOfOrder):
    """Refuse what somebody else did meanwhile, or what this person may not do on the matter now."""

    sentence = gettext_lazy("This is not to be done on the matter now: somebody may have done it, or it is not yours.")
    remedy = gettext_lazy("Open the matter again: it shows what is to be done next and by whom.")


@require_safe
@allow(sees_matters)
def matters(request: HttpRequest) -> HttpResponse:
    """List the matters that the person may see."""
    listing = lister(list(watched(request))).page(request, with_step(matters_for(request)))
    may = watched(request, "supervise").exists()
    return render(
        request, "supervision/matters/list.html", {"listing": listing, "may": may, "kinds": list(KINDS.values())}
    )  # fmt: skip


@require_safe
@allow(sees_matters)
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a matter: what is to be done, its letters, what must be corrected, and all that happened."""
    found = matter_for(request, pk)
    row = with_step(Matter.objects.filter(pk=pk)).get()
    deeds = offered(request, found)
    first = next((name for name, deed in deeds if deed.main), "measure")
    return render(request, "supervision/matters/matter.html", {
        "matter": found, "row": row, "step": step_title(row) or turn(row), "light": light(row), "turn": turn(row),
        "deeds": sorted(deeds, key=lambda pair: pair[0] != first),
        "first": first, "letters": found.letters.all(), "measures": found.measures.all(),
        "corrections": found.corrections.all(), "consequences": found.consequences.select_related("person"),
        "supervises": watched(request, SUPERVISE).filter(pk=found.agency_id).exists(),
        "recusals": found.recusals.all(), "papers": found.papers.all(), "entries": happened(found),
        "picture": picture(found), "left": left_over(request, found),
        "own_letter": row.step_act == "recheck_objection" and issued_it(request, found),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(sees_matters)
def do(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do an act on a matter."""
    found = matter_for(request, pk)
    deed = dict(offered(request, found)).get(name)
    if deed is None:
        if name not in DEEDS or not held(request, found)[DEEDS[name].duty]:
            raise NotFound
        if request.method != "POST":  # the page was left open, or kept as a bookmark
            return redirect(found)
        raise NoLongerOffered
    return act_page(
        request, form_class=deed.form, form_arguments={"matter": found, "step": open_step(found)},
        act=partial(deed.do, matter_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=found.get_absolute_url(),
        done="" if name == "close" else _("Done: %(what)s. What comes next stands below.") % {"what": deed.title},
        context={"heading": deed.title, "lead": f"{found.number} · {found.title}", "submit": deed.title,
                 "back_url": found.get_absolute_url(), "back_text": found.number},
    )  # fmt: skip


@require_safe
@allow(sees_letters)
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Answer with a paper of a matter: the organ reads those of the letters to it."""
    kept = MatterPaper.objects.filter(pk=paper_id).first()
    if kept is None:
        raise NotFound
    if not matters_for(request).filter(pk=kept.matter_id).exists():
        letter_for(request, kept.letter_id or 0)
    response = HttpResponse(bytes_of(kept.sha256), content_type=kept.media_type)
    response["Content-Disposition"] = "inline"
    return response


def offered(request: HttpRequest, found: Matter) -> list[tuple[str, Deed]]:
    """Return the acts that the person may do now; none for a supervisor who was recused."""
    act = open_act(found)
    if not act or found.recusals.filter(person=person_of(request)).exists():
        return []
    holds, mine = held(request, found), issued_it(request, found)
    return [(name, deed) for name, deed in DEEDS.items()
            if act in deed.steps and holds[deed.duty] and deed.offered(found)
            and not (name == "recheck" and mine)]  # fmt: skip


def left_over(request: HttpRequest, found: Matter) -> list[Correction]:
    """Return what a supervisor must account for before the matter can be closed, once it is to be closed."""
    closing = open_act(found) == "close_matter" and held(request, found)[SUPERVISE]
    return list(still_to_correct(found)) if closing else []


def held(request: HttpRequest, found: Matter) -> dict[str, bool]:
    """Return which of the duties on a matter the person holds."""
    return {
        SUPERVISE: agencies_of(request, SUPERVISE).filter(pk=found.agency_id).exists(),
        GOVERN: governs(person_of(request).pk, found.agency),
    }


def issued_it(request: HttpRequest, found: Matter) -> bool:
    """Return whether the person issued the letter whose objection is to be re-checked."""
    return found.letters.filter(settled_on__isnull=True, issued_by=person_of(request)).exists()
