"""The Safe Exam Browser of a session, for its administrator: ask for it, make its file, hand the file out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page
from exams.access import administers
from exams.models import BrowserConfig
from exams.proctoring import seb_file
from exams.proctoring.access import administered_or_404
from exams.proctoring.require_browser import require_browser


class BrowserForm(forms.Form):
    """Which configurations of the browser a session accepts."""

    required = forms.BooleanField(label=gettext_lazy("Only the Safe Exam Browser may be used"), required=False)
    make = forms.BooleanField(
        label=gettext_lazy("Make a configuration here (recommended)"),
        required=False,
        help_text=gettext_lazy("Full screen, no other program; it opens the candidate's list of exams by itself."),
    )
    quit_password = forms.CharField(
        label=gettext_lazy("Password for leaving the browser"),
        required=False,
        max_length=60,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Proctors type it after the exam. Left empty, the one set before stays."),
    )
    file = forms.FileField(
        label=gettext_lazy("A configuration of your own"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".seb,.plist,.xml"}),
        help_text=gettext_lazy("Not encrypted; its key is worked out here. Its start address must be this system's."),
    )
    more_keys = forms.CharField(
        label=gettext_lazy("Config keys of others, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy("For encrypted files: the configuration tool shows the key."),
    )

    def clean_file(self) -> list[str]:
        """Return the key of an uploaded file."""
        given = self.cleaned_data.get("file")
        if not given:
            return []
        if given.size > seb_file.MAX_BYTES:
            raise forms.ValidationError(_("This file is too large to be a configuration."))
        try:
            return [seb_file.config_key(seb_file.read(given.read()))]
        except seb_file.NotReadable as fault:
            raise forms.ValidationError(
                _("This is no configuration that can be read. If it is encrypted, enter its key below instead.")
            ) from fault

    def clean(self) -> dict[str, Any]:
        """Put the keys together."""
        data = super().clean() or {}
        data["more_keys"] = [*data.get("more_keys", "").split(), *data.pop("file", [])]
        return data


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def browser(request: HttpRequest, session_id: int) -> HttpResponse:
    """Ask for the browser in a session."""
    watch = administered_or_404(request, session_id)
    session = watch.session
    config = BrowserConfig.objects.filter(session=session).first()
    own = config.key if config else ""
    others = [key for key in session.seb_keys if key != own]
    back = reverse("exam_browser_of_session", args=[session_id])
    return act_page(
        request,
        form_class=BrowserForm,
        initial={"required": bool(session.seb_keys), "make": not others, "more_keys": "\n".join(others)},
        act=partial(
            require_browser,
            session_id=session_id,
            by=actor_of(request),
            at=clock.now(),
            start_url=f"{settings.PUBLIC_URL}{reverse('exam_mine')}",
        ),
        template="exams/proctoring/browser_of_session.html",
        success_url=back,
        done=lambda done: (
            _("Only the Safe Exam Browser may be used now.") if done.seb_keys else _("Any browser may be used now.")
        ),
        context={
            "session": session,
            "config": config,
            "others": others,
            "submit": _("Save"),
            "public_url": settings.PUBLIC_URL,
        },
    )


@never_cache
@require_safe
@allow(administers)
def browser_file(request: HttpRequest, session_id: int) -> HttpResponse:
    """Hand out the configuration made here, to be put on the computers of the exam rooms."""
    watch = administered_or_404(request, session_id)
    config = BrowserConfig.objects.filter(session=watch.session).first()
    if config is None:
        raise Http404
    response = HttpResponse(seb_file.write(config.settings), content_type="application/seb")
    response.headers["Content-Disposition"] = f'attachment; filename="session-{session_id}.seb"'
    return response
