"""Rules of pages by duty, and the actor of a request."""

from __future__ import annotations

from django.http import HttpRequest

from enforcement import clock
from enforcement.access import Rule
from enforcement.actor import PUBLIC, Actor
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.duties.holding import held_codes
from enforcement.organisation.models import Agency, Person, Post


def duty(*codes: str) -> Rule:
    """Return the rule that opens a page to those who hold one of the duties on any agency.

    Raises:
        KeyError: for a duty that does not exist.
    """
    wanted = frozenset(DUTIES[code].code for code in codes)
    return Rule(
        name="duty:" + ",".join(sorted(wanted)),
        test=lambda request: bool(wanted & duties_of(request)),
        duties=wanted,
    )


def duties_of(request: HttpRequest) -> frozenset[str]:
    """Return the duties of the signed-in person, read once a request."""
    if not request.user.is_authenticated:
        return frozenset()
    found: frozenset[str] | None = getattr(request, "duties_held", None)
    if found is None:
        found = held_codes(person_id=request.user.pk)
        request.duties_held = found  # type: ignore[attr-defined]
    return found


def person_of(request: HttpRequest) -> Person:
    """Return the signed-in person.

    Raises:
        TypeError: on a page that lets anonymous visitors in and still asks.
    """
    if not isinstance(request.user, Person):
        raise TypeError("This page needs somebody signed in: mark it with a rule that says so.")
    return request.user


def post_of(person: Person) -> Post | None:
    """Return the person's present post."""
    today = clock.today()
    posts = Post.objects.filter(person=person, from_on__lte=today).select_related("agency").order_by("-from_on", "-pk")
    return next((p for p in posts if p.to_on is None or p.to_on >= today), None)


def agency_of(request: HttpRequest) -> Agency | None:
    """Return the agency of the person's present post, read once a request."""
    if not hasattr(request, "present_post"):
        request.present_post = post_of(person_of(request))  # type: ignore[attr-defined]
    post: Post | None = request.present_post  # type: ignore[attr-defined]
    return post.agency if post else None


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in this request. The credential is added by the act that needs one."""
    if not request.user.is_authenticated:
        return PUBLIC
    agency_of(request)
    post: Post | None = request.present_post  # type: ignore[attr-defined]
    return _actor(person_of(request), post)


def actor_in_background(person_id: int) -> Actor:
    """Return who acts in background work that a person asked for, with the post of today.

    Raises:
        Person.DoesNotExist: for somebody who is not there.
    """
    person = Person.objects.get(pk=person_id)
    return _actor(person, post_of(person))


def _actor(person: Person, post: Post | None) -> Actor:
    return Actor(
        kind="person",
        person_id=person.pk,
        name=person.name,
        agency_id=post.agency_id if post else None,
        agency=post.agency.name if post else "",
        post=post.title if post else "",
    )
