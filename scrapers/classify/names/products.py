"""Products named in a notice.

Behind the label of a table or in a list, in quotation marks or in Latin letters beside what a
product is called (serum, ampoule), ending with that in capitals, beside what is said of products
(sold as, lots of), with a trade mark sign or a strength, or as a coined word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.names import look
from scrapers.classify.names.found import (
    READ,
    Name,
    Sign,
    as_names,
    evidence_of,
    has_own_words,
    signs_of,
    within,
)
from scrapers.classify.names.look import Span
from scrapers.classify.names.tables import end_of_name, values
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import PRODUCT

# Korean corner brackets hold the titles of laws.
_QUOTED: Final = re.compile(
    r"[\"“„”«「『‘'](?<![A-Za-z]')(?!(?<=「)[^」\n]*[가-힣])\s?([^\"“”„«»「」『』\n]{2,60}?)\s?"
    r"(?:[\"“”»」』]|['’](?![^\W가-힣]))"
)
_SO_CALLED: Final = re.compile("所[谓謂]的?$")
# Behind what is a wording: "tighter skin" and such claims.
_AS_WORDED: Final = re.compile(
    r"[\"”»」』'’](?:[,、·・ ]{0,2}[\"“«「『‘'][^\"“”«»「」『』‘’\n]{2,40}[\"”»」』'’])*\s?"
    r"(?:등의?|라는|이라는|等|之类的?|などの?|と(?:いう|の)?)?\s?"
    r"(?:표현|문구|字样|字樣|词语|詞句|用语|用語|宣传语|文字|表現|表示|記載|文言)"
)
# So close before or behind the quotation marks stands what the product is called.
_CALLED_BEFORE, _CALLED_BEHIND = 25, 15
_LONGEST_PRODUCT: Final = 7  # words
_SHORTEST: Final = 3  # letters; of signs that are words
# What ends a sentence in Korean.
_KOREAN_VERB: Final = re.compile(" .* .*[다요까죠]$")
# So many words of which only the first has a capital, if any, are a phrase.
_PHRASE: Final = {"cased": 3, "uncased": 5, "unspaced": 7}
# In a text of another script, a name in Latin letters; in brackets it is the same once more.
_OTHER_SCRIPT: Final = re.compile("[\u0370-\ud7af]")
_LATIN: Final = re.compile(
    r"[A-Z](?<![A-Za-z'’&.-].)[A-Za-z0-9'’+-]{2,30}(?: [A-Z0-9][A-Za-z0-9'’+-]{0,30}){0,4}"
    r"(?![A-Za-z])"
)
# Names behind what products are called: at once, or in brackets and behind a colon some words on.
_BEHIND_GOODS: Final = re.compile(
    r"(?:(?<=product),| of| (?:de (?:la )?|da )?marca| marki| van het merk| de marque)?"
    rf" ({look.ITEMS})"
)
_EXAMPLES: Final = re.compile(
    r"(?: (?:[a-zß-ɏа-ґ]|\d)[^\s:;()]*){0,12}?(?: ?[(](?=[^().;]{2,200}[);])|: )"
    rf"({look.ITEMS})"
)
# Several names before what they are called: "Name, Other and Third products".
_ROW_BEFORE: Final = re.compile(rf"(?<![\w'’&.+-])({look.ROW}) $")
_LONGEST_ROW: Final = 160
# What there is said of them before they are named: "Name, a new serum".
_APPOSED: Final = re.compile(
    r", (?:an?|the|una?|uma?|une|eine?|een|ett?) (?:[a-zà-ÿ][\w-]* ){0,3}$"
)
_LONGEST_APPOSED: Final = 60
_BEHIND_SIGN: Final = re.compile(rf"[:;]? [\"“„«(]?({look.ITEMS})(?! {look.CAPITAL})")
_SENTENCE_END: Final = re.compile("[.:;!?]")
# A class of goods, not what one of them is called.
_CLASS: Final = re.compile(
    r"produ[ckzt]|prodott|brand|mar[ckq]|merk|ürün|sản phẩm|mỹ phẩm|nhãn|kit|cosm|kosm|косм", re.I
)
# One word in brackets or behind a colon is as often a place or an authority.
_PLACE_LIKE: Final = re.compile(r"[A-Z](?:[a-z]+|[A-Z]{2,6})")
_LONGEST_ABBREVIATION: Final = 4
# What may follow in a name whose last word is what the product is called.
_BEHIND_SUFFIX: Final = re.compile(
    rf"(?: (?:{look.CAPITAL}(?:[a-z]{{2,15}}|[A-ZÀ-Þ]+)|\d{{1,3}}|[IVX]{{1,3}})(?![\w'’.])){{0,3}}"
)
# What makers shorten exosomes to in names, whatever else the text is written in.
_EXO: Final = re.compile(r"[EЭЕ](?:XO|xo|КЗО|кзо)(?![A-Za-zЀ-ԯ'’])(?<![A-Za-zЀ-ԯ]...)")
_BEHIND_EXO: Final = re.compile(
    rf"(?:[ -](?:{look.CAPITAL}[\w+]{{0,20}}|\d{{1,3}}(?:[A-Z]{{1,2}}|ml)?)(?![\w'’]|\.\w)){{0,3}}"
)
_TRADE_MARK: Final = re.compile("[®™]")
# Whose lot it is: "Name, lot 7" in the languages that write it alike.
_LOT: Final = re.compile(
    r"[,(] ?(?:[Ll]ot(?:e|es|s|to|ti)?|[Bb]atch(?:es)?|Charge|nr partii|seria|серии|партии)"
    r"(?![\w-])"
)
_STRENGTH: Final = re.compile(r"\d{2,4} ?(?:UI?|IU|units?|unidades|Einheiten|ед\w*)(?![\w/])")
# What a product under study is called: two to six capitals and a number (EXO-CD24). Diseases,
# offices, laws and standards look like it, and the numbers of lots and forms.
_STUDIED: Final = re.compile(r"[A-Z](?<![\w/-].)[A-Z]{1,5}-(?:CD)?\d{2,4}[A-Z]?(?![\w/-])")
_NOT_STUDIED: Final = re.compile("COVID|SARS|CBER|OBPO|CDER|RDC|RE-|DI-|RA-|IS-|ISO|GMC|ICH")
_NUMBER_BEFORE: Final = re.compile(
    r"(?:[Ff]orm|[Bb]atch|[Ll]ots?|[Ll]otes?|[Cc]harge|[Ss]eri\w+|№|[Nn]o\.|[Nn]umber) ?[:#]? ?$"
)
# A list with a mark before each name, or brackets or a dash behind it, below a line that ends in a
# colon.
_ITEMS_BELOW: Final = (
    r"((?:[ \t]*(?:\d{1,2}[.)]|[-•*·]) [^\n]{2,150}(?:\n|$)){2,}"
    rf"|(?:{look.CAPITAL}[^\n(]{{2,60}} [(][^\n)]{{2,80}}[)][^\n]{{0,20}}(?:\n|$)){{2,}}"
    rf"|(?:[ \t]*{look.CAPITAL}[^\n]{{1,60}}? [–—-] [^\n]{{2,80}}(?:\n|$)){{2,}})"
)
_LIST: Final = re.compile(rf"[:：][ \t]*\n(?:[ \t]*\n)?{_ITEMS_BELOW}")
_LISTED: Final = re.compile(
    r"^[ \t]*(?:(?:\d{1,2}[.)]|[-•*·]) )?"
    rf"((?:{look.CAPITAL}|[^\W\d_a-zß-և])[^\n(;,،、，；]{{1,60}}?)"
    r"(?= [-–—] | ?[(;,،、，；]|[ \t]*$)",
    re.M,
)
# And one in a line, with semicolons between the names, two at least.
_LIST_IN_LINE: Final = re.compile(r"[:：] ?((?:[^\n;:]{2,70};){2,30} [^\n;:.]{2,70})")
_BETWEEN_LISTED: Final = re.compile(r"; (?:and )?")
_BELOW_LABEL: Final = re.compile(rf"[ \t]*\n{_ITEMS_BELOW}")
_SEVERAL_VALUES: Final = 3
# A value whose first words, so many, are in small letters but for the first describes the goods.
_DESCRIPTION: Final = 6
# As sure as this, it may be called what it is claimed to do.
_SURE: Final = 0.8


def products_of(reading: Reading, firms: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The products named that are not part of a firm's name, at most a dozen."""
    taken = [firm.word.casefold() for firm in firms]
    return evidence_of(reading, _names, "product", taken)


def _names(part: Field) -> Iterator[Name]:
    text = part.original[:READ]
    signs = signs_of(part, PRODUCT)
    called = (sign[1:] for sign in signs if sign.code == "called")
    goods = sorted({*within(part, part.of("cue", "goods")), *called})
    for start, end, confidence in _candidates(part, text, signs, goods):
        if has_own_words(part, start, end, may_claim=confidence == _SURE):
            yield _without_goods(text, start, end, goods), end, confidence
    for exo in _EXO.finditer(text):
        if named := _short_for_exosomes(part, text, goods, *exo.span()):
            yield *named, 0.5
    for coined in look.COINED.finditer(text):
        if has_own_words(part, *coined.span(1), coined=True):
            yield *coined.span(1), 0.5
    for studied in _STUDIED.finditer(text):
        start = studied.start()
        is_number = _NUMBER_BEFORE.search(text, max(0, start - 12), start)
        if not is_number and not _NOT_STUDIED.match(text, start):
            yield *studied.span(), 0.4


def _candidates(
    part: Field, text: str, signs: Sequence[Sign], goods: Sequence[Span]
) -> Iterator[Name]:
    """What may be a name by what stands beside it."""
    for value in values(text, signs):
        yield from as_names(_values(text, *value), _SURE)
    yield from as_names(_listed(text, signs, goods), 0.6)
    yield from as_names(_quoted(text, signs, goods), 0.6)
    if not text.isascii() and _OTHER_SCRIPT.search(text):
        yield from as_names(_in_latin_letters(part, text, goods), 0.5)
    for span in goods:
        yield from as_names(_beside_goods(text, *span), 0.5)
    for sign in signs:
        yield from as_names(_beside_sign(text, sign, goods), 0.5)
    yield from as_names(_marked(text), _SURE)
    for lot in _LOT.finditer(text):
        yield from as_names(_before(text, len(text[: lot.start()].rstrip())), 0.6)
    for strength in _STRENGTH.finditer(text):
        yield from as_names(_before(text, *strength.span()), 0.6)


def _marked(text: str) -> Iterator[Span]:
    """The names with a trade mark sign: "Name® More®" is one."""
    begins: dict[int, int] = {}  # by where the sign stands
    for mark in _TRADE_MARK.finditer(text):
        begin = look.item_before(text, mark.start())
        if begin is not None:
            begins[mark.start()] = begins.pop(begin - len("® "), begin)
    return ((begin, end) for end, begin in begins.items())


def _before(text: str, end: int, stop: int | None = None) -> Iterator[Span]:
    """The name right before `end`; where it has more behind that, it reaches to `stop`."""
    begin = look.item_before(text, end)
    if begin is not None:
        yield begin, stop or end


def _values(text: str, start: int, end: int) -> Iterator[Span]:
    """The value of a label, or each of three names in it; without a capital it is none."""
    if look.script_of(text[start]) == "cased" and text[start:end].islower():
        return
    words = text[start:end].split()
    if len(words) >= _DESCRIPTION and all(map(str.islower, words[1:_DESCRIPTION])):
        return
    names = list(look.pieces(text, start, end, look.BETWEEN_ITEMS))
    if len(names) < _SEVERAL_VALUES or any(not text[begin].isupper() for begin, _ in names):
        yield start, end_of_name(text, start, end)
        return
    for begin, stop in names:
        bracket = text.find(" (", begin, stop)
        yield begin, bracket if bracket > begin else stop


def _listed(text: str, signs: Sequence[Sign], goods: Sequence[Span]) -> Iterator[Span]:
    """The names in lists, each in its own line below what they are, or below a label."""
    lists = [_BELOW_LABEL.match(text, sign.end) for sign in signs if sign.code == "labels"]
    for listing in _LIST.finditer(text) if goods else ():
        line = text.rfind("\n", 0, listing.start()) + 1
        if any(line <= start < listing.start(1) for start, _ in goods):
            lists.append(listing)
    for found in filter(None, lists):
        for listed in _LISTED.finditer(text, *found.span(1)):
            yield listed.span(1)
    for row in _LIST_IN_LINE.finditer(text) if goods else ():
        line = text.rfind("\n", 0, row.start()) + 1
        if any(line <= start < row.start() and text[start].islower() for start, _ in goods):
            for start, end in look.pieces(text, *row.span(1), _BETWEEN_LISTED):
                if text[start].isupper():
                    yield start, end


def _quoted(text: str, signs: Sequence[Sign], goods: Sequence[Span]) -> Iterator[Span]:
    """What stands in quotation marks and looks like a name, with what it is called at hand."""
    near = sorted([*goods, *(sign[1:] for sign in signs if sign.code == "before")])
    for quoted in _QUOTED.finditer(text) if near else ():
        begin, end = quoted.span()
        is_wording = _AS_WORDED.match(text, end - 1) or _SO_CALLED.search(
            text, max(0, begin - 3), begin
        )
        if _looks_like_a_name(quoted[1]) and not is_wording and _is_near(near, *quoted.span(1)):
            yield quoted.span(1)


def _looks_like_a_name(quoted: str) -> bool:
    """Whether what stands in quotation marks is no phrase, as far as its letters tell."""
    words = quoted.split()
    script = look.script_of(quoted[0])
    if len(quoted) < _SHORTEST - (script == "unspaced"):
        return False
    if len(words) > _LONGEST_PRODUCT or quoted[-1] in ".!?…" or _KOREAN_VERB.search(quoted):
        return False
    if "/" in quoted or "? " in quoted or quoted.islower():
        return False
    is_phrase = len(words) >= _PHRASE[script]
    if is_phrase and words[0].islower():
        return False
    return not is_phrase or any(word[0].isupper() or word[0].isdigit() for word in words[1:])


def _is_near(goods: Sequence[Span], start: int, end: int) -> bool:
    """Whether what a product is called stands close before [start, end), in it or behind it."""
    nearest = bisect_left(goods, (start - _CALLED_BEFORE, 0))
    return nearest < len(goods) and goods[nearest][0] < end + _CALLED_BEHIND


def _in_latin_letters(part: Field, text: str, goods: Sequence[Span]) -> Iterator[Span]:
    """Names in Latin letters, with what they are called at hand in the letters of the text."""
    exosomes = within(part, part.of("topic", "exosome"))
    near = sorted(span for span in (*goods, *exosomes) if text[span[0]] > look.LAST_LATIN)
    for latin in _LATIN.finditer(text) if near else ():
        if text[max(0, latin.start() - 1)] != "(" and _is_near(near, *latin.span()):
            yield from _items(text, *latin.span())


def _beside_goods(text: str, start: int, end: int) -> Iterator[Span]:
    """The names beside what products are called, at [start, end) in small letters."""
    if look.is_of_a_heading(text, start):
        return
    is_class = _CLASS.match(text, start)
    named = _BEHIND_GOODS.match(text, end)
    if named and not (is_class and text.startswith(" of", end)):
        yield from _items(text, *named.span(1))
    elif examples := _EXAMPLES.match(text, end):
        first, last = examples.span(1)
        is_one = not look.BETWEEN_ITEMS.search(text, first, last)
        is_closed = text[first - 1] != "(" or text[last : last + 1] in {")", ",", ";"}
        if is_closed and not (is_one and (is_class or _PLACE_LIKE.fullmatch(text, first, last))):
            yield from _items(text, first, last)
    if apposed := _APPOSED.search(text, max(0, start - _LONGEST_APPOSED), start):
        yield from _before(text, apposed.start())
    elif text[text.rfind(" ", 0, max(0, start - 1)) + 1].isupper() and (
        row := _ROW_BEFORE.search(text, max(0, start - _LONGEST_ROW), start)
    ):
        yield from _items(text, *row.span(1))


def _beside_sign(text: str, sign: Sign, goods: Sequence[Span]) -> Iterator[Span]:
    """The names beside what is said of products, or that end with what a product is called."""
    code, start, end = sign
    if code == "suffixes":
        if text[start].isupper() and text[start - 1 : start] == " ":
            behind = _BEHIND_SUFFIX.match(text, end)
            yield from _before(text, start, behind.end() if behind else end)
    elif code == "behind" and text[start].islower():
        yield from _before(text, len(text[:start].rstrip(" ,")))
    elif code in {"before", "examples"} and (named := _BEHIND_SIGN.match(text, end)):
        # In a headline, capitals follow whatever they are.
        is_word = text[start].islower() or start == 0
        if is_word if code == "before" else _has_goods_before(text, start, goods):
            yield from _items(text, *named.span(1))


def _has_goods_before(text: str, start: int, goods: Sequence[Span]) -> bool:
    """Whether products are called something before `start` in the same sentence."""
    index = bisect_left(goods, (start, 0)) - 1
    if index < 0 or start - goods[index][1] > look.REACH:
        return False
    return not _SENTENCE_END.search(text, goods[index][1], start)


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Each of the names in a row at [start, end), but for classes of goods and abbreviations."""
    for begin, stop in look.pieces(text, start, end, look.BETWEEN_ITEMS):
        first = look.without_leading(text, begin, stop)
        name = text[first:stop]
        is_short = len(name) <= _LONGEST_ABBREVIATION and name.isupper()
        has_letters = sum(map(str.isalpha, name)) >= _SHORTEST
        if has_letters and not (is_short or _CLASS.match(name.rsplit(" ", 1)[-1])):
            yield first, stop


def _without_goods(text: str, start: int, end: int, goods: Sequence[Span]) -> int:
    """Where a name begins that has what it is called before it: Arabic has no capitals to tell."""
    if look.script_of(text[start]) == "uncased":
        first = bisect_left(goods, (start, 0))
        if first < len(goods) and goods[first][0] == start and goods[first][1] + 2 < end:
            return goods[first][1] + 1
    return start


def _short_for_exosomes(
    part: Field, text: str, goods: Sequence[Span], start: int, end: int
) -> Span | None:
    """The name that has "Exo" at [start, end) as a word, if another of its words is its own."""
    behind = _BEHIND_EXO.match(text, end)
    stop = behind.end() if behind else end
    before = look.item_before(text, start - (text[start - 1 : start] == "-"))
    begin = start if before is None else before
    begin = max([begin, *(last + 1 for first, last in goods if begin <= first < last < start)])
    is_own = has_own_words(part, begin, start) or has_own_words(part, end, stop)
    return (begin, stop) if is_own else None
