"""What the law leaves open about cases: each field of ``rules.file.Legal``, with where its default comes from."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import threshold_settings as thresholds
from cases.rules.file import Legal
from cases.settings_read import PREFIX, codes, legal_of
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import REGISTRY, Confidence, Kind, Parameter, declare, values

NUMBER_STYLE: Final = "case.number_style"
NAME_MASKING: Final = "case.name_masking"
DAYS: Final = _("days")
YUAN: Final = _("yuan")
AMOUNTS: Final = "市场监督管理行政处罚听证办法第五条（个人1万元、单位10万元）；山东省现行数额待确认，先取已知最低数额"
DEPART: Final = "山东省规范行政处罚裁量权办法第十二条；市场监管总局裁量权指导意见（2022年）：经批准或者集体讨论"
REGISTER: Final = "乐陵市法治政府建设实施方案（2018年）第八项：统一登记、统一编号、统一公布；登记齐全后启用"
SHANDONG: Final = "山东省行政程序规定第七十七条、第八十三条（未写明工作日，按自然日从早计算）"


def _declared(
    name: str,
    title: str | Promise,
    source: str,
    confidence: Confidence = "sure",
    *,
    unit: str | Promise = "",
    choices: tuple[str, ...] = (),
    kind: Kind | None = None,
) -> Parameter:
    """Return the parameter of a field of ``Legal``: its default is the field's."""
    default = next(f.default for f in fields(Legal) if f.name == name)
    found: Kind = kind or _kind(default, choices)
    plain: Any = default
    if isinstance(default, Decimal):
        plain = float(default) if default % 1 else int(default)
    if isinstance(default, tuple):
        plain = list(default)
    pair = isinstance(default, tuple)
    return Parameter(PREFIX + name, title, found, plain, source, confidence, choices, unit, pair=pair)


def _kind(default: object, choices: tuple[str, ...]) -> Kind:
    if choices:
        return "choice"
    if isinstance(default, bool):
        return "boolean"
    return {int: "integer", Decimal: "decimal", tuple: "json", str: "text"}[type(default)]  # type: ignore[return-value]


PARAMETERS: Final[tuple[Parameter, ...]] = (
    _declared(
        "defence_days",
        _("Working days for the party's defence"),
        "市场监督管理行政处罚程序规定第五十七条：五个工作日；农业行政处罚程序规定第二十三条：三个工作日；法律未定",
        unit=DAYS,
    ),
    _declared(
        "hearing_notice_days",
        _("Working days between notice and hearing"),
        "中华人民共和国行政处罚法第六十四条第二项",
        unit=DAYS,
    ),
    _declared(
        "hearing_notice_clear",
        _("Neither the day of service nor the day of the hearing counts"),
        "从严解释：七个工作日“前”不计首尾两日",
        "likely",
    ),
    _declared(
        "hearing_resume_days",
        _("Working days between notice and a hearing that goes on after a suspension"),
        "法律未定；从严准用中华人民共和国行政处罚法第六十四条第二项，待确认",
        "unsure",
        unit=DAYS,
    ),
    _declared(
        "hearing_announcement_days",
        _("Working days between announcement and hearing"),
        "市场监督管理行政处罚听证办法第二十二条",
        unit=DAYS,
    ),
    _declared("hearing_fine_person", _("Fine from which a person may ask for a hearing"), AMOUNTS, "unsure", unit=YUAN),
    _declared(
        "hearing_fine_organisation",
        _("Fine from which an organisation may ask for a hearing"),
        AMOUNTS,
        "unsure",
        unit=YUAN,
    ),
    _declared(
        "hearing_confiscation_person",
        _("Confiscation from which a person may ask for a hearing"),
        AMOUNTS,
        "unsure",
        unit=YUAN,
    ),
    _declared(
        "hearing_confiscation_organisation",
        _("Confiscation from which an organisation may ask for a hearing"),
        AMOUNTS,
        "unsure",
        unit=YUAN,
    ),
    _declared(
        "business_counts_as_person",
        _("An individual business counts as a person"),
        "法律未定；取对当事人有利的较低数额，待确认",
        "unsure",
    ),
    _declared(
        "chair_needs_certificate",
        _("The chair of a hearing needs the chair's certificate"),
        "山东省行政执法监督条例第十一条；山东省行政程序规定第七十九条",
    ),
    _declared(
        "review_days",
        _("Working days for a legal review"),
        "市场监督管理行政处罚程序规定第五十五条：十；农业行政处罚程序规定第五十三条：五；住房城乡建设：十；法律未定",
        "likely",
        unit=DAYS,
    ),
    _declared(
        "agenda_days",
        _("Working days between sending the papers and a discussion"),
        "全国性法律未规定；实践做法为会前二至三日送达材料，待确认；零为不设期限",
        "unsure",
        unit=DAYS,
    ),
    _declared(
        "minutes_days",
        _("Working days to sign the minutes of a discussion"),
        "医疗保障行政处罚程序暂行规定第四十四条（当日签名为实践做法），待确认",
        "unsure",
        unit=DAYS,
    ),
    _declared(
        "quorum_counts_recused",
        _("Recused members count among those who ought to be present"),
        "法律未定；回避人员不计入应到人数为本系统默认，待确认",
        "unsure",
    ),
    _declared(
        "discuss_departures",
        _("A departure from the benchmark that the main head did not approve is discussed"),
        "市场监管总局关于规范市场监督管理行政处罚裁量权的指导意见第八条",
        "likely",
    ),
    _declared(
        "quorum_share",
        _("Share of the members who must be present at a discussion"),
        "全国性法律未规定；地方规定有三分之二或者二分之一，待确认",
        "unsure",
    ),
    _declared(
        "quorum_min",
        _("Fewest members present at a discussion"),
        "全国性法律未规定；实践做法不少于三人，待确认",
        "unsure",
    ),
    _declared(
        "discussion_mode",
        _("Who decides where the head departs from the majority"),
        "山东省人民政府令第336号第五十条第三项；重大行政决策程序暂行条例第三十条（行政处罚中参照适用）",
        "likely",
        choices=("head_with_reasons", "majority"),
    ),
    _declared(
        "reasons_min_length",
        _("Fewest characters of the head's reasons"),
        "本系统默认：理由应当具体",
        "unsure",
        unit=_("characters"),
    ),
    _declared(
        "discuss_when_heard",
        _("A heard case is always discussed"),
        "农业行政处罚程序规定第五十五条；市场监督管理行政处罚程序规定第六十条",
        "likely",
    ),
    _declared(
        "discuss_from_fine",
        _("Fine from which a case is discussed"),
        "地方目录，未提供：不设数额",
        "unsure",
        unit=YUAN,
        kind="decimal",
    ),
    _declared(
        "review_from_fine",
        _("Fine from which a case is reviewed"),
        "本机关法制审核目录清单，未提供：不设数额",
        "unsure",
        unit=YUAN,
        kind="decimal",
    ),
    _declared(
        "publish_days",
        _("Working days to publish a decision"),
        "国办发〔2018〕118号第六项：七个工作日；市场监管系统二十个工作日",
        unit=DAYS,
    ),
    _declared("service_days", _("Working days to serve a decision"), "中华人民共和国行政处罚法第六十一条", unit=DAYS),
    _declared(
        "closure_days",
        _("Working days to close a case after performance"),
        "市场监督管理行政处罚程序规定第七十七条；住房和城乡建设行政处罚程序规定第三十一条",
        unit=DAYS,
    ),
    _declared(
        "recusal_days",
        _("Working days to decide on a recusal"),
        "中华人民共和国行政处罚法第四十三条：及时；三个工作日为本系统默认",
        "unsure",
        unit=DAYS,
    ),
    _declared("recording_days", _("Days to hand in a recording"), "国办发〔2018〕118号第八项", "unsure", unit=DAYS),
    _declared(
        "filing_days",
        _("Working days to check a clue before filing"),
        "市场监督管理行政处罚程序规定第十八条：十五；农业：七；住房城乡建设：十五",
        unit=DAYS,
    ),
    _declared(
        "filing_extension_days",
        _("Working days by which that check may be extended"),
        "市场监督管理行政处罚程序规定第十八条：十五；农业：七；住房城乡建设：十",
        unit=DAYS,
    ),
    _declared(
        "archive_days",
        _("Working days to archive the file after closure"),
        "市场监督管理行政处罚程序规定第七十八条：及时；三十个工作日为本系统默认，待确认",
        "unsure",
        unit=DAYS,
    ),
    _declared("decision_days", _("Days from filing to decision"), "中华人民共和国行政处罚法第六十条", unit=DAYS),
    _declared(
        "hearing_request_days",
        _("Working days to ask for a hearing"),
        "中华人民共和国行政处罚法第六十四条第一项",
        unit=DAYS,
    ),
    _declared("hearing_accept_days", _("Days to accept a request for a hearing"), SHANDONG, "likely", unit=DAYS),
    _declared("hearing_hold_days", _("Days from acceptance to hearing"), SHANDONG, "likely", unit=DAYS),
    _declared("hearing_report_days", _("Days from hearing to report"), SHANDONG, "likely", unit=DAYS),
    _declared(
        "suspension_counts_as_heavy",
        _("Suspension of a licence and restriction of business give the right to a hearing"),
        "中华人民共和国行政处罚法第六十三条第一款第五项（其他较重的行政处罚），从宽解释",
        "likely",
    ),
    _declared(
        "preserve_days",
        _("Working days to dispose of preserved evidence"),
        "中华人民共和国行政处罚法第五十六条",
        unit=DAYS,
    ),
    _declared("seize_days", _("Days of sealing or seizure"), "中华人民共和国行政强制法第二十五条第一款", unit=DAYS),
    _declared(
        "seize_extension_days",
        _("Days by which sealing or seizure may be extended"),
        "中华人民共和国行政强制法第二十五条第一款",
        unit=DAYS,
    ),
    _declared(
        "limitation_years",
        _("Years after which an act is no longer punished"),
        "中华人民共和国行政处罚法第三十六条：二年；涉及公民生命健康安全、金融安全且有危害后果的五年",
        unit=_("years"),
    ),
    _declared(
        "limitation_long_years",
        _("Years for acts against life, health or financial safety that did harm"),
        "中华人民共和国行政处罚法第三十六条第一款",
        unit=_("years"),
    ),
    _declared("departure_blocks", _("No decision that departs from the benchmark without approval"), DEPART, "likely"),
    _declared(
        "on_spot_person",
        _("Highest fine on the spot for a person"),
        "中华人民共和国行政处罚法第五十一条；行为发生在2021年7月15日以前的为五十元",
        unit=YUAN,
    ),
    _declared(
        "on_spot_organisation",
        _("Highest fine on the spot for an organisation"),
        "中华人民共和国行政处罚法第五十一条；行为发生在2021年7月15日以前的为一千元",
        unit=YUAN,
    ),
    _declared(
        "withdrawal_days",
        _("Working days to withdraw a published decision that was annulled"),
        "中华人民共和国行政处罚法第四十八条第二款：三日内",
        unit=DAYS,
    ),
    _declared("norms_complete", _("Citing what is not in the register of norms raises an alarm"), REGISTER, "unsure"),
    _declared("payment_days", _("Days to pay a fine"), "中华人民共和国行政处罚法第六十七条第三款", unit=DAYS),
    _declared(
        "surcharge_percent",
        _("Per cent a day that are added to a fine paid late"),
        "中华人民共和国行政处罚法第七十二条第一款第一项",
    ),
    _declared(
        "cash_days",
        _("Working days to hand in and to bank a fine that officers collected"),
        "中华人民共和国行政处罚法第七十一条",
        unit=DAYS,
    ),
    _declared(
        "demand_days",
        _("Working days to perform after a demand"),
        "中华人民共和国行政强制法第五十四条、第六十九条",
        unit=DAYS,
    ),
    _declared(
        "court_months",
        _("Months to apply to the court after the remedies have lapsed"),
        "中华人民共和国行政强制法第五十三条",
        unit=_("months"),
    ),
    _declared(
        "reconsideration_days", _("Days to ask for reconsideration"), "中华人民共和国行政复议法第二十条", unit=DAYS
    ),
    _declared("litigation_months", _("Months to bring a suit"), "中华人民共和国行政诉讼法第四十六条", unit=_("months")),
    _declared(
        "litigation_after_days",
        _("Days to bring a suit after the decision on reconsideration"),
        "中华人民共和国行政诉讼法第四十五条",
        unit=DAYS,
    ),
    _declared(
        "transfer_approval_days",
        _("Days to decide on a transfer to the police"),
        "行政执法机关移送涉嫌犯罪案件的规定第五条",
        unit=DAYS,
    ),
    _declared(
        "transfer_send_hours",
        _("Hours to send an approved transfer to the police"),
        "行政执法机关移送涉嫌犯罪案件的规定第五条",
        unit=_("hours"),
    ),
    _declared(
        "hand_over_days",
        _("Days to hand things over after the police filed the case"),
        "行政执法机关移送涉嫌犯罪案件的规定第十二条",
        unit=DAYS,
    ),
    _declared(
        "number_style",
        _("Style of case and decision numbers"),
        "GB/T 9704-2012：不编“第”字；部分执法文书实践写“第”",
        "likely",
        choices=("plain", "with_di"),
    ),
    _declared(
        "name_masking",
        _("How a person's name is shown in a published decision"),
        "地方规定，常见做法为姓加“某”，待确认",
        "unsure",
        choices=("surname", "full", "hidden"),
    ),
)
"""The parameter of each field of ``Legal``."""


def declare_all() -> None:
    """Enter every parameter of cases in the register (once)."""
    for parameter in (*PARAMETERS, *thresholds.PARAMETERS):
        if parameter.code not in REGISTRY:
            declare(parameter)


def legal(agency: Agency, on: date) -> Legal:
    """Return the settings in force for an agency on a day. One query."""
    return legal_of(values(codes(), agency=agency, on=on))
