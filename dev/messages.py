"""Translations without gettext's programs.

``python -m dev.messages``              compile every locale/AREA/zh_Hans/LC_MESSAGES/django.po
``python -m dev.messages check [AREA]`` list strings without a translation or with two, and translations unused; exit 1
``python -m dev.messages list AREA``    print what is missing, ready to paste into the area's django.po
``python -m dev.messages update AREA``  append what is missing to the area's django.po, to be translated there
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from dev.strings import Found, of_python, of_template

ROOT = Path(__file__).resolve().parent.parent
# Area → the prefixes of the paths whose strings it translates; the first that fits wins, the kernel takes the rest.
AREAS: dict[str, tuple[str, ...]] = {
    "cases_evidence": ("cases/evidence/", "templates/cases/evidence/"),
    "cases_staffing": ("cases/staffing/", "templates/cases/staffing/"),
    "cases_hearing": ("cases/hearing/", "templates/cases/hearing/"),
    "cases_legal": ("cases/legal/", "templates/cases/legal/"),
    "cases_collective": ("cases/collective/", "templates/cases/collective/"),
    "cases_serving": ("cases/serving/", "templates/cases/serving/"),
    "cases_execution": ("cases/execution/", "templates/cases/execution/"),
    "cases_outcomes": ("cases/outcomes/", "templates/cases/outcomes/"),
    "cases_summary": ("cases/summary/", "templates/cases/summary/"),
    "cases_discretion": ("cases/discretion/", "templates/cases/discretion/"),
    "cases_disputes": ("cases/disputes/", "templates/cases/disputes/"),
    "cases_drafting": ("cases/drafting/", "templates/cases/drafting/"),
    "cases_finding": ("cases/finding/", "templates/cases/finding/"),
    "flowcharts_editor": (
        "enforcement/flowcharts/editor/",
        "templates/flowcharts/editor/",
        "enforcement/flowcharts/consultation/",
        "templates/flowcharts/consultation/",
        "enforcement/flowcharts/bundles/",
        "templates/flowcharts/bundles/",
    ),
    "flowcharts_exceptions": ("enforcement/flowcharts/exceptions/", "templates/flowcharts/exceptions/"),
    "flowcharts_closures": ("enforcement/flowcharts/closures/", "templates/flowcharts/closures/"),
    "transparency": ("enforcement/transparency/", "templates/transparency/"),
    "norms": ("enforcement/norms/", "templates/norms/"),
    "supervision_desk": ("cases/supervision/desk/", "templates/supervision/desk/"),
    "matters": ("cases/supervision/matters/", "templates/supervision/matters/"),
    "file_review": ("cases/supervision/file_review/", "templates/supervision/file_review/"),
    "publicity": ("cases/publicity/", "templates/publicity/"),
    "yearly": ("cases/yearly/", "templates/yearly/"),
    "exchange": ("cases/exchange/", "templates/exchange/"),
    "supervision": ("cases/supervision/", "templates/supervision/"),
    "cases": ("cases/", "templates/cases/"),
    "certification_keys": ("certification/keys/", "templates/certification/keys/"),
    "certification_status": ("certification/status/", "templates/certification/status/"),
    "certification_scan": ("certification/scan/", "templates/certification/scan/"),
    "certification_display": ("certification/display/", "templates/certification/display/"),
    "certification_officers": ("certification/officers/", "templates/certification/officers/"),
    "certification_lifecycle": ("certification/lifecycle/", "templates/certification/lifecycle/"),
    "certification_batches": ("certification/batches/", "templates/certification/batches/"),
    "certification_exports": ("certification/exports/", "templates/certification/exports/"),
    "certification": ("certification/", "templates/certification/"),
    "exams_bank": ("exams/bank/", "templates/exams/bank/"),
    "exams_papers": ("exams/papers/", "templates/exams/papers/"),
    "exams_administration": ("exams/administration/", "templates/exams/administration/"),
    "exams_sitting": ("exams/sitting/", "templates/exams/sitting/"),
    "exams_proctoring": ("exams/proctoring/", "templates/exams/proctoring/"),
    "exams_marking": ("exams/marking/", "templates/exams/marking/"),
    "exams_figures": ("exams/figures/", "templates/exams/figures/"),
    "exams_practice": ("exams/practice/", "templates/exams/practice/"),
    "exams_formats": ("exams/imports/", "exams/exports/", "templates/exams/formats/"),
    "exams": ("exams/", "templates/exams/"),
    "kernel": ("enforcement/", "templates/"),
}
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "zh_Hans",
    "Plural-Forms": "nplurals=1; plural=0;",
}
Key = tuple[str, str]


def catalogue(area: str) -> Path:
    """Return the path of an area's translations."""
    return ROOT / "locale" / area / "zh_Hans" / "LC_MESSAGES" / "django.po"


def area_of(path: str) -> str:
    """Return the area that translates a file, by its path from the project's folder."""
    return next((area for area, prefixes in AREAS.items() if path.startswith(prefixes)), "kernel")


def sources() -> Iterator[Path]:
    """Yield every Python file and template of the system."""
    for folder in ("enforcement", "exams", "certification", "cases"):
        yield from (p for p in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in p.parts)
    yield from sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt", ".xml", ".svg"})


def used(area: str) -> dict[Key, Found]:
    """Return the strings of an area's files by context and text, each once."""
    found: dict[Key, Found] = {}
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        if area_of(place) != area:
            continue
        read = of_python if path.suffix == ".py" else of_template
        for string in read(path.read_text(encoding="utf-8"), place):
            earlier = found.get(string.key)
            if earlier is None or (string.plural and not earlier.plural):
                found[string.key] = string
    return found


def translated(area: str) -> dict[Key, polib.POEntry]:
    """Return an area's catalogue by context and text."""
    path = catalogue(area)
    if not path.exists():
        return {}
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def is_complete(entry: polib.POEntry | None, plural: str) -> bool:
    """Return whether an entry says something in Chinese for a string (with a plural form where it needs one)."""
    if entry is None or entry.fuzzy:
        return False
    return bool(entry.msgstr_plural.get(0)) if plural else bool(entry.msgstr)


def missing(area: str) -> list[Found]:
    """Return the strings of an area without a translation in its own catalogue."""
    known = translated(area)
    return [string for key, string in used(area).items() if not is_complete(known.get(key), string.plural)]


def obsolete(area: str) -> list[str]:
    """Return the translations of an area that nothing uses."""
    strings = used(area)
    return [key[1] for key in translated(area) if key not in strings]


def disagreements() -> dict[Key, dict[str, str]]:
    """Return by context and text what the catalogues say, by area, where two of them say it differently.

    The site hears all catalogues together: of two translations of the same words one page would show the other's.
    """
    said: dict[Key, dict[str, str]] = {}
    for area in AREAS:
        for key, entry in translated(area).items():
            said.setdefault(key, {})[area] = entry.msgstr or entry.msgstr_plural.get(0, "")
    return {key: words for key, words in said.items() if len(set(words.values())) > 1}


def check(areas: list[str]) -> int:
    """Print what is missing, what is obsolete and what two areas say differently; return 1 if anything is."""
    faults = 0
    for (_, text), words in disagreements().items():
        print(f"{text!r} is said in several ways (docs/contributing.md, Text): {words}")
        faults += 1
    for area in areas:
        for string in missing(area):
            print(f"{string.place}: {area}: no translation of {string.text!r}")
            faults += 1
        for text in obsolete(area):
            print(f"locale/{area}: nothing uses {text!r}")
            faults += 1
    print(f"{faults} fault(s) in the translations of {', '.join(areas)}.")
    return 1 if faults else 0


def entry_of(string: Found) -> polib.POEntry:
    """Return an empty entry for a string."""
    place, _, line = string.place.partition(":")
    plural = {"msgid_plural": string.plural, "msgstr_plural": {0: ""}} if string.plural else {}
    flags = ["python-format"] if "%(" in string.text else []
    return polib.POEntry(
        msgid=string.text, msgstr="", msgctxt=string.context or None, comment=f"{place}:{line}", flags=flags, **plural
    )


def update(area: str) -> int:
    """Append the strings that the catalogue lacks, with an empty translation."""
    path = catalogue(area)
    if path.exists():
        file = polib.pofile(str(path), wrapwidth=110)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = polib.POFile(wrapwidth=110)
        file.metadata = HEADER
    known = {(entry.msgctxt or "", entry.msgid) for entry in file}
    added = [entry_of(string) for string in missing(area) if string.key not in known]
    file.extend(added)
    file.save(str(path))
    print(f"{len(added)} string(s) appended to locale/{area}.")
    return 0


def compile_all() -> int:
    """Write the binary catalogue beside each text one that is newer."""
    for area in AREAS:
        source = catalogue(area)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        try:
            content = polib.pofile(str(source)).to_binary()
        except OSError as fault:
            print(f"locale/{area}: {fault}", file=sys.stderr)
            return 1
        scratch = target.with_name(f".{os.getpid()}.mo")
        scratch.write_bytes(content)
        scratch.replace(target)
    return 0


def main(arguments: list[str]) -> int:
    """Run one of the four commands and return the exit status."""
    if not arguments:
        return compile_all()
    command, areas = arguments[0], arguments[1:] or list(AREAS)
    if command not in {"check", "list", "update"} or not set(areas) <= set(AREAS):
        print(__doc__, file=sys.stderr)
        return 2
    if command == "check":
        return check(areas)
    if command == "update":
        return max(update(area) for area in areas)
    for area in areas:
        for string in missing(area):
            print(entry_of(string).__unicode__(wrapwidth=110))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
