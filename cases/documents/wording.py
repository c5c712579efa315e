"""Sentences that several papers share: who the party is, who reconsiders, how to reach the agency."""

from __future__ import annotations

from cases.models import Case, Party
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import unseal


def party_lines(case: Case) -> list[str]:
    """Return the party's name and address, a person's number masked (行政处罚法第五十九条第一款第一项)."""
    party, code = case.party, unseal(case.party.code_sealed)
    person = party.kind == Party.Kind.PERSON
    named = "身份证号码" if person else "统一社会信用代码"
    lines = [f"当事人：{party.name}"]
    if code:
        lines.append(f"{named}：{party.code_masked if person else code}")
    if party.address_sealed:
        lines.append(f"{'住址' if person else '住所（经营场所）'}：{unseal(party.address_sealed)}")
    if party.representative:
        lines.append(f"法定代表人（负责人、经营者）：{party.representative}")
    return lines


def government_of(agency: Agency) -> str:
    """Return the government that reconsiders an agency's acts (行政复议法第二十四条)."""
    above = agency.parent
    while above is not None and above.kind != "government":
        above = above.parent
    return above.name if above else "本级人民政府"


def contact_of(agency: Agency) -> str:
    """Return an agency's address and telephone as papers say them, "" for neither."""
    if not agency.address and not agency.phone:
        return ""
    return f"本机关地址：{agency.address or '——'}　联系电话：{agency.phone or '——'}"


def ended(text: str) -> str:
    """Return a text with one full stop at its end."""
    said = text.strip().rstrip("。；;.")
    return f"{said}。"
