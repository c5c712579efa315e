"""A candidate's photo, for the proctor who compares it with the person; every look at it is on record."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from exams.models import IdentityPhoto
from exams.proctoring.access import watch_or_404, watches
from exams.proctoring.show_photo import show_photo


@never_cache
@require_safe
@allow(watches)
def photo(request: HttpRequest, session_id: int, candidate_id: int, photo_id: int) -> HttpResponse:
    """Show a kept photo of a candidate in reach."""
    watch = watch_or_404(request, session_id)
    kept = IdentityPhoto.objects.filter(candidate__in=watch.candidates(), candidate=candidate_id, pk=photo_id).first()
    if kept is None:
        raise Http404
    image = show_photo(photo_id=kept.pk, by=actor_of(request), at=clock.now())
    return HttpResponse(image, content_type="image/jpeg")
