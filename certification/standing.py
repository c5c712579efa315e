"""May this person enforce the law on that day? Judged as of the day, from history, never from today.

This is what cases import. A refusal says why in words and by which article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from certification import fields as enforcement_fields
from certification.lifecycle.lapse import lapsed_since
from certification.models import AnnualCheck, Certificate, Credential, CredentialStatus
from enforcement.organisation.models import Agency, Post
from enforcement.web.times import say_day

PENALTY: Final = "中华人民共和国行政处罚法第四十二条"
OFFICERS: Final = "山东省行政执法监督条例第十条"
NEVER: Final = "山东省行政执法监督条例第十条第三款"

ENDS: Final = frozenset(CredentialStatus.FINAL | {CredentialStatus.Status.LOST, CredentialStatus.Status.LAPSED})

State = Literal[
    "valid",
    "not_yet",
    "expired",
    "suspended",
    "revoked",
    "cancelled",
    "superseded",
    "lost",
    "lapsed",
    "none",
    "other_agency",
    "other_field",
    "establishment",
    "no_post",
    "not_enforcement",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person may act on a day, with the credential that says so, or why not.

    ``code`` is ``valid`` or the reason: ``none`` (no credential), ``not_yet``, ``expired``, ``suspended``, ``revoked``,
    ``cancelled``, ``superseded``, ``lost``, ``lapsed`` (unchecked), ``other_agency``, ``other_field``,
    ``establishment`` (contract, dispatched, seconded, auxiliary), ``no_post``, ``not_enforcement``. ``kind``,
    ``agency``, ``fields`` and the dates are those of the credential, empty where there is none.
    """

    ok: bool
    number: str
    code: State
    sentence: str
    kind: str = ""
    agency: str = ""
    fields: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    article: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return what the ledger and the file of a case keep."""
        return {
            "ok": self.ok,
            "number": self.number,
            "code": self.code,
            "sentence": self.sentence,
            "kind": self.kind,
            "agency": self.agency,
            "fields": list(self.fields),
            "article": self.article,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
        }


def may_act(*, person_id: int, on: date, field: str, agency: Agency | int) -> Standing:
    """Return whether a person may enforce the law for an agency in a field on a day ("" for any field).

    The person needs an enforcement post on the establishment of that agency and a credential of that agency for that
    field that was valid on that day. Four queries.
    """
    return may_act_many(person_ids=[person_id], on=on, field=field, agency=agency)[person_id]


def may_act_many(*, person_ids: Iterable[int], on: date, field: str, agency: Agency | int) -> dict[int, Standing]:
    """Return the standing of each person on a day, by id. Four queries, however many there are.

    One more for each annual check that was not done by its day, which asks whether such credentials lapse.
    """
    ids = list(dict.fromkeys(person_ids))
    agency_id = agency if isinstance(agency, int) else agency.pk
    posts: dict[int, list[Post]] = {i: [] for i in ids}
    for post in Post.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), person_id__in=ids, from_on__lte=on):
        posts[post.person_id].append(post)
    held: dict[int, list[Credential]] = {i: [] for i in ids}
    rows = (
        Credential.objects.filter(person_id__in=ids)
        .order_by("valid_from", "pk")
        .prefetch_related("statuses", Prefetch("annual_checks", AnnualCheck.objects.select_related("round__agency")))
    )
    for credential in rows.defer("digits"):
        held[credential.person_id].append(credential)
    return {i: _judge(held[i], posts[i], on=on, field=field, agency_id=agency_id) for i in ids}


def certificate(*, person_id: int, kind: Literal["hearing_chair", "supervision"], on: date) -> str:
    """Return the number of the certificate of a kind that a person held on a day, or "" (one query)."""
    return certificates(person_ids=[person_id], kind=kind, on=on).get(person_id, "")


def certificates(
    *, person_ids: Iterable[int], kind: Literal["hearing_chair", "supervision"], on: date
) -> dict[int, str]:
    """Return by person the number of the certificate of a kind that each held on a day (one query)."""
    found = Certificate.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
        person_id__in=list(person_ids),
        kind=kind,
        valid_from__lte=on,
    )
    return dict(found.order_by("valid_from").values_list("person_id", "number"))


def state_on(credential: Credential, statuses: Sequence[CredentialStatus], on: date) -> tuple[State, date | None]:
    """Return a credential's state on a day, and since when: the last entry that had begun; then its dates.

    ``statuses`` is the whole history, oldest first. A suspension lasts until an entry ends it: that its planned last
    day has passed does not give the credential back.
    """
    last = next((s for s in reversed(statuses) if s.from_on <= on), None)
    entry, since = (last.status, last.from_on) if last is not None else ("", None)
    return state_by(entry, since, valid_from=credential.valid_from, valid_to=credential.valid_to, on=on)


def state_by(
    entry: str, since: date | None, *, valid_from: date, valid_to: date, on: date
) -> tuple[State, date | None]:
    """Return the state on a day from the last entry that had begun ("" for none) and the dates; since when."""
    if on < valid_from:
        return "not_yet", valid_from
    if entry in ENDS:
        return cast("State", entry), since
    if on > valid_to:
        return "expired", valid_to
    return ("suspended", since) if entry == CredentialStatus.Status.SUSPENDED else ("valid", valid_from)


def _judge(held: list[Credential], posts: list[Post], *, on: date, field: str, agency_id: int) -> Standing:
    here = [post for post in posts if post.agency_id == agency_id]
    never = next((post for post in here or posts if post.establishment not in Post.MAY_ENFORCE), None)
    if never is not None and not any(post.may_enforce for post in here):
        return _refuse(_latest(held, on), "establishment", on)
    judged = [_of_credential(c, on=on, field=field, agency_id=agency_id) for c in held]
    best = next((s for s in reversed(judged) if s.ok), None)
    if best is None:
        latest = _latest(held, on)
        return judged[held.index(latest)] if latest is not None else _refuse(None, "none", on)
    if not here:
        return _but(best, "no_post", on)
    if not any(post.may_enforce for post in here):
        return _but(best, "not_enforcement", on)
    return best


def _latest(held: list[Credential], on: date) -> Credential | None:
    """Return the credential to speak of: of this day's or earlier ones the last to begin, else the next to begin."""
    begun = [credential for credential in held if credential.valid_from <= on]
    return begun[-1] if begun else next(iter(held), None)


def _of_credential(credential: Credential, *, on: date, field: str, agency_id: int) -> Standing:
    state, since = state_on(credential, list(credential.statuses.all()), on)
    if state == "valid" and (lapsed := lapsed_since(credential, list(credential.annual_checks.all()), on)):
        state, since = "lapsed", lapsed
    if state == "valid" and credential.agency_id != agency_id:
        state = "other_agency"
    elif state == "valid" and field and field not in credential.fields:
        state = "other_field"
    if state != "valid":
        return _refuse(credential, state, on, since=since, field=field)
    return _standing(credential, "valid", _("The credential %(number)s is valid.") % {"number": credential.number}, "")


def _standing(credential: Credential | None, code: State, sentence: str, article: str) -> Standing:
    if credential is None:
        return Standing(ok=False, number="", code=code, sentence=sentence, article=article)
    return Standing(
        ok=code == "valid",
        number=credential.number,
        code=code,
        sentence=sentence,
        kind=credential.kind,
        agency=credential.agency_name,
        fields=tuple(credential.fields),
        valid_from=credential.valid_from,
        valid_to=credential.valid_to,
        article=article,
    )


def _but(found: Standing, code: State, on: date) -> Standing:
    return Standing(
        ok=False,
        number=found.number,
        code=code,
        sentence=_sentence(code) % {"on": say_day(on)},
        kind=found.kind,
        agency=found.agency,
        fields=found.fields,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        article=OFFICERS,
    )


def _refuse(
    credential: Credential | None, code: State, on: date, *, since: date | None = None, field: str = ""
) -> Standing:
    words = {
        "on": say_day(on),
        "since": say_day(since) if since else "",
        "number": credential.number if credential else "",
        "agency": credential.agency_name if credential else "",
        "field": enforcement_fields.titles([field]) if field else "",
    }
    article = NEVER if code == "establishment" else PENALTY
    return _standing(credential, code, _sentence(code) % words, article)


def _sentence(code: State) -> str:
    return {
        "none": _("There is no enforcement credential."),
        "not_yet": _("The credential %(number)s is valid only from %(since)s."),
        "expired": _("The credential %(number)s expired on %(since)s."),
        "suspended": _("The credential %(number)s has been suspended since %(since)s."),
        "revoked": _("The credential %(number)s was revoked on %(since)s."),
        "cancelled": _("The credential %(number)s was cancelled on %(since)s."),
        "superseded": _("The credential %(number)s was superseded by another on %(since)s."),
        "lost": _("The credential %(number)s was reported lost on %(since)s."),
        "lapsed": _("The credential %(number)s lapsed on %(since)s: its annual check had not been done."),
        "other_agency": _("The credential %(number)s is one of %(agency)s: it does not serve another agency."),
        "other_field": _("The credential %(number)s is not for the field “%(field)s”."),
        "establishment": _(
            "On %(on)s this was contract, dispatched, seconded or auxiliary staff, who never enforce the law."
        ),
        "no_post": _("On %(on)s there was no post in this agency."),
        "not_enforcement": _("On %(on)s the post was not one of enforcement."),
    }[code]
