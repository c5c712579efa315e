"""Every parameter of the table of evidence is in the register, with its source and how sure it is."""

import pytest

from certification.lifecycle.grounds import CANCELLATION, REVOCATION, SUSPENSION, title_of
from certification.lifecycle.open_round import due_by_setting
from enforcement.organisation.parameters import REGISTRY, check
from tests.factories.certification_lifecycle import a_setting

# Row of the table → the settings that carry it, and how sure the default may be said to be.
ROWS = {
    "validity": {"credential.years": "unsure"},
    "annual check": {
        "credential.check_due": "unsure", "credential.unchecked_lapses": "unsure", "credential.reminder_days": "sure",
    },
    "suspension cap": {"credential.suspension_months": "unsure", "credential.suspension_notice_days": "unsure"},
    "suspension grounds": {"credential.suspension_grounds": "likely"},
    "revoke grounds": {"credential.revocation_grounds": "likely", "credential.never_again_grounds": "unsure"},
    "who cancels qualification": {"credential.revocation_decider": "likely"},
    "loss": {"credential.loss_notice_days": "likely"},
    "yearly training": {"exam.training_hours_year": "sure"},
    "new-officer training": {"credential.training_hours": "unsure"},
    "exam exemption": {"exam.exemption_allowed": "likely"},
    "subjects": {"credential.professional_exam_required": "unsure", "credential.field_change_exam": "unsure"},
    "paper shape": {"exam.counts": "likely", "exam.minutes": "likely"},
    "pass mark": {"exam.pass_mark": "unsure"},
    "result": {"exam.release_at_once": "likely"},
    "retake": {"exam.attempts": "unsure", "exam.retake_days": "unsure"},
    "anti-cheating": {"exam.focus_limit": "unsure", "exam.focus_act": "unsure"},
    "bank": {"exam.parallel_forms": "sure"},
    "notice": {"credential.notice_days": "unsure"},
    "levels and issuer": {"credential.review_levels": "unsure", "credential.issued_by": "unsure"},
    "renewal and review": {
        "credential.renewal_days": "unsure", "credential.revocation_review_days": "likely",
        "credential.revocation_hearing_days": "unsure",
    },
}  # fmt: skip
# The window of an exam is no setting: it is chosen with each session (opens_at, closes_at).


@pytest.mark.parametrize("row", ROWS)
def test_each_row_of_the_table_is_a_setting_with_its_source(row):
    for code, confidence in ROWS[row].items():
        parameter = REGISTRY[code]
        assert parameter.confidence == confidence, code
        assert len(parameter.source) > 8, code
        assert check(code, parameter.default) == parameter.default
        if parameter.kind == "choice":
            assert parameter.default in parameter.choices


def test_there_are_twenty_rows():
    assert len(ROWS) == 20


def test_what_is_unsure_says_that_it_waits_for_the_province_or_that_nothing_is_published():
    unsure = [c for row in ROWS.values() for c, sure in row.items() if sure == "unsure" and c.startswith("credential.")]
    silent = [c for c in unsure if not any(w in REGISTRY[c].source for w in ("待确认", "未见", "默认", "规定为准"))]
    assert silent == []


def test_every_ground_names_its_article_once():
    for grounds in (SUSPENSION, REVOCATION, CANCELLATION):
        assert all("条" in ground.article and ground.title_en for ground in grounds.values())
        assert list(grounds) == [ground.code for ground in grounds.values()]
    assert title_of("unheard of") == "unheard of"


@pytest.mark.django_db(transaction=True)
def test_the_last_day_of_the_check_is_read_from_the_setting(agency):
    from datetime import date

    assert due_by_setting(agency, year=2026, on=date(2027, 1, 5)) == date(2027, 3, 31)
    a_setting(agency, "credential.check_due", "06-30")
    assert due_by_setting(agency, year=2026, on=date(2027, 1, 5)) == date(2027, 6, 30)
    a_setting(agency, "credential.check_due", "someday", date(2027, 1, 1))
    assert due_by_setting(agency, year=2026, on=date(2027, 1, 5)) == date(2027, 3, 31)
