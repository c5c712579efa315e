"""The pages on which charts are drawn."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.flowcharts import conditions
from enforcement.flowcharts.access import drafts_of, may_draft
from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.change import discard
from enforcement.flowcharts.editor.forms import BeginForm, KeepForm, version_asked
from enforcement.flowcharts.editor.held import graph_of, open_sketches
from enforcement.flowcharts.editor.keep import keep
from enforcement.flowcharts.editor.models import Sketch
from enforcement.flowcharts.editor.page import WHOLE, context
from enforcement.flowcharts.views.public import language
from enforcement.flowcharts.views.staff import address
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page


def sketch_of(request: HttpRequest, sketch_id: int) -> Sketch:
    """Return a sketch that the person may draw on.

    Raises:
        NotFound: for another one.
    """
    found = open_sketches(person_of(request).pk).filter(pk=sketch_id).first()
    if found is None:
        raise NotFound
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_sketch_new(request: HttpRequest) -> HttpResponse:
    """Begin to draw: empty, from what ships, or from a version."""
    person_id = person_of(request).pk
    agencies = agencies_where(person_id=person_id, duties={"chart"})
    version = version_asked(request.GET.get("version", ""), drafts_of(person_id))
    initial: dict[str, Any] = {"agency": agencies.first()}
    if version is not None:
        chart = version.flowchart
        initial = {"agency": chart.agency, "code": chart.code, "source": f"version:{version.pk}"}
    up = reverse("chart_drafts")
    return act_page(
        request,
        form_class=BeginForm,
        form_arguments={"agencies": agencies, "version": version},
        initial=initial,
        act=partial(begin, by=actor_of(request), at=clock.now()),
        success_url=lambda sketch: reverse("chart_sketch", args=[sketch.pk]),
        done=_("Every change is saved at once. Nothing runs on it before it is approved and published."),
        context={"heading": _("Draw a chart"), "submit": _("Begin"), "back_url": up, "back_text": _("Charts"),
                 "lead": _("The steps stand in a table; the picture is drawn beside it as you write.")},
    )  # fmt: skip


@require_safe
@allow(may_draft)
def chart_sketch(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """Show the table, the form of the chosen row, and the picture beside them."""
    sketch = sketch_of(request, sketch_id)
    return render(request, "flowcharts/editor/sketch.html", context(sketch, request.GET.get("row", WHOLE), language()))


@require_safe
@allow(may_draft)
def chart_sketch_condition(request: HttpRequest, sketch_id: int) -> JsonResponse:
    """Say whether a condition can be read, and where not, while it is typed."""
    sketch, text = sketch_of(request, sketch_id), request.GET.get("text", "").strip()
    if not text:
        return JsonResponse({"ok": True, "said": str(_("in all other cases"))})
    try:
        asked = set(conditions.names(conditions.parse(text)))
    except conditions.ConditionRefused as refused:
        return JsonResponse({"ok": False, "column": refused.column, "said": str(refused.sentence)})
    unknown = sorted(asked - {conditions.OUTCOME, *(fact.name for fact in graph_of(sketch).facts)})
    if unknown:
        message = _("“%(name)s” is not declared. Declare it under “Name, facts and overall limits”.")
        return JsonResponse({"ok": False, "said": str(message) % {"name": unknown[0]}})
    return JsonResponse({"ok": True, "said": str(_("can be read"))})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_sketch_keep(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """Make a draft of the sketch."""
    sketch = sketch_of(request, sketch_id)
    return act_page(
        request,
        form_class=KeepForm,
        act=partial(keep, sketch_id=sketch.pk, by=actor_of(request), at=clock.now()),
        success_url=address,
        done=_("The draft is kept. Look at what was found in it, then submit it."),
        context={"heading": _("Keep as a draft"), "submit": _("Keep as a draft"), "back_text": str(sketch),
                 "back_url": reverse("chart_sketch", args=[sketch.pk]),
                 "lead": _("The draft is on record with your name and never changes; the next change is a new one.")},
    )  # fmt: skip


@require_POST
@allow(may_draft)
def chart_sketch_discard(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """Throw the sketch away."""
    discard(sketch_id=sketch_of(request, sketch_id).pk, by=actor_of(request), at=clock.now())
    return redirect("chart_drafts")
