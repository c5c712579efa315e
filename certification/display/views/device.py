"""What a phone asks and sends: a challenge, its binding, its contacts. JSON both ways; a phone signs what it sends."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from certification import queries
from certification.display import challenge
from certification.display.bind import bind as bind_phone
from certification.display.contact import contact as contact_register
from certification.display.facts import facts_of
from certification.display.views.answers import answering
from certification.display.views.sent import answer_of, body_of, number, raw, text
from enforcement import clock
from enforcement.access import allow, public, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of


@require_safe
@never_cache
@allow(public)
def ask(request: HttpRequest) -> JsonResponse:
    """Return a challenge, the server's clock, and who is signed in (for the page decides what to offer)."""
    now = clock.now()
    said = {
        "challenge": challenge.make(now),
        "now": int(now.timestamp() * 1000),
        "signed_in": request.user.is_authenticated,
    }
    return JsonResponse({**said, "csrf": get_token(request)} if request.user.is_authenticated else said)


@require_POST
@never_cache
@allow(signed_in)
@answering
def bind(request: HttpRequest) -> JsonResponse:
    """Bind this phone to the person's own credential."""
    given, at = body_of(request), clock.now()
    row = queries.own(person_id=person_of(request).pk, on=clock.day_of(at))
    if row is None:
        raise NotFound
    done = bind_phone(
        credential_id=row.pk, by=actor_of(request), at=at, name=text(given, "name"), public=raw(given, "public"),
        answer=answer_of(given),
    )  # fmt: skip
    return JsonResponse(facts_of(done.device, state="valid", token=done.token))


@csrf_exempt  # no session is used: the phone's key signs the act
@require_POST
@never_cache
@allow(public)
@answering
def contact(request: HttpRequest) -> JsonResponse:
    """Say what a bound phone may show, with a new token where one is due."""
    given = body_of(request)
    found = contact_register(device_id=number(given, "device"), at=clock.now(), answer=answer_of(given))
    return JsonResponse(facts_of(found.device, state=found.state, token=found.token))
