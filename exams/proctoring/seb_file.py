"""Configuration files of the Safe Exam Browser: write one, read one, and work out its config key.

A file is a property list in XML, unencrypted. Whoever holds it can work out its key, so it belongs on the computers of
the exam rooms and nowhere else.
"""

from __future__ import annotations

import base64
import hashlib
import plistlib
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from xml.parsers.expat import ExpatError

from exams.proctoring.seb import HEX

VERSION_KEY: Final = "originatorVersion"
QUIT_HASH: Final = "hashedQuitPassword"
MAX_BYTES: Final = 1024 * 1024
MODERN_VIEW: Final = 3
"""Engine policy: on Apple's systems the key is then told to the page's script instead of in a header."""
FIXED: Final[Mapping[str, Any]] = {
    "allowBrowsingBackForward": False,
    "allowDictation": False,
    "allowDictionaryLookup": False,
    "allowDownUploads": False,
    "allowPreferencesWindow": False,
    "allowQuit": True,
    "allowScreenSharing": False,
    "allowSiri": False,
    "allowSpellCheck": False,
    "allowSwitchToApplications": False,
    "allowVirtualMachine": False,
    "allowWlan": False,
    "browserViewMode": 1,
    "browserWindowAllowReload": True,
    "browserWindowWebView": MODERN_VIEW,
    "createNewDesktop": True,
    "enablePrivateClipboard": True,
    "enableZoomPage": True,
    "enableZoomText": True,
    "newBrowserWindowByLinkPolicy": 0,
    "sebConfigPurpose": 0,
    "sendBrowserExamKey": True,
    "showReloadButton": True,
    "showTaskBar": True,
    "showTime": True,
}
"""An exam's settings: one window, full screen, no other program, nothing in or out; zoom and reloading stay."""


class NotReadable(ValueError):
    """A file that is no unencrypted configuration."""


def settings_for(*, start_url: str, quit_password: str = "") -> dict[str, Any]:
    """Return the settings of an exam that begins at an address; with a password it can only be left with that one."""
    settings = {**FIXED, "startURL": start_url}
    if quit_password:
        settings[QUIT_HASH] = hashlib.sha256(quit_password.encode()).hexdigest()
    return settings


def write(settings: Mapping[str, Any]) -> bytes:
    """Return settings as a file."""
    return plistlib.dumps(dict(settings), fmt=plistlib.FMT_XML, sort_keys=True)


def read(data: bytes) -> dict[str, Any]:
    """Return the settings of a file, packed (gzip) or not.

    Raises:
        NotReadable: if it is encrypted, damaged, too large, or something else.
    """
    if len(data) > MAX_BYTES:
        raise NotReadable("too large")
    try:
        settings = plistlib.loads(_unpacked(data), fmt=plistlib.FMT_XML)
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        TypeError,
        IndexError,
        KeyError,
        zlib.error,
    ) as fault:
        raise NotReadable(str(fault)) from fault
    if not isinstance(settings, dict) or not settings:
        raise NotReadable("no settings")
    return settings


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    plain = unpacker.decompress(data, MAX_BYTES)
    if unpacker.unconsumed_tail:
        raise NotReadable("too large")
    return plain


def config_key(settings: Mapping[str, Any]) -> str:
    """Return the config key of settings: SHA-256 over their canonical text, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(settings).encode()).hexdigest()


def canonical(settings: Mapping[str, Any]) -> str:
    """Return the one text of settings that every version of the browser makes of them.

    Like JSON without spaces, keys in alphabetical order whatever their case; the version that saved the file and empty
    dictionaries are left out, nothing in a string is escaped, bytes are base64 and moments ISO 8601.
    """
    return _text({key: value for key, value in settings.items() if key != VERSION_KEY})


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        kept = {key: inner for key, inner in value.items() if not (isinstance(inner, Mapping) and not inner)}
        return "{" + ",".join(f'"{key}":{_text(kept[key])}' for key in sorted(kept, key=_order)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return f'"{base64.b64encode(value).decode()}"'
    if isinstance(value, datetime):
        return f'"{value.replace(tzinfo=UTC).isoformat()}"'
    return f'"{value}"' if isinstance(value, str) else str(value)


def _order(key: str) -> tuple[str, str]:
    return key.casefold(), key


def is_key(text: str) -> bool:
    """Return whether a text can be a config key."""
    return bool(HEX.fullmatch(text))
