"""Ask for the Safe Exam Browser in a session: with a configuration made here, with others, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.ledger.append import append
from exams.create_session import series_of
from exams.models import BrowserConfig, Session
from exams.open_session import locked
from exams.proctoring import seb_file

MOST_KEYS = 20


class WrongKey(Invalid):
    """Refuse what is no config key."""

    sentence = _("A config key has 64 characters, digits and the letters a to f.")
    remedy = _("Copy it from the configuration tool of the Safe Exam Browser, or upload its file instead.")


class NoKey(Invalid):
    """Refuse to ask for a browser that nobody could have."""

    sentence = _("Make a configuration, upload one, or enter a key: without any, no browser would fit.")


@transaction.atomic(durable=True)
def require_browser(
    *,
    session_id: int,
    by: Actor,
    at: datetime,
    required: bool,
    start_url: str,
    make: bool = True,
    quit_password: str = "",
    more_keys: Sequence[str] = (),
) -> Session:
    """Set which config keys a session accepts. ``make`` writes a configuration of our own that opens ``start_url``.

    A password is asked for when leaving the browser; only the hash that the file carries is kept, and an empty one
    leaves that as it is. Without ``required`` the session may be sat in any browser again.

    Raises:
        NotFound, NotAllowed, WrongKey, NoKey
    """
    session = locked(session_id, by)
    keys = [key.strip().lower() for key in more_keys if key.strip()]
    if any(not seb_file.is_key(key) for key in keys):
        raise WrongKey(field="more_keys")
    config = BrowserConfig.objects.filter(session=session)
    if required and make:
        keys = [_made(session, by, at, start_url, quit_password).key, *keys]
    else:
        config.delete()
    keys = list(dict.fromkeys(keys))[:MOST_KEYS] if required else []
    if required and not keys:
        raise NoKey(field="make")
    session.seb_keys = keys
    session.revision += 1
    session.save(update_fields=["seb_keys", "revision"])
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.require_browser",
        body={"session": session.pk, "required": required, "keys": keys},
    )
    return session


def _made(session: Session, by: Actor, at: datetime, start_url: str, quit_password: str) -> BrowserConfig:
    settings = seb_file.settings_for(start_url=start_url, quit_password=quit_password)
    before = BrowserConfig.objects.filter(session=session).first()
    if before is not None and not quit_password and seb_file.QUIT_HASH in before.settings:
        settings[seb_file.QUIT_HASH] = before.settings[seb_file.QUIT_HASH]
    facts = {"settings": settings, "key": seb_file.config_key(settings), "made_at": at, "made_by": by.name}
    return BrowserConfig.objects.update_or_create(session=session, defaults=facts)[0]
