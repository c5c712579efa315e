"""Refusals said to a script: status, sentence, remedy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, JsonResponse

from enforcement.errors import Refusal

View = Callable[..., JsonResponse]


def answering(view: View) -> View:
    """Answer a refusal of a view in JSON instead of a page."""

    @wraps(view)
    def answered(request: HttpRequest, **given: object) -> JsonResponse:
        try:
            return view(request, **given)
        except Refusal as refusal:
            said = {
                "code": refusal.code, "sentence": str(refusal.sentence), "remedy": str(refusal.remedy),
                "article": refusal.article, "field": refusal.field,
            }  # fmt: skip
            return JsonResponse(said, status=int(refusal.status))

    return answered
