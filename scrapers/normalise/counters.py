"""How often a page was seen, which it says itself: another number at each look, and no amendment.

Only what stands for itself is taken for a counter: a label and a number that are a line, or a part
of one between marks. Within a line it is what nothing else is called, joined to its number by a
colon, and a word for looking only where no words go on behind the number. In a sentence ("after 12
visits", "their views: 12 members agreed") they belong to the text.
"""

from __future__ import annotations

import re
from functools import cache

from scrapers.normalise.text import tidy

# As regulators' sites and the programs behind them label it.
_COUNTERS = (
    "number of views|page views|pageviews|view count|read count|조회수|조회 수|閲覧回数|閲覧数|"
    "アクセス数|表示回数|浏览次数|浏览量|浏览数|阅读次数|阅读量|阅读数|点击次数|点击量|"
    "点击数|点击率|访问次数|访问量|瀏覽人次|瀏覽人數|瀏覽次數|瀏覽量|瀏覽數|點閱次數|"
    "點閱率|點閱數|點擊次數|點擊率|點擊數|觀看次數|閱讀次數|閱覽次數|จำนวนผู้เข้าชม|"
    "จำนวนการเข้าชม|จำนวนผู้อ่าน|เปิดอ่าน|ยอดวิว|số lượt xem|lượt xem|lượt đọc|lượt truy cập|"
    "jumlah pembaca|jumlah dilihat|nombre de vues|seitenaufrufe|keer bekeken|"
    "liczba wyświetleń|liczba odsłon|görüntülenme sayısı|okunma sayısı|"
    "количество просмотров|число просмотров|кількість переглядів|عدد المشاهدات|מספר צפיות|"
    "تعداد مشاهده"
)
# Words for looking, which a sentence may have too.
_LOOKS = (
    "views|조회|浏览|阅读|点击|瀏覽|點閱|ผู้เข้าชม|ผู้ชม|visualizaciones|visualizações|"
    "visualizzazioni|aufrufe|wyświetleń|wyświetlenia|odsłon|odsłony|visningar|görüntülenme|"
    "просмотров|просмотры|переглядів|перегляди|مشاهدات|مشاهدة|צפיות|vizualizări|afișări|"
    "accesări"
)
# What an authority may count as well: visits of inspectors, readings of an instrument.
_ALONE = (
    "hits|hit|visits|visitors|total visits|total visitors|visitor count|visitors count|hit count|"
    "reads|downloads|viewed|อ่าน|เข้าชม|dilihat|dibaca|visitas|"
    "vistas|lecturas|acessos|leituras|vues|visites|lectures|zugriffe|visite|letture|"
    "weergaven|okunma|زيارة|jumlah pengunjung|bilangan pelawat|número de visitas|"
    "nombre de visites|liczba wejść|عدد الزيارات|عدد الزوار|تعداد بازدید|بازدید"
)
# What may stand behind the number.
_UNITS = "times|time|views|次|人次|回|회|ครั้ง|คน|lượt|lần|kali|veces|vezes|fois|mal|keer|раз|مرة|بار"
_MARKS = r"[|｜·•]"


def without_counters(text: str) -> str:
    """Plain text (scrapers.normalise.text) without the counters of its page."""
    return tidy(_pattern().sub(" ", text))


@cache
def _pattern() -> re.Pattern[str]:
    number = r"(?:\d{1,3}(?:[., ]\d{3})+|\d+(?:[.,]\d+)?[ ]?[km]?)"
    amount = rf"{number}(?:[ ]?(?:{_UNITS}))?"
    counted = rf"(?:\({amount}\)|{amount})(?![\w%]|[.,:/-]\d)"
    any_of_them = rf"(?:{_COUNTERS}|{_LOOKS}|{_ALONE})"
    alone = rf"(?:{any_of_them}\s*[:：]?\s*{counted}|{counted}[ ]?{any_of_them})"
    begins, ends = rf"(?:^|(?<=\n)|{_MARKS})[ ]?", rf"(?=[ ]?(?:\n|$|{_MARKS}))"
    no_words = rf"(?=[ ]?(?:\n|$|\)|{_MARKS}|[^\s\d:：]+[ ]?[:：]))"
    return re.compile(
        rf"{begins}{alone}{ends}\n?|(?<!\w)"
        rf"(?:(?:{_COUNTERS})[ ]?[:：][ ]?{counted}|(?:{_LOOKS})[ ]?[:：][ ]?{counted}{no_words})",
        re.IGNORECASE,
    )
