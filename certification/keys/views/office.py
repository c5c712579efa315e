"""The pages of those who keep the keys: what keys there are, and what was done with them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from certification.keys.access import keeps_keys
from certification.keys.words import TONES, describe, key_badge
from certification.models import Credential, IssuedLeaf, KeyCeremony, KeyListEdition, LogRoot, RootKey, SigningKey
from enforcement.access import allow
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day, when

KEYS = Lister(
    caption=gettext_lazy("Signing keys"),
    columns=(
        Column(
            "kid",
            gettext_lazy("Signing key"),
            lambda k: k.kid,
            sort=("kid",),
            link=lambda k: reverse("key", args=[k.kid]),
        ),
        Column("state", gettext_lazy("State"), key_badge),
        Column("use", gettext_lazy("It signs"), lambda k: k.get_use_display(), sort=("use",)),
        Column("suite", gettext_lazy("Kind of signature"), lambda k: k.suite_name, sort=("suite",)),
        Column("from", gettext_lazy("May sign from"), lambda k: day(k.not_before), sort=("not_before",)),
        Column("to", gettext_lazy("until"), lambda k: day(k.not_after), sort=("not_after",)),
    ),
    filters=(
        Filter("use", gettext_lazy("It signs"), lambda rows, u: rows.filter(use=u), options=SigningKey.Use.choices),
        Filter(
            "state", gettext_lazy("State"), lambda rows, s: rows.filter(status=s), options=SigningKey.Status.choices
        ),
    ),
    order="-kid",
)
KINDS = KeyCeremony.Kind.choices
HISTORY = Lister(
    caption=gettext_lazy("What was done with keys"),
    columns=(
        Column(
            "what", gettext_lazy("Key matter"), lambda c: c.get_kind_display(), sort=("kind",),
            link=lambda c: c.get_absolute_url(),
        ),
        Column("key", gettext_lazy("Signing key"), lambda c: c.kid or "—", sort=("kid",)),
        Column("state", gettext_lazy("State"), lambda c: badge(c.get_state_display(), TONES[c.state])),
        Column("proposed", gettext_lazy("Proposed"), lambda c: when(c.proposed_at), sort=("proposed_at",)),
        Column("by", gettext_lazy("Proposed by"), lambda c: c.proposed_by.name),
        Column("second", gettext_lazy("Second person"), lambda c: c.decided_by.name if c.decided_by else "—"),
    ),
    filters=(
        Filter("kind", gettext_lazy("Key matter"), lambda rows, k: rows.filter(kind=k), options=KINDS),
    ),
    order="-proposed",
)  # fmt: skip


@require_safe
@allow(keeps_keys)
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys, what waits for a second person, and the published list."""
    context = {
        "listing": KEYS.page(request, SigningKey.objects.all()),
        "waiting": KeyCeremony.objects.filter(state=KeyCeremony.State.PROPOSED).select_related("proposed_by"),
        "edition": KeyListEdition.objects.last(),
        "roots": RootKey.objects.exclude(role=RootKey.Role.FORMER),
    }
    return render(request, "certification/keys/keys.html", context)


@require_safe
@allow(keeps_keys)
def key(request: HttpRequest, kid: int) -> HttpResponse:
    """Show one key: what it may sign, its log, and its history."""
    found = get_object_or_404(SigningKey, kid=kid)
    signed = Credential.objects.filter(kid=kid)
    trusted = IssuedLeaf.objects.filter(kid=kid, position__lt=found.log_size or 0).values("credential")
    context = {
        "key": found, "badge": key_badge(found), "public": bytes(found.public).hex(" ", 4), "kid_text": str(kid),
        "signed": signed.count(),
        "log": LogRoot.objects.filter(kid=kid).last(),
        "refused": signed.exclude(pk__in=trusted).count() if found.status == SigningKey.Status.COMPROMISED else 0,
        "history": KeyCeremony.objects.filter(kid=kid).select_related("proposed_by", "decided_by"),
    }  # fmt: skip
    return render(request, "certification/keys/key.html", context)


@require_safe
@allow(keeps_keys)
def history(request: HttpRequest) -> HttpResponse:
    """Show every proposal about keys."""
    rows = KeyCeremony.objects.select_related("proposed_by", "decided_by")
    return render(request, "certification/keys/history.html", {"listing": HISTORY.page(request, rows)})


@require_safe
@allow(keeps_keys)
def ceremony(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one proposal, with what another person may do about it."""
    found = get_object_or_404(KeyCeremony.objects.select_related("proposed_by", "decided_by"), pk=pk)
    waits = found.state == KeyCeremony.State.PROPOSED
    context = {
        "ceremony": found, "facts": describe(found), "badge": badge(found.get_state_display(), TONES[found.state]),
        "waits": waits, "own": found.proposed_by_id == request.user.pk,
        "said": _("Whoever confirms it answers for it as much as whoever proposed it."),
    }  # fmt: skip
    return render(request, "certification/keys/ceremony.html", context)
