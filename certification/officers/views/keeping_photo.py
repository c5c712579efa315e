"""The page on which a photo is chosen and cropped."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from certification.officers.accept_photo import accept_photo
from certification.officers.access import keeps, person_or_404
from certification.officers.forms.photo import PhotoForm
from certification.officers.keep_photo import keep_photo
from certification.officers.views.acts import frame, home
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps)
def keeping(request: HttpRequest, person_id: int) -> HttpResponse:
    """Keep a photo in a record."""
    person = person_or_404(request, person_id)
    return act_page(
        request, form_class=PhotoForm, template="certification/officers/photo.html", success_url=home(person),
        act=partial(keep_photo, person_id=person.pk, by=actor_of(request), at=clock.now()),
        done=lambda sheet: _("The photo is kept; look at what the check found.")
        if sheet.photo_findings else _("The photo is kept."),
        context=frame(person, _("Photo"), _("Keep this photo"), _("For the record and the next card.")),
    )  # fmt: skip


@require_POST
@allow(keeps)
def accepting(request: HttpRequest, person_id: int) -> HttpResponse:
    """Set the findings of the check aside."""
    person = person_or_404(request, person_id)
    accept_photo(person_id=person.pk, by=actor_of(request), at=clock.now())
    return redirect(home(person))
