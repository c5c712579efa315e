"""What the pages on the phone say, in both languages, as data: they work without a network and without the server."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certification.fields import BY_NUMBER
from certification.scan import words
from certification.scan.parameters import DEFAULT

LANGUAGES: Final = {"zh": "zh-hans", "en": "en"}
WHY: Final = {
    "status_missing": _("This phone has no list of states yet."),
    "status_too_old": _("The list on this phone is more than seven days old."),
    "status_malformed": _("The list of states on this phone is damaged."),
    "status_forged": _("The list of states on this phone was not signed by the issuer."),
    "status_rolled_back": _("An older list of states was offered to this phone; it was refused."),
    "status_other_shard": _("The list on this phone is that of another county."),
    "status_reserved": _("The list says something of this card that is unknown here."),
    "keys_malformed": _("The list of the issuers' keys is damaged."),
    "keys_forged": _("The list of the issuers' keys was not signed by the root key."),
    "keys_rolled_back": _("An older list of the issuers' keys was offered to this phone; it was refused."),
    "keys_overdue": _("The list of the issuers' keys should have been renewed by now: go online once."),
    "clock": _("The clock of this phone is behind: set it, then scan again."),
    "offline": _("No network: the register could not be asked."),
}
SAY: Final = {
    "header": _("Administrative enforcement · Credential check"), "title": _("Credential check"),
    "display": _("Display"), "larger": _("Larger"), "smaller": _("Smaller"),
    "what": _("What to do"), "number": _("Card number"), "field": _("Field of enforcement"),
    "validity": _("Validity"), "span": _("%(from)s to %(to)s"), "live": _("Shown live on the officer's phone"),
    "visit": _("Notice of this inspection, rating"),
    "age": _("List of states: %(age)s. Checked on this phone; nobody was told."),
    "as_of": _("Valid as of %(age)s"),
    "old": _("A suspension or revocation since then is not in it. Go online to renew the list."),
    "no_list": _("Checked on this phone without a list of states; nobody was told."),
    "photo": _("Compare the face with the photo on the card. If they are not the same person, report it."),
    "ask": _("The list on this phone may be too old: press “Show photo and present state”."),
    "now": _("Show photo and present state"),
    "now_note": _("“Show photo and present state” asks the register, which then knows that this card is checked."),
    "report": _("Report by phone: %(phone)s"), "another": _("Scan another"), "waiting": _("Checking …"),
    "stop": _("Stop checking on this phone"), "stopped": _("This phone no longer checks by itself."),
    "start": _("Check on this phone again"),
    "scan": _("Scan a credential"), "open": _("Open the camera"), "aim": _("Hold the code before the camera."),
    "torch": _("Torch"), "picture": _("Choose a picture"), "by_number": _("No camera: look up by number"),
    "no_camera": _("The camera did not open. Allow it in the browser's settings, or choose a picture of the code."),
    "no_code": _("No code was found in this picture. Take it straight from above, with the code filling half of it."),
    "other_code": _("This code is not one of a credential. Scan the code on the card or on the officer's phone."),
    "loading": _("Loading the scanner …"), "close": _("Close the camera"),
    "last": _("Last checks, kept only on this phone"), "none": _("None yet."), "erase": _("Erase the list"),
    "erased": _("The list is erased."), "ready": _("Works without a network from now on."),
    "home": _("Add this page to the home screen to have it at hand."),
}  # fmt: skip


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    """Return everything by language: ``say``, ``states``, ``reasons`` and ``fields``; and the telephone."""
    return {code: _of(language) for code, language in LANGUAGES.items()} | {"phone": DEFAULT}


def _of(language: str) -> dict[str, Any]:
    with translation.override(language):
        states = {
            code: {"title": str(word.title), "advice": str(word.advice), "tone": word.tone}
            for code, word in words.WORDS.items()
        }
        reasons = {code: str(text) for code, text in {**words.REASONS, **WHY}.items()}
        fields = {number: field.title for number, field in BY_NUMBER.items()}
        said = {key: str(text) for key, text in SAY.items()}
        return {"say": said, "states": states, "reasons": reasons, "fields": fields}
