"""Pages of cases.supervision.file_review: who looks at each, and at what (see tests/browser/pages.py)."""

from tests.factories.file_review import of_the_town

PAGES_OF: dict = {
    "file_review_draws": ("", None),
    "file_review_draw_public": ("", of_the_town("numbers")),
    "file_reviews": ("justice.supervisor", None),
    "file_review_new": ("justice.supervisor", None),
    "file_review": ("justice.supervisor", of_the_town("rounds")),
    "file_review_draw": ("justice.supervisor", of_the_town("frozen")),
    "file_review_scorers": ("justice.supervisor", of_the_town("scoring")),
    "file_review_void": ("justice.supervisor", of_the_town("frozen")),
    "file_review_file": ("justice.supervisor", of_the_town("files")),
    "file_review_mine": ("transport.reviewer", None),
    "file_review_card": ("transport.reviewer", of_the_town("cards")),
    "file_review_aside": ("transport.reviewer", of_the_town("cards")),
    "file_review_ask_recusal": ("market.head", of_the_town("scoring")),
    "file_review_recusal": ("justice.supervisor", of_the_town("recusals")),
    "score_sheets": ("justice.supervisor", None),
    "score_sheet": ("justice.supervisor", of_the_town("sheets")),
    "score_sheet_new": ("justice.supervisor", None),
}
NO_PAGES: list[str] = [
    "file_review_record", "file_review_announce", "file_review_close", "file_review_export", "file_review_declare",
    "file_review_paper", "score_sheet_template", "score_sheet_publish",
]  # fmt: skip
