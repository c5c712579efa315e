"""Invented rows of the demo's public lists beside the powers."""

from __future__ import annotations

from enforcement.organisation.models import Agency

Rows = list[dict[str, str]]


def others(agency: Agency, title: str) -> dict[str, Rows]:
    """Return the rows of the lists of one department, by kind; only the urban bureau has them all."""
    phone = agency.phone or "12345"
    found: dict[str, Rows] = {
        "subjects": [{
            "title": agency.name, "nature": "法定行政机关", "basis": "本级人民政府机构设置的规定",
            "duties": f"负责{title}领域的行政执法", "address": "示例路1号", "hours": "工作日 8:30—12:00，13:30—17:30",
            "phone": phone, "watch_phone": "12345",
        }],
        "checks": [{
            "title": f"{title}领域日常经营检查", "object": "本领域的经营者", "content": "许可、台账和现场条件",
            "basis": "国办发〔2015〕58号；本领域法律法规", "way": "现场检查", "ratio": "5%",
            "frequency": "每年不超过一次",
            "joint": "是",
        }],
    }  # fmt: skip
    if agency.sign == "乐综执":
        found |= {"guides": [_guide(phone)], "delegations": _letters(agency), "sites": [_site()]}
    return found


def _guide(phone: str) -> dict[str, str]:
    return {
        "title": "缴纳罚款", "who": "被处罚的单位和个人", "materials": "处罚决定书",
        "steps": "一、持决定书到代收银行缴纳，或者扫码缴纳；\n二、保存缴款凭证；\n三、凭证与决定书编号一致即办结。",
        "place": "代收银行各网点", "hours": "银行营业时间", "fee": "不收费", "phone": phone,
    }  # fmt: skip


def _letters(agency: Agency) -> Rows:
    row = {
        "title": "示例街道综合执法大队", "basis": "中华人民共和国行政处罚法第二十条、第二十一条",
        "matters": "对占用城市道路堆放物料行为的巡查和调查取证", "powers": "不含作出行政处罚决定", "area": "示例街道",
        "watch": "委托机关每季度检查一次，对行为的后果承担法律责任",
    }  # fmt: skip
    return [
        {**row, "code": f"{agency.sign}委〔2025〕1号", "from_on": "2025-01-01", "until_on": "2025-12-31"},
        {**row, "code": f"{agency.sign}委〔2026〕1号", "from_on": "2026-01-01", "until_on": "2028-12-31"},
    ]


def _site() -> dict[str, str]:
    return {
        "code": "示例-001", "title": "示例路与示例街路口北侧", "device": "固定式视频监控",
        "purpose": "车辆运输沿途遗撒",
        "standard": "公共安全视频监控联网系统信息传输、交换、控制技术要求", "legal_on": "2025-11-05",
        "technical_on": "2025-11-12", "from_on": "2026-01-01", "sign": "设有“电子监控”标志",
    }  # fmt: skip
