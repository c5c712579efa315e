"""Pages of cases.exchange: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.exchange.models import ApiToken
from cases.publicity.datasets import DATASETS
from tests.factories.exchange import a_token

PAGES_OF: dict = {
    "api_page": ("", None),
    "open_data": ("", None),
    "open_dataset": ("", lambda t: list(DATASETS)),
    "exchange_tokens": ("county.system", None),
    "exchange_token_new": ("county.system", None),
    "exchange_token": ("county.system", lambda t: [token(t)]),
}
NO_PAGES: list[str] = """
    api_description api_nothing api_agencies api_position api_cases api_case api_decisions api_credentials api_alarms
    api_charts open_description open_list open_json open_jsonl open_csv exchange_token_revoke
""".split()  # noqa: SIM905


def token(town):
    """Return the number of a token of the county."""
    found = ApiToken.objects.first() or a_token(town.staff.agencies["county"])
    return found.pk
