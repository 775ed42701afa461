"""What a page says of how often it was seen is no part of what a notice says."""

from __future__ import annotations

import pytest

from scrapers.normalise.counters import without_counters


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Views: 1,234\nThe product is banned.", "The product is banned."),
        ("1,234 views\nIt is banned.", "It is banned."),
        ("Visits: 12\nTotal visitors: 1234\nIt is banned.", "It is banned."),
        ("Hits\n5678\nIt is banned.", "It is banned."),
        ("등록일 2026-11-20 | 조회수 1,234 | 부서", "등록일 2026-11-20 | 부서"),
        ("发布时间：2026-11-20 浏览次数：123次 字体", "发布时间：2026-11-20 字体"),
        ("點閱數：5", ""),
        ("Просмотров: 1 234\nЗапрещено.", "Запрещено."),
        ("Dilihat 45 kali · Dilarang", "· Dilarang"),
        ("20 ноября Просмотров: 1 234 Печать: да", "20 ноября Печать: да"),
        ("จำนวนผู้เข้าชม 1,234 คน\nห้ามขาย", "ห้ามขาย"),
        ("Page views: 12\nIt is banned.", "It is banned."),
        ("Friday, page views: 12\nM. Smith was fined.", "Friday,\nM. Smith was fined."),
        ("20 November (views: 12)", "20 November ( )"),
    ],
)
def test_a_counter_is_left_out(text: str, left: str) -> None:
    assert without_counters(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "After 12 visits the clinic was closed.",
        "Se realizaron 12 visitas de inspección.",
        "Visits: 12 clinics were inspected.",
        "Total visits: 12 inspected clinics.",
        "Downloads: 12%",
        "Views: 30.11.2026",
        "Views\n2026-11-30",
        "Lot 10\nViews of the authority",
        "조회 2026-11-20",
        "Interviews: 12",
        "Dose: 10 mg, 12 vials",
        "The panel gave its views: 5 members agreed.",
        "مشاهدات: ١٢ حالة وفاة",
        "В решении учтены просмотры: 12 упаковок изъято",
        "نتیجه بازدید: ۱۲ مرکز پلمب شد",
        "Número de visitas: 12 clínicas clausuradas",
    ],
)
def test_what_counts_something_else_stays(text: str) -> None:
    assert without_counters(text) == text
