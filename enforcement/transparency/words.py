"""What is said of a checked proof: plain sentences for whoever holds it."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAULTS: Final[dict[str, Promise]] = {
    "no_proof": _(
        "There is no proof in what you gave. Paste the whole text, or choose the file that was handed to you."
    ),
    "other_content": _("The proof was altered: it does not name the paper that it claims to name."),
    "other_root": _("The proof was altered: it does not lead to the checkpoint in it."),
    "signature": _("The checkpoint in this proof is not signed by this system."),
    "unpublished": _(
        "The checkpoint is signed by this system, but it was never published here. This must not happen: keep "
        "the proof and tell the supervisors."
    ),
}
PAPERS: Final[dict[str, Promise]] = {
    "same": _("The file you gave is that paper, byte by byte."),
    "other": _("The file you gave is not that paper: at least one byte differs."),
    "covered": _(
        "The file begins with that paper, but what follows is not the page that this system adds. Something may be "
        "laid over the paper: do not rely on how it looks, ask the agency for a new copy."
    ),
    "none": _("You gave no paper to compare. Choose the file, and this page says whether it is that paper."),
}
