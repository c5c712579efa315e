"""Templates of papers: what holds, since when, and the agency's own."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import case_worker
from cases.asking import duty_title
from cases.drafting.base import versions
from cases.drafting.begin_draft import begun
from cases.drafting.content import drawn
from cases.drafting.current import as_template, template_for, templates_for
from cases.drafting.fields import VOCABULARY
from cases.drafting.forms import OwnTemplateForm
from cases.drafting.propose_template import propose_template
from cases.drafting.publish_template import publish_template
from cases.drafting.shape import Template, written
from cases.models import OwnTemplate, PaperDraft
from cases.queries import cases
from cases.views.papers import as_file
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, OutOfOrder
from enforcement.organisation.access import actor_of, agency_of, duties_of, duty, person_of
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page
from enforcement.web.asked import number


class NoSample(OutOfOrder):
    """Say that there is no case to show a template with."""

    sentence = gettext_lazy("There is no case yet with which the template could be shown.")


def _agency(request: HttpRequest) -> Agency:
    found = agency_of(request)
    if found is None:
        raise NotFound
    return found


@allow(case_worker)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List the papers of the catalogue with the version in force for the person's agency."""
    words, agency = request.GET.get("q", "").strip()[:40], _agency(request)
    found = [t for t in templates_for(agency, clock.today()).values() if words in t.title or words in t.basis]
    groups: dict[str, list[Template]] = {}
    for template in found:
        groups.setdefault(template.group, []).append(template)
    waiting = OwnTemplate.objects.filter(agency=agency, published_at__isnull=True).select_related("drafted_by")
    context = {"groups": groups.items(), "count": len(found), "q": words, "waiting": waiting}
    return render(request, "cases/drafting/templates.html", context)


@allow(case_worker)
@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    """Show a template: its text, what it rests on, its versions."""
    agency = _agency(request)
    template = template_for(key, agency, clock.today())
    own = OwnTemplate.objects.filter(agency_id__in=agency.line, key=key).select_related(
        "agency", "drafted_by", "published_by"
    )
    duties, me = duties_of(request), person_of(request).pk
    return render(
        request,
        "cases/drafting/template.html",
        {"template": template, "versions": versions()[key], "own": own.order_by("-effective_on", "-pk"),
         "approve": duty_title(template.approve), "may_propose": "review" in duties,
         "may_publish": "decide" in duties, "me": me, "asks": [written(ask) for ask in template.asks]},
    )  # fmt: skip


@allow(case_worker)
@require_safe
def sample(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a template filled with the latest case that the person may see; ``own`` names a version of the agency."""
    agency, at = _agency(request), clock.now()
    case = cases().visible_to(person_of(request).pk).select_related("agency", "party").order_by("-pk").first()
    if case is None:
        raise NoSample
    template = template_for(key, agency, clock.today())
    row = OwnTemplate.objects.filter(agency=agency, key=key, pk=_number(request.GET.get("own", ""))).first()
    if row is not None:
        template = as_template(row, template)
    draft = PaperDraft(case=case, title=template.title, version=template.version)
    pdf = drawn(draft, begun(template, case, at), on=clock.today(), number=_("(sample)"))
    return as_file(pdf, "application/pdf", f"{template.title}.pdf")


@allow(duty("review"))
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Draft the agency's own text of a paper."""
    agency = _agency(request)
    now = template_for(key, agency, clock.today())
    first = {"title": now.title, "body": now.body, "asks": "\n".join(written(ask) for ask in now.asks)}
    return act_page(
        request,
        form_class=OwnTemplateForm,
        act=partial(propose_template, key=key, agency_id=agency.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("paper_template", args=[key]),
        template="cases/drafting/own.html",
        initial={**first, "effective_on": clock.today()},
        context={"template": now, "vocabulary": VOCABULARY.items(), "needs": [(n, VOCABULARY[n]) for n in now.needs]},
        done=_("Drafted. Another person, the head of the agency, publishes it."),
    )


@allow(duty("decide"))
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an own template."""
    row = publish_template(template_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("Published. It holds from its day; papers already begun keep theirs."))
    return redirect("paper_template", row.key)


def _number(text: str) -> int:
    return number(text) or 0
