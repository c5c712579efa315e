"""The columns of a workbook of items, and what each is for: for the reader, the writer, the template and the docs."""

from __future__ import annotations

from exams.imports.draft import LETTERS

SHEET = "试题"
# What a column holds → its heading. The headings are content: workbooks are written in Chinese.
HEADINGS: dict[str, str] = {
    "code": "编号", "type": "题型", "stem": "题干",
    **{f"option_{letter}": f"选项{letter}" for letter in LETTERS},
    "key": "答案", "law": "法律名称", "short": "法律简称", "version": "版本", "in_force_from": "施行日期",
    "article": "条文", "explanation": "解析", "difficulty": "难度", "topic": "知识点", "points": "评分要点",
    "case": "案例编号", "case_stem": "案例题干", "order": "案例内序号", "pictures": "图片", "case_pictures": "案例图片",
    "fixed": "选项不乱序",
}  # fmt: skip
REQUIRED = ("type", "stem", "key")
OF_LAW = ("law", "version", "in_force_from", "article", "difficulty")
"""Columns that a file needs unless the person who imports it says what stands for them."""
FROM = {"words": "key", "guide": "key", "options": "option_A"}
"""Parts of an item that are read from the column of another."""

ABOUT: dict[str, str] = {
    "code": "试题在本题库中的编号，最多30个字符，不得重复。留空时由系统按题目内容编号，同一道题每次得到同一编号。",
    "type": "单选、多选、判断、填空、简答之一，从下拉列表中选择。",
    "stem": "题目内容。填空题用四个下划线____表示一个空。",
    "option_A": "选项A至选项H，从A起依次填写，中间不留空。判断题可以不填，默认A为“正确”、B为“错误”。"
    "填空题、简答题不填。",
    "key": "单选、多选填字母，如ACD；判断填“正确”或“错误”；填空按空的顺序填写，空与空之间用分号，"
    "一个空的几种正确写法之间用竖线，如“罚款|罚金；没收”，文字本身含有分号、竖线或反斜杠的，在其前面加反斜杠；简答填参考答案。",
    "law": "试题所依据的法律、法规、规章的全称。",
    "short": "简称，留空时为去掉“中华人民共和国”的全称。",
    "version": "该法律的版本，如“2021年修订”。法律修改后，系统据此找出需要修改的试题。",
    "in_force_from": "该版本施行的日期，如2021-07-15。",
    "article": "条、款、项，如“第九条第一项”。",
    "explanation": "答案的理由，练习时和成绩公布后向考生显示，可以不填。",
    "difficulty": "1（容易）至5（困难）的整数。",
    "topic": "知识点，最多60个字符，可以不填。",
    "points": "简答题的评分要点，每行一个，可以不填。",
    "case": "几道题共用一段材料的，填写相同的案例编号。",
    "case_stem": "共用的材料，填在该案例的第一道题，其余可以不填。",
    "order": "本题在案例中的次序，从1起。整个案例都不填时，按所在行的先后。",
    "pictures": "题中图片在“图片”表中的名称，每行一个；放在选项中的，前面写选项字母和冒号，如“B：图2”。",
    "case_pictures": "案例材料中的图片在“图片”表中的名称，每行一个。",
    "fixed": "选项之间有先后关系、不得打乱的，填“是”。选项以“以上”“上述”开头的自动保持原序。",
}  # fmt: skip
