"""Fields of enforcement (执法领域): the codes that agencies, credentials and cases share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its code; ``number`` stands for it in the code of a credential (one byte) and never changes."""

    code: str
    number: int
    title_zh: str
    title_en: str

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if (get_language() or "").startswith("en") else self.title_zh


FIELDS: Final[dict[str, Field]] = {
    field.code: field
    for field in (
        Field("market", 1, "市场监管", "Market regulation"),
        Field("urban", 2, "城市管理", "Urban management"),
        Field("agriculture", 3, "农业农村", "Agriculture and rural affairs"),
        Field("transport", 4, "交通运输", "Transport"),
        Field("emergency", 5, "应急管理", "Emergency management"),
        Field("housing", 6, "住房城乡建设", "Housing and urban-rural development"),
        Field("health", 7, "卫生健康", "Health"),
        Field("culture", 8, "文化旅游", "Culture and tourism"),
        Field("environment", 9, "生态环境", "Ecology and environment"),
        Field("water", 10, "水利", "Water resources"),
        Field("resources", 11, "自然资源", "Natural resources"),
        Field("township", 12, "乡镇综合执法", "Township comprehensive enforcement"),
    )
}
BY_NUMBER: Final[dict[int, Field]] = {field.number: field for field in FIELDS.values()}


def titles(codes: Iterable[str]) -> str:
    """Return the titles of some fields in the reader's language; an unknown code stands for itself."""
    found = [FIELDS[code].title if code in FIELDS else code for code in codes]
    return (", " if (get_language() or "").startswith("en") else "、").join(found)


def titles_zh(codes: Iterable[str]) -> str:
    """Return the Chinese titles of some fields, for the printed card."""
    return "、".join(FIELDS[code].title_zh for code in codes)
