"""How often a page was seen, which it says itself: another number at each look, and no amendment.

Only what stands for itself is taken for a counter: a label and a number that are a line, or a part
of one between marks, and labels that mean nothing else joined to a number by a colon. In a sentence
("after 12 visits") they belong to the text.
"""

from __future__ import annotations

import re
from functools import cache

from scrapers.normalise.text import tidy

# As regulators' sites and the programs behind them label it.
_LABELS = (
    "number of views|page views|pageviews|view count|views|read count|조회수|조회 수|조회|"
    "閲覧回数|閲覧数|アクセス数|表示回数|浏览次数|浏览量|浏览数|浏览|阅读次数|阅读量|"
    "阅读数|阅读|点击次数|点击量|点击数|点击率|点击|访问次数|访问量|瀏覽人次|瀏覽人數|"
    "瀏覽次數|瀏覽量|瀏覽數|瀏覽|點閱次數|點閱率|點閱數|點閱|點擊次數|點擊率|點擊數|"
    "觀看次數|閱讀次數|閱覽次數|จำนวนผู้เข้าชม|จำนวนการเข้าชม|จำนวนผู้อ่าน|ผู้เข้าชม|ผู้ชม|"
    "เปิดอ่าน|ยอดวิว|số lượt xem|lượt xem|lượt đọc|lượt truy cập|jumlah pembaca|"
    "jumlah pengunjung|jumlah dilihat|bilangan pelawat|número de visitas|visualizaciones|"
    "visualizações|nombre de vues|nombre de visites|seitenaufrufe|aufrufe|visualizzazioni|"
    "keer bekeken|liczba wyświetleń|liczba odsłon|liczba wejść|wyświetleń|wyświetlenia|"
    "odsłon|odsłony|visningar|görüntülenme sayısı|görüntülenme|okunma sayısı|"
    "количество просмотров|число просмотров|просмотров|просмотры|кількість переглядів|"
    "переглядів|перегляди|عدد المشاهدات|عدد الزيارات|عدد الزوار|مشاهدات|مشاهدة|מספר צפיות|"
    "צפיות|تعداد بازدید|تعداد مشاهده|بازدید|vizualizări|afișări|accesări"
)
# The same, which in a text may count something else.
_ALONE = (
    "hits|hit|visits|visitors|reads|downloads|viewed|อ่าน|เข้าชม|dilihat|dibaca|visitas|"
    "vistas|lecturas|acessos|leituras|vues|visites|lectures|zugriffe|visite|letture|"
    "weergaven|okunma|زيارة"
)
# What may stand behind the number.
_UNITS = "times|time|views|次|人次|回|회|ครั้ง|lượt|kali|veces|vezes|fois|mal|keer|раз|مرة|بار"
_MARKS = r"[|｜·•]"


def without_counters(text: str) -> str:
    """Plain text (scrapers.normalise.text) without the counters of its page."""
    return tidy(_pattern().sub(" ", text))


@cache
def _pattern() -> re.Pattern[str]:
    number = r"\d{1,3}(?:[., ]\d{3})+|\d+(?:[.,]\d+)?\s?[km]?"
    counted = rf"\(?(?:{number})(?:\s?(?:{_UNITS}))?\)?(?![\w%]|[.,:/-]\d)"
    alone = rf"(?:(?:{_LABELS}|{_ALONE})\s*[:：]?\s*{counted}|{counted}[ ]?(?:{_LABELS}|{_ALONE}))"
    begins, ends = rf"(?:^|(?<=\n)|{_MARKS})[ ]?", rf"(?=[ ]?(?:\n|$|{_MARKS}))"
    return re.compile(
        rf"{begins}{alone}{ends}\n?|(?<!\w)(?:{_LABELS})\s?[:：]\s?{counted}", re.IGNORECASE
    )
