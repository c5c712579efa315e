"""The site with lists of an issuer in memory, so that a test may publish old, forged and newer ones."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import include, path

from certification.verifier import jws
from enforcement.access import allow, public
from tests.certification.scan_world import World

handler404 = "enforcement.web.views.not_found"
PUBLISHED: dict = {}


def publish(world: World, *, at: int, version: int = 3, seq: int = 5, values: dict | None = None) -> None:
    """Lay the lists out as they are of a moment."""
    import hashlib

    status = jws.unpack(world.status(values, seq=seq, iat=at))
    line = {"shard": 1, "seq": seq, "sha256": hashlib.sha256(status).hexdigest(), "bytes": len(status)}
    signed = jws.to_sign({"iat": at, "shards": [line]}, suite=world.suite, kid="9", kind="xzzfz-status-index+jwt")
    index = f"{signed.decode()}.{jws.pack(world.states.sign(signed))}"
    facts = {"roots": world.roots, "keys": world.keys(version=version, at=at), "index": index, "status": status}
    PUBLISHED.update(facts)


@allow(public)
def roots(request):
    return JsonResponse(PUBLISHED["roots"], safe=False)


def served(name):
    @allow(public)
    def view(request, **_):
        return HttpResponse(PUBLISHED[name], content_type="application/octet-stream")

    return view


urlpatterns = [
    path("keys/roots.json", roots),
    path("keys/list.jwt", served("keys")),
    path("status/index.jwt", served("index")),
    path("status/<int:number>.bin", served("status")),
    path("", include("enforcement.urls")),
]
