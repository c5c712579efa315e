"""What a checked file would do to a bank, for people to read before they decide: plain data that a job can keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from exams.bank.differences import difference
from exams.imports.compare import Change, Plan, compare
from exams.imports.draft import Draft
from exams.imports.faults import problems_of
from exams.imports.found import Found
from exams.imports.similar import near_duplicates
from exams.imports.text import write_words
from exams.models import Bank, Item, LawRef

SHOWN = 200
"""How many of each kind are shown; the figures count all."""
STEM = 60
Tick = Callable[[int, int], None]


def report_on(bank: Bank, found: Found, tick: Tick) -> dict[str, Any]:
    """Return the report on what was found in a file: figures, problems, and each change with what differs."""
    plan, faults = compare(bank, found.drafts, found.pictures)
    problems = [*found.problems, *problems_of(found.drafts), *faults]
    near = _near(bank, plan, tick) if not problems else []
    return {
        "counts": asdict(plan.outcome),
        "total": len(found.drafts),
        "changes": plan.outcome.changes,
        "problem_count": len(problems),
        "problems": [[problem.place, problem.sentence] for problem in problems[:SHOWN]],
        "new": [[draft.code, draft.type, _short(draft.stem)] for draft in plan.new[:SHOWN]],
        "reworded": [_reworded(change) for change in plan.reworded[:SHOWN]],
        "rekeyed": [[draft.code, _key(one.draft), _key(draft)] for one, draft in plan.rekeyed[:SHOWN]],
        "moved": [[draft.code, one.item.group_order, draft.order] for one, draft in plan.moved[:SHOWN]],
        "near_count": len(near),
        "near": near[:SHOWN],
        "notes": _notes(found.drafts),
        "shown": SHOWN,
    }


def _short(text: str) -> str:
    return text if len(text) <= STEM else f"{text[:STEM]}…"


def _key(draft: Draft) -> str:
    if draft.type == "fill_in":
        return write_words(draft.words)
    return "\n".join([draft.guide, *draft.points]) if draft.type == "short_answer" else "".join(draft.key)


def _reworded(change: Change) -> dict[str, Any]:
    one, draft = change
    pairs = zip(_parts(one.draft), _parts(draft), strict=True)
    changed = [(name, difference(old, new)) for (name, old), (_same, new) in pairs if old != new]
    return {
        "code": draft.code,
        "changed": [[name, [[piece.kind, piece.text] for piece in pieces]] for name, pieces in changed],
    }


def _parts(draft: Draft) -> Sequence[tuple[str, str]]:
    letters = dict(zip("ABCDEFGH", draft.options, strict=False))
    pictures = [*(draft.case.pictures if draft.case else ()), *draft.pictures]
    return (
        (_("Text of the case"), f"{draft.case.code}\n{draft.case.stem}" if draft.case else ""),
        (_("Question"), draft.stem),
        *((_("Option %(letter)s") % {"letter": letter}, letters.get(letter, "")) for letter in "ABCDEFGH"),
        (_("Key"), _key(draft)),
        (_("Law"), f"《{draft.law.law}》{draft.article} · {draft.law.version}"),
        (_("Explanation"), draft.explanation),
        (_("Topic"), draft.topic),
        (_("Difficulty"), str(draft.difficulty)),
        (_("Order of options"), _("fixed") if draft.keep_order else _("shuffled")),
        (_("Pictures"), "\n".join(f"{p.place}: {p.alt} ({p.sha256[:8]})" for p in pictures)),
    )


def _near(bank: Bank, plan: Plan, tick: Tick) -> list[list[Any]]:
    """Return the new items that nearly repeat another one, of the bank or of the file."""
    if not plan.new:
        return []
    rows = Item.objects.filter(bank=bank, retired_on=None, current__isnull=False).order_by("code")
    known = [
        (code, stem, _wording(type_, case or "", stem, [option["text"] for option in options]))
        for code, type_, case, stem, options in rows.values_list(
            "code", "type", "group__code", "current__stem", "current__options"
        )
    ]
    mine = [
        (d.code, d.stem, _wording(d.type, d.case.code if d.case else "", d.stem, d.options)) for d in plan.new
    ]  # fmt: skip
    found = []
    for near in near_duplicates([one[2] for one in mine], [one[2] for one in known], tick=tick):
        code, stem, _text = mine[near.new]
        other, its_stem, _text = (known if near.is_known else mine)[near.other]
        found.append([code, _short(stem), other, _short(its_stem), round(near.score * 100)])
    return sorted(found, key=lambda row: -row[-1])


def _wording(type_: str, case: str, stem: str, options: Sequence[str]) -> str:
    return "\n".join([case, stem, *(options if type_ != "true_false" else ())])


def _notes(drafts: Sequence[Draft]) -> list[str]:
    """Return where the file describes a law otherwise than the bank does, whose words stand."""
    said = {(draft.law.law, draft.law.version): draft.law for draft in drafts}
    rows = LawRef.objects.filter(law__in={law for law, _version in said}).order_by("law", "version", "pk")
    notes = []
    for row in rows.distinct("law", "version"):
        law = said.get((row.law, row.version))
        if law and (law.short, law.in_force_from) != (row.short, row.in_force_from):
            words = _("%(law)s (%(version)s) is known as “%(short)s”, in force from %(day)s; these words stay.")
            facts = {"law": row.law, "version": row.version, "short": row.short, "day": row.in_force_from}
            notes.append(words % facts)
    return notes
