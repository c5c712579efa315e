"""The photos of records, to those who see them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from certification.officers.access import person_or_404, sees
from certification.officers.record import photo_of
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of
from enforcement.organisation.models import Person


@require_safe
@allow(sees)
def photo(request: HttpRequest, person_id: int) -> HttpResponse:
    """Return the photo of a record to those who see it."""
    return _picture(person_or_404(request, person_id))


@require_safe
@allow(signed_in)
def own_photo(request: HttpRequest) -> HttpResponse:
    """Return the photo of one's own record."""
    return _picture(person_of(request))


def _picture(person: Person) -> HttpResponse:
    data = photo_of(person)
    if data is None:
        raise NotFound
    return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})
