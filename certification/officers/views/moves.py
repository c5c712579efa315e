"""The pages of coming, leaving and moving."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from certification.models import Movement
from certification.officers import queries
from certification.officers.access import agencies_kept, keeps, person_or_404
from certification.officers.forms import LeaveForm, TransferForm
from certification.officers.leave_post import leave_post
from certification.officers.transfer import transfer
from certification.officers.views.acts import frame
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.organisation.models import Agency, Person, Post
from enforcement.web.acts import act_page

TO_DO = _("Done. A card of the old agency no longer serves from that day; whoever issues cards is asked to cancel it.")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps)
def leave(request: HttpRequest, person_id: int) -> HttpResponse:
    """End a present post."""
    person, post = _present(request, person_id)
    lead = _("%(post)s of %(agency)s. Retirement and leaving the service end every post that you keep.")
    words = lead % {"post": post.title, "agency": post.agency.title}
    return act_page(
        request, form_class=LeaveForm, done=TO_DO, success_url=reverse("officer_record", args=[person.pk]),
        act=partial(leave_post, post_id=post.pk, by=actor_of(request), at=clock.now()),
        context=frame(person, _("End of the post"), _("End the post"), words) | {"tone": "danger"},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps)
def transferring(request: HttpRequest, person_id: int) -> HttpResponse:
    """Transfer somebody to another agency that one keeps as well."""
    person, post = _present(request, person_id)
    agencies = agencies_kept(request).filter(is_active=True).exclude(pk=post.agency_id)
    words = _(
        "From %(agency)s. If you do not keep the new agency's records, end the post with “transfer”; the new agency"
        " takes the person in."
    )
    return act_page(
        request, form_class=TransferForm, form_arguments={"agencies": agencies}, done=TO_DO,
        initial={"title": post.title, "establishment": post.establishment, "is_enforcement": post.is_enforcement},
        success_url=reverse("officer_record", args=[person.pk]),
        act=partial(_transfer, post_id=post.pk, by=actor_of(request), at=clock.now()),
        context=frame(person, _("Transfer"), _("Transfer"), words % {"agency": post.agency.title}),
    )  # fmt: skip


def _transfer(*, to_agency: Agency, **facts: Any) -> Movement:
    return transfer(to_agency_id=to_agency.pk, **facts)


def _present(request: HttpRequest, person_id: int) -> tuple[Person, Post]:
    person = person_or_404(request, person_id)
    posts = Post.objects.filter(queries.lasting(clock.today()), person=person, agency__in=agencies_kept(request))
    post = posts.select_related("agency").order_by("-from_on", "-pk").first()
    if post is None:
        raise NotFound
    return person, post
