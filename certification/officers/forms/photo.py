"""A photo from a camera or a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from certification import photos


class PhotoForm(forms.Form):
    """A photo; the page's crop tool puts the cropped one in its place."""

    photo = forms.FileField(
        label=_("Photo"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("Take one with the phone, or choose a file. White ground, no hat, looking straight ahead."),
    )  # fmt: skip
    cropped = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_photo(self) -> bytes:
        """Return the file's content."""
        content: bytes = self.cleaned_data["photo"].read(photos.MOST_BYTES + 1)
        return content
