"""What is typed into the form of an act: kept on the server until the act is done, at most thirty days."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.models import Case, TypedForm
from enforcement import clock
from enforcement.errors import Invalid
from enforcement.jobs.progress import Progress
from enforcement.organisation.secrecy import seal, unseal

KEPT: Final = timedelta(days=30)
LONGEST: Final = 200_000
LEFT_OUT: Final = frozenset({"csrfmiddlewaretoken", "act_id"})
Typed = dict[str, list[str]]


class TooMuchTyped(Invalid):
    """Refuse to keep more than any form holds."""

    sentence = _("This is more than a form holds; it was not saved.")


def keep(*, person_id: int, case_id: int, act: str, data: QueryDict, at: datetime) -> None:
    """Keep what stands in a form; the last to save wins.

    Raises:
        TooMuchTyped: beyond two hundred thousand characters.
    """
    kept: Typed = {name: data.getlist(name) for name in data if name not in LEFT_OUT}
    said = json.dumps(kept, ensure_ascii=False)
    if len(said) > LONGEST:
        raise TooMuchTyped
    TypedForm.objects.update_or_create(
        person_id=person_id, case_id=case_id, act=act, defaults={"sealed": seal(said), "saved_at": at}
    )


def found(*, person_id: int, case: Case, act: str) -> tuple[Typed, datetime | None]:
    """Return what was typed and when, nothing where nothing is kept or its time is over."""
    row = TypedForm.objects.filter(person_id=person_id, case=case, act=act, saved_at__gt=clock.now() - KEPT).first()
    return (json.loads(unseal(row.sealed)), row.saved_at) if row else ({}, None)


def forget(*, person_id: int, case_id: int, act: str) -> None:
    """Throw away what was typed."""
    TypedForm.objects.filter(person_id=person_id, case_id=case_id, act=act).delete()


def restore(form: forms.BaseForm, typed: Typed) -> None:
    """Put what was typed back into a form that was not sent; a box that was empty stays empty."""
    if form.is_bound or not typed:
        return
    for name, field in form.fields.items():
        given = typed.get(form.add_prefix(name))
        if isinstance(field.widget, forms.FileInput):
            continue
        if isinstance(field.widget, forms.CheckboxInput):
            form.initial[name] = given is not None
        elif isinstance(field.widget, (forms.SelectMultiple, forms.CheckboxSelectMultiple)):
            form.initial[name] = given or []
        elif given:
            form.initial[name] = given[-1]


def clear(job: Progress) -> dict[str, Any]:
    """Throw away what is older than thirty days."""
    gone, _by = TypedForm.objects.filter(saved_at__lte=job.requested_at - KEPT).delete()
    return {"gone": gone}
