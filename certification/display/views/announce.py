"""What a phone sends of a visit before it shows the code."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from certification.display.announce_visit import announce_visit
from certification.display.views.answers import answering
from certification.display.views.sent import answer_of, body_of, number, said_in, text
from certification.models import BoundDevice
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_in_background


@csrf_exempt  # no session is used: the phone's key signs the act and its words
@require_POST
@never_cache
@allow(public)
@answering
def visit(request: HttpRequest) -> JsonResponse:
    """Keep the announced visit of a phone's holder."""
    given = body_of(request)
    words = text(given, "words")
    row = BoundDevice.objects.select_related("credential").filter(pk=number(given, "device")).first()
    if row is None:
        raise NotFound
    announce_visit(
        device_id=row.pk, by=actor_in_background(row.credential.person_id), at=clock.now(), said=said_in(words),
        answer=answer_of(given, words),
    )  # fmt: skip
    return JsonResponse({"done": True})
