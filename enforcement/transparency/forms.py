"""The form of the public check, and of nothing else."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.transparency.verifier.proof import LONGEST

LARGEST: Final = 20 * 1024 * 1024


class CheckForm(forms.Form):
    """A proof as text, a file, or both."""

    file = forms.FileField(
        label=_("The file that was handed to you"), required=False,
        help_text=_("The copy of a paper with its page of proof (PDF), or the file of the proof. Compared, not kept."),
    )  # fmt: skip
    proof = forms.CharField(
        label=_("Or the text of the proof"), max_length=LONGEST, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("It begins with c2sp.org/tlog-proof. With the text and a file, the file is compared as the paper."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Return the file unless it is larger than any paper."""
        file = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than any paper of a case (20 MB)."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not str(given.get("proof", "")).strip():
            raise forms.ValidationError(_("Choose a file or paste the text of a proof."))
        return given
