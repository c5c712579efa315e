"""What people are called at a hearing: Chinese in the record, in the reader's language on the page."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

TITLES: Final[dict[str, str | Promise]] = {
    "主持人": pgettext_lazy("at a hearing", "Chair"),
    "听证员": pgettext_lazy("at a hearing", "Hearing officer"),
    "记录员": pgettext_lazy("at a hearing", "Recorder"),
    "翻译": pgettext_lazy("at a hearing", "Translator"),
    "当事人": pgettext_lazy("at a hearing", "Party"),
    "代理人": pgettext_lazy("at a hearing", "Agent"),
    "调查人员": pgettext_lazy("at a hearing", "Investigator"),
    "第三人": pgettext_lazy("at a hearing", "Third party"),
}


def shown(title: str) -> str:
    """Return a title of the record in the reader's language."""
    return str(TITLES[title])
