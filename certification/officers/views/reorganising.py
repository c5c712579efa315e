"""Move many officers to another agency: choose the agencies, look at who moves and what follows, do it."""

from __future__ import annotations

from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from certification import queries
from certification.officers.access import agencies_kept, keeps
from certification.officers.forms import ReorganiseForm
from certification.officers.moving import posts_to_move
from certification.officers.reorganise import reorganise
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page
from enforcement.web.asked import number

TEMPLATE = "certification/officers/reorganise.html"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps)
def moving(request: HttpRequest) -> HttpResponse:
    """Move officers of one agency to another."""
    agencies = agencies_kept(request).order_by("path")
    source, target = _chosen(request, agencies, "from"), _chosen(request, agencies, "to")
    context = {"agencies": agencies, "source": source, "target": target}
    if source is None or target is None or source == target:
        return render(request, TEMPLATE, {**context, "same": source is not None and source == target})
    today = clock.today()
    posts = [p for p in posts_to_move(source.pk, today) if p.person_id != person_of(request).pk]
    cards = queries.with_state(today).filter(agency=source, state__in=["valid", "suspended"])
    act = partial(reorganise, from_agency_id=source.pk, to_agency_id=target.pk, by=actor_of(request), at=clock.now())
    return act_page(
        request, form_class=ReorganiseForm, form_arguments={"posts": posts}, act=act, template=TEMPLATE,
        success_url=f"{reverse('officer_record_list')}?agency={target.path}", done=_done,
        context={**context, "posts": posts, "cards": cards.filter(person__in=[p.person_id for p in posts]).count()},
    )  # fmt: skip


def _done(count: int) -> str:
    words = ngettext("%(count)d officer is moved.", "%(count)d officers are moved.", count) % {"count": count}
    return f"{words} {_('Their cards are to be cancelled; whoever issues cards finds them on the desk.')}"


def _chosen(request: HttpRequest, agencies: QuerySet[Agency], name: str) -> Agency | None:
    given = request.GET.get(name, "")
    return agencies.filter(pk=number(given) or 0).first()
