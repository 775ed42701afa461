"""Firms and products named in a notice, by the look of their names.

Only names that stand in the text can be found, and only where they look like one: by a firm's
legal form, as whom a letter is to, behind the label of a table, in quotation marks beside what a
product is called (serum, ampoule), with a trade mark sign, or as a coined word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import FIRM, PRODUCT

_MOST: Final = 12
# Names are looked for in the opening: who is concerned is said there.
_READ: Final = 3000
_REACH: Final = 90

# Capital letters of the Latin, Greek and Cyrillic scripts.
_CAPITAL: Final = (
    "["
    + "".join(
        chr(code)
        for first, last in ((0x41, 0x530), (0x1E00, 0x1F00))
        for code in range(first, last)
        if chr(code).isupper()
    )
    + "]"
)
# A word of a name; a full stop ends a sentence, unless it stands inside or behind an initial.
_WORD: Final = (
    rf"(?:{_CAPITAL}\w{{0,2}}\.(?=[ ,])|(?:{_CAPITAL}|\d)[\w'’&+-]{{0,40}}(?:\.[\w&+-]{{1,20}})*)"
)
_JOIN: Final = "(?:&|and|of|de|del|da|do|di|y|e|und|et|dba|d/b/a)"
_NAME: Final = rf"{_WORD}(?: (?:{_JOIN} )?{_WORD}){{0,6}}"
_IN_QUOTES: Final = r"(?:«[^«»\n]{2,60}»|\"[^\"\n]{2,60}\"|“[^“”\n]{2,60}”|„[^„“”\n]{2,60}[“”])"
# Patterns that are looked for all through a text begin with a letter or a sign, and look back from
# there: such a beginning is found quickly. Where that is not possible, words tell whether to look.

# The words of a name that end where its legal form begins, and those that follow one in front.
_NAME_BEFORE: Final = re.compile(rf"(?:^|(?<=[^\w'’&.+-])){_NAME},? ?$")
_NAME_BEHIND: Final = re.compile(rf" ?(?:{_IN_QUOTES}|{_NAME})")
# Behind "the firm", in small letters: two words in capitals or more, or a long one.
_CALLED_FIRM: Final = re.compile(
    rf" ({_WORD}(?: (?:{_JOIN} )?{_WORD}){{1,6}}|{_CAPITAL}[\w-]{{5,30}})(?=[,.;:)\n ]|$)"
)
# Scripts without capitals: two or three words, up to a particle or a sign.
_UNCASED_WORD: Final = r"[^\W\d_][\w\u0900-\u097f'׳״-]{1,20}"
_UNCASED_BEFORE: Final = re.compile(rf"(?:{_UNCASED_WORD} ){{1,3}}$")
_UNCASED_BEHIND: Final = re.compile(
    rf" (?:(?P<quoted>{_IN_QUOTES})|{_UNCASED_WORD}(?: {_UNCASED_WORD})?)"
)
_PARTICLES: Final = frozenset(
    "التي الذي والتي والذي في من على عن بعد قبل إلى ثم را با به از در که و برای است یک این"
    " ने के की का को में से पर और है द्वारा של את על ידי עם לא הוא היא חברת מחברת לחברת כי".split()
)
# Scripts without spaces: no hiragana, which is grammar and not name.
_UNSPACED_LETTER: Final = r"[^\W\u3040-\u309f]|[·・ー&-]"
_UNSPACED_BEFORE: Final = re.compile(rf"(?:{_UNSPACED_LETTER}){{2,20}}$")
_UNSPACED_BEHIND: Final = re.compile(rf" ?(?:{_UNSPACED_LETTER}){{2,20}}")
_UNSPACED_LEADING: Final = re.compile(r".*[由为為对對向称稱获獲]")
_KOREAN_PARTICLE: Final = re.compile(r"(?<=[가-힣]{3})(?:에서|에게|[의은는이가을를와과에도])$")
# Chinese, Japanese and Korean from here on; Thai has its own place.
_FIRST_UNSPACED: Final = 0x2E00
_OPEN: Final = re.compile(r"[^\n,;、。，]{2,60}")

# What may stand in capitals before a firm's name, at the head of a sentence.
_LEADING: Final = re.compile(
    r"(?:(?:The|Die|Der|Das|Dem|Den|El|La|Los|Las|Le|Les|Il|Lo|O|A|Os|As|De|Het|En|Firma|Firmie"
    r"|Firmy|Empresa|Société|Sociedad|Company|Compañía|Ditta|Società|Bedrijf|Företaget"
    r"|Manufacturer|Importer|Distributor|Fabricante|Hersteller|Producent|Importador) )+"
)
_LETTER_TO: Final = re.compile(
    rf"\b(?:[Ll]etters?|[Oo]rders?) (?:issued |sent |addressed )?to"
    rf" ((?:the )?{_CAPITAL}[^\n,;:()]{{1,100}}?(?:, (?:Inc|LLC|Ltd|L\.L\.C)\b\.?)?)"
    r"(?= \(|[,;:\n]| (?:for|over|about|regarding)\b|\.(?:\s|$)|$)"
)
# The list of warning letters of the United States FDA: firm, case number, date.
_CASE_TITLE: Final = re.compile(
    r"^(.{3,120}?) (?:[-–—] \d{6} [-–—] \d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{2,4} \()"
)
# A letter's subject where its title names the letter first or last: "Warning letter: Firm". Behind
# a hyphen the United States FDA names the product.
_WITH_FORM: Final = rf"{_NAME}(?:, (?:Inc|LLC|Ltd)\b\.?)?"
_LETTER_OF: Final = re.compile(
    rf"^(?:[^:–—]{{0,40}}\b[Ll]etter\b[^:–—]{{0,20}}[:–—] ({_WITH_FORM})"
    rf"|({_WITH_FORM}) ?(?:[:–—]| -) (?:[Ww]arning|[Uu]ntitled) [Ll]etter\b.*)"
    r"(?=$|[,;(–—]| -)"
)
# Another name of the firm, or whom a court is asked to act against.
_ALSO: Final = re.compile(
    rf"\b(?:a\.?k\.?a\.?|also known as|d/?b/?a|doing business as|trading as"
    rf"|(?:suit|complaint|charges|proceedings|injunction) against)"
    rf" ((?:the )?{_CAPITAL}[\w'’&+-]*(?: (?:(?:{_JOIN}|in) )?{_WORD}){{1,8}})"
)

_ALSO_SIGNS: Final = (" as ", " against ", "aka", "a.k", "ak.a", "dba", "d/b", "db/a")

# An establishment by its own name: in brackets, or behind a word that leads to a name.
_ESTABLISHMENT: Final = re.compile(
    r"(?:[(“‘'\"]|\b(?:to|against|at|by|from|al|a|del|la) )"
    r"(?!The |Unl|Ill|Unr|Priv|Medical |Stem |Beau|Aesth)"
    rf"((?:{_WORD} ){{1,4}}(?:of {_CAPITAL}\w+ )?(?:Clinics?|Cent(?:er|re)s?|Institutes?|Med[Ss]pa"
    r"|Cl[ií]nica|Klinik|Clinique|Est[ée]tica)(?: (?:of|de) (?:[A-ZÀ-Þ]\w+ ?){1,3})?"
    r"|Instituto (?:de )?(?:[A-ZÀ-Þ]\w+ ?){1,3})\b"
)
_ESTABLISHMENTS: Final = ("Clin", "Clín", "Cent", "Institut", "Med", "Klinik", "Est")
# The same as the first words of a title, or the last behind a comma.
_ESTABLISHMENT_OF_TITLE: Final = re.compile(
    r"(?:^|, )(?!The |Unl|Ill|Unr|Priv|Medical |Stem |Beau|Aesth|Health |Cosmetic |Non|Society )"
    rf"((?:{_WORD} ){{1,4}}(?:Clinic|Med[Ss]pa|Aesthetics|Wellness|Dermatology"
    r"|(?:Cell|Tissue|Cord Blood) Bank))"
    r"(?=$|[,;:(–—]| -| (?:ordered|fined|closed|told|warned|to|must)\b)"
)
_MARKED: Final = re.compile(r"\b([A-Z][\w+-]{0,30}(?: [A-Z][\w+-]{0,30}){0,4}) ?[®™]")
# Korean corner brackets hold the titles of laws.
_QUOTED: Final = re.compile(
    r"\"([^\"\n]{2,60})\"|“([^“”\n]{2,60})”|„([^„“”\n]{2,60})[“”]|”([^“”\n]{2,60})”"
    r"|«\s?([^«»\n]{2,60}?)\s?»|「([^「」가-힣\n]{2,60})」|『([^『』\n]{2,60})』"
    r"|‘([^‘’\n]{2,60})’|'(?<![\w'].)([^'\n]{2,60})'(?!\w)"
)
_PRODUCT_BEFORE: Final = re.compile(
    r"(?:products?|brand(?:ed)?|named|called|known as|sold as|labell?ed|makers? of|product name"
    r"|productos?|produtos?|produits?|Produkte?n?|produkterna|prodott[oi]|marca|llamad[oa]|ürün"
    r"|제품|제품명|製品|商品|产品|產品|препарат\w*|продукт\w*|als|namens|denominad[oa]|appelée?|nommée?"
    r"|chiamat[oa]|denominat[oa]|nazwie|nazwą|kallas|kallad|под названием|під назвою|باسم|به نام"
    r"|בשם|ชื่อ|bernama|bermerek|merek|tên|hiệu|名为|名為|称为) ?[:,]? ?[(]?$"
)
_PRODUCT_BEHIND: Final = re.compile(
    r" ?(?:제품|화장품|製品|产品|產品|化妆品|化粧品|adlı|isimli|नामक|という|라는|이라는"
    r"|,? (?:a|an|the) (?:\w+ )?(?:product|cosmetic|serum|injection|drug|supplement)"
    r"|products?\b|serum|cream|ampoules?|injection)"
)
# So close before or behind the quotation marks stands what the product is called.
_CALLED_BEFORE, _CALLED_BEHIND = 25, 15
_LONGEST_PRODUCT: Final = 7  # words
# A title of a law or a paper says what it is about.
_ABOUT: Final = re.compile(r"(?:О|Об|Про|On|Sobre|Sur|Über|Sull?a?|Om|For|How|What|Why) ")
# Names in capitals behind what the product is called, in small letters.
_NAMED: Final = re.compile(
    r"(?:(?<=product),| called| named| known as| (?:de (?:la )?|da )?marca| marki| van het merk"
    r"| de marque)?"
    r" (?!Art|Annex|Section|Part\b|Regul|Act\b|Law\b)"
    rf"((?:{_CAPITAL}[\w+-]{{2,30}}|\d{{1,4}})(?: {_CAPITAL}[\w+-]{{1,30}}| \d{{1,3}}\b){{0,3}}"
    rf"(?: (?:and|y|e|et|und|och|en|dan|và|i|ve) {_CAPITAL}[\w+-]{{2,30}}"
    rf"(?: {_CAPITAL}[\w+-]{{1,30}}){{0,3}})?)"
)
# What is sold, said behind its name: "Name, a serum for the face", "Name, marketed for wounds".
_APPOSED: Final = re.compile(
    rf"(?<![.!?:] )\b({_CAPITAL}[\w+-]{{3,30}}(?: {_CAPITAL}[\w+-]{{1,30}}){{0,2}}),"
    r" (?:(?:an?|the) (?:[a-z][\w-]* ){0,3}?(?:exosomes?|serum|cream|product|ampoule|injection"
    r"|kit|set|vial|drip|gel|spray|filler|booster|cosmetic|powder|capsule|supplement|infusion)\b"
    r"|(?:marketed|sold|promoted|advertised) (?:for|as|against)\b)"
)
_AND: Final = re.compile(r" (?:and|y|e|et|und|och|en|dan|và|i|ve) ")
# What a product under study is called: two to six capitals and a number.
_STUDIED: Final = re.compile(r"([A-Z](?<![\w/-].)[A-Z]{1,5}-\d{2,4}[A-Z]?)(?![\w/-])")
_STUDIED_ELSEWHERE: Final = re.compile(r"COVID|SARS|CBER|OBPO|CDER|RDC|RE-|DI-|RA-|IS-|ISO|GMC|ICH")
# In a text of another script, a name in Latin capitals with a sign of trade.
_FOREIGN: Final = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]{3,20}\+)(?![A-Za-z])")
# A list with a mark before each name, behind a line that ends in a colon.
_LIST: Final = re.compile(
    r"[:：][ \t]*\n(?:[ \t]*\n)?((?:[ \t]*(?:\d{1,2}[.)]|[-•*·]) [^\n]{2,150}(?:\n|$)){2,})"
)
_LISTED: Final = re.compile(
    rf"^[ \t]*(?:\d{{1,2}}[.)]|[-•*·]) ({_CAPITAL}[^\n(;,]{{1,60}}?)(?= [-–—] | ?[(;,]|[ \t]*$)",
    re.M,
)
_LABELLED: Final = re.compile(r"[ \t]*[:：][ \t]*([^\n;|。；]{2,80})")
# A value ends with its sentence; what ends in a full stop after few letters is short for something.
_VALUE_END: Final = re.compile(rf"(?<=\w{{5}})\.(?: (?={_CAPITAL})|$)|, (?=lot|batch|lote\b)")
# A word with a capital inside it is coined: ExoFlo, CharaCore.
_COINED: Final = re.compile(
    r"([A-Z](?<!\w.)"
    r"(?:[a-z]{1,12}[A-Z][a-z][A-Za-z]{0,12}\+?(?: (?:Pro|Plus|Max|Series|\d{1,3}\b))?"
    r"|[a-z]{3,12}[A-Z]))(?![\w+])"
)
_COINED_ELSEWHERE: Final = re.compile(
    r"MedWatch|YouTube|WhatsApp|LinkedIn|TikTok|WeChat|PubMed|ClinicalTrials|EudraLex|EudraCT"
    r"|Name[A-Z]|Title[A-Z]|PharmNet|CosIng|SafetyGate|Mc[A-Z]|Mac[A-Z]|PayPal|GovDelivery"
)

_FORM_BEHIND: Final = re.compile(r",? (?:corp|gmbh|(?:[a-z]\.?){2,4})$")

_Name = tuple[int, int, float]
_Span = tuple[int, int]


def firms_of(reading: Reading) -> tuple[Evidence, ...]:
    """The firms named, at most a dozen."""
    return _evidence(reading, _firm_names, "firm", ())


def products_of(reading: Reading, firms: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The products named that are not part of a firm's name, at most a dozen."""
    taken = [firm.word.casefold() for firm in firms]
    return _evidence(reading, _product_names, "product", taken)


def _firm_names(part: Field) -> Iterator[_Name]:
    text = part.original[:_READ]
    if part.where == "title" and (case := _CASE_TITLE.match(text)):
        yield *case.span(1), 0.95
    if part.where == "title" and (subject := _LETTER_OF.match(text)):
        yield *subject.span(subject.lastindex or 0), 0.8
    if "etter" in text or "rder" in text:
        for letter in _LETTER_TO.finditer(text):
            yield from ((*span, 0.8) for span in _both(text, letter.span(1)))
    if _has_any(text, _ALSO_SIGNS):
        for other in _ALSO.finditer(text):
            yield *other.span(1), 0.5
    if part.where == "title":
        for establishment in _ESTABLISHMENT_OF_TITLE.finditer(text):
            yield *establishment.span(1), 0.4
    if _has_any(text, _ESTABLISHMENTS):
        for establishment in _ESTABLISHMENT.finditer(text):
            yield *establishment.span(1), 0.4
    hits = part.of(FIRM)
    signs = [(hit.code, *span) for hit, span in zip(hits, _within(part, hits), strict=False)]
    called: list[re.Match[str] | None] = []
    for index, (code, start, end) in enumerate(signs):
        if code == "label":
            yield from _labelled(text, end, 0.8)
            called.append(_CALLED_FIRM.match(text, end) if text[start].islower() else None)
        elif _is_legal_form(text, start, end):
            find = _FINDERS[_script(text[start])]
            start, end = _with_brackets(text, start, end)
            closings = (span for kind, *span in signs[index + 1 : index + 3] if kind == "suffix")
            yield from find(text, start, end, code, next(closings, None))
    # Last, as what has a legal form is known by its whole name then.
    yield from ((*name.span(1), 0.5) for name in called if name)


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, signs))


def _both(text: str, span: _Span) -> Iterator[_Span]:
    """A letter's addressee, or two of them where "and" joins two names."""
    first, joint, second = text[slice(*span)].partition(" and ")
    if joint and " " in first and re.match(rf"{_CAPITAL}\S* {_CAPITAL}", second):
        yield span[0], span[0] + len(first)
        yield span[1] - len(second), span[1]
    else:
        yield span


def _is_legal_form(text: str, start: int, end: int) -> bool:
    """Whether what folds to a legal form is one: with a capital, stops or brackets, as it needs.

    "company" in small letters is a word, and so is 주 without the brackets of (주).
    """
    if end - start == 1 and text[start] != "㈜":
        return _is_bracketed(text, start, end)
    return not text[start].islower() or "." in text[start:end]


def _is_bracketed(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")"


def _with_brackets(text: str, start: int, end: int) -> _Span:
    """The brackets and the full stop of a legal form belong to it, which folding leaves out.

    A stop behind capitals alone, or behind GmbH, is that of the sentence.
    """
    if _is_bracketed(text, start, end) and _script(text[start]) == "unspaced":
        return start - 1, end + 1
    form = text[start:end]
    is_short_for = "." in form or not (form.isupper() or form.endswith("mbH"))
    return start, end + (is_short_for and text.startswith(".", end))


def _cased(text: str, start: int, end: int, code: str, _: list[int] | None) -> Iterator[_Name]:
    """The words in capitals that a legal form at [start, end) ends or begins."""
    if code == "prefix":
        if name := _NAME_BEHIND.match(text, end):
            yield start, name.end(), 0.7
    elif name := _NAME_BEFORE.search(text, max(0, start - _REACH), start):
        leading = _LEADING.match(text, name.start(), start)
        begin = leading.end() if leading and leading.end() < start else name.start()
        yield begin, end, 0.8


def _uncased(text: str, start: int, end: int, code: str, _: list[int] | None) -> Iterator[_Name]:
    """The words beside a legal form, up to a particle: their script has no capitals."""
    if code == "prefix":
        name = _UNCASED_BEHIND.match(text, end)
        if name is None:
            return
        words = name[0].split()
        if name["quoted"] is None and words[-1] in _PARTICLES:
            words.pop()
        if words:
            yield start, text.index(words[-1], end) + len(words[-1]), 0.6
    elif name := _UNCASED_BEFORE.search(text, max(0, start - _REACH), start):
        words = name[0].split()
        while any(word in _PARTICLES for word in words):
            words.pop(0)
        if words:
            yield start - len(" ".join(words)) - 1, end, 0.6


def _unspaced(
    text: str, start: int, end: int, code: str, closing: list[int] | None
) -> Iterator[_Name]:
    """The letters beside a legal form, or between one and the one at `closing` that ends it."""
    if code == "suffix":
        if name := _UNSPACED_BEFORE.search(text, max(0, start - _REACH), start):
            leading = _UNSPACED_LEADING.match(text, name.start(), start - 2)
            yield (leading.end() if leading else name.start()), end, 0.7
    elif closing is not None and _OPEN.fullmatch(text, end, closing[0]):
        yield start, _with_brackets(text, *closing)[1], 0.8
    elif name := _UNSPACED_BEHIND.match(text, end):
        particle = _KOREAN_PARTICLE.search(text, end, name.end())
        yield start, particle.start() if particle else name.end(), 0.6


_FINDERS: Final = {"cased": _cased, "uncased": _uncased, "unspaced": _unspaced}


def _script(letter: str) -> str:
    if letter.lower() != letter.upper():
        return "cased"
    if ord(letter) > _FIRST_UNSPACED or "\u0e00" <= letter <= "\u0e7f":
        return "unspaced"
    return "uncased"


def _labelled(text: str, end: int, confidence: float) -> Iterator[_Name]:
    """What stands behind a label that ends at `end`, and a colon."""
    value = _LABELLED.match(text, end)
    if value:
        start, stop = value.span(1)
        cut = _VALUE_END.search(text, start, stop)
        yield start, cut.start() if cut else stop, confidence


def _product_names(part: Field) -> Iterator[_Name]:
    text = part.original[:_READ]
    if "®" in text or "™" in text:
        for marked in _MARKED.finditer(text):
            yield *marked.span(1), 0.9
    for hit in part.of(PRODUCT):
        _, end = part.folded.source(hit.start, hit.end)
        if end <= _READ:
            for value in _labelled(text, end, 0.8):
                if _has_own_words(part, value[0], value[1]):
                    yield value
    goods = list(_within(part, part.of("cue", "goods")))
    for start, end in _quoted(text):
        if _stands_for_a_product(text, start, end, goods) and _has_own_words(part, start, end):
            yield start, end, 0.6
    for before, after in goods:
        if text[before].islower() and (named := _NAMED.match(text, after)):
            start = named.start(1)
            for name in _AND.split(named[1]):
                at = text.index(name, start)
                if not _is_sentence_head(text, at) and _has_own_words(part, at, at + len(name)):
                    yield at, at + len(name), 0.5
    for apposed in _APPOSED.finditer(text):
        if _has_own_words(part, *apposed.span(1)):
            yield *apposed.span(1), 0.5
    for listing in _LIST.finditer(text) if goods else ():
        line = text.rfind("\n", 0, listing.start()) + 1
        if any(line <= start < listing.start(1) for start, _ in goods):
            for listed in _LISTED.finditer(text, *listing.span(1)):
                if _has_own_words(part, *listed.span(1)):
                    yield *listed.span(1), 0.6
    for studied in _STUDIED.finditer(text):
        if not _STUDIED_ELSEWHERE.match(studied[1]):
            yield *studied.span(1), 0.4
    if "+" in text:
        for foreign in _FOREIGN.finditer(text):
            yield *foreign.span(1), 0.4
    for coined in _COINED.finditer(text):
        if not _COINED_ELSEWHERE.match(coined[1]):
            yield *coined.span(1), 0.5


def _within(part: Field, hits: Iterable[Hit]) -> Iterator[_Span]:
    """Where hits stand in the original text, as far as names are looked for."""
    for hit in hits:
        span = part.folded.source(hit.start, hit.end)
        if span[1] > _READ:
            return
        yield span


def _quoted(text: str) -> Iterator[_Span]:
    for quoted in _QUOTED.finditer(text):
        yield quoted.span(quoted.lastindex or 0)


def _stands_for_a_product(text: str, start: int, end: int, goods: list[_Span]) -> bool:
    """Whether what stands in quotation marks looks like a name, with what it is called at hand."""
    quoted = text[start:end]
    if len(quoted.split()) > _LONGEST_PRODUCT or _ABOUT.match(quoted) or quoted[-1] in ".!?…":
        return False
    if quoted[0].islower() and not any(letter.isupper() for letter in quoted):
        return False
    before = text[max(0, start - 31) : start - 1]
    if _PRODUCT_BEFORE.search(before) or _PRODUCT_BEHIND.match(text, end + 1):
        return True
    nearest = bisect_left(goods, (start - _CALLED_BEFORE, 0))
    return nearest < len(goods) and goods[nearest][0] < end + _CALLED_BEHIND


def _has_own_words(part: Field, start: int, end: int) -> bool:
    """Whether some of [start, end) is none of the vocabulary: "stem cell cosmetics" is no name.

    What names an act is none either, nor what claims something and is not called a cream or serum.
    """
    is_called = is_claimed = False
    source = part.folded.source
    first = bisect_left(part.hits, start - _REACH, key=lambda hit: source(hit.start, hit.end)[0])
    reach, is_own = start, False
    for hit in islice(part.hits, first, None):
        begin, stop = source(hit.start, hit.end)
        if begin >= end:
            break
        if stop <= start:
            continue
        if hit.facet == "kind" and not hit.spreads:
            return False
        is_called = is_called or (hit.facet, hit.code) == ("cue", "goods")
        is_claimed = is_claimed or hit.facet == "claim"
        is_own = is_own or any(letter.isalnum() for letter in part.original[reach:begin])
        reach = max(reach, stop)
    is_own = is_own or any(letter.isalnum() for letter in part.original[reach:end])
    return is_own and (is_called or not is_claimed)


def _is_sentence_head(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in {"", ".", "!", "?", ":"}


def _evidence(
    reading: Reading,
    names: Callable[[Field], Iterator[_Name]],
    facet: str,
    taken: Iterable[str],
) -> tuple[Evidence, ...]:
    """The names of both parts, each once and without those that lie within another."""
    found: dict[str, Evidence] = {}
    for part in reading.parts:
        for start, end, confidence in names(part):
            raw = part.original[start:end]
            name = raw.strip(" ,\t")
            key = name.casefold().rstrip(".")
            if (shorter := _without_form(key)) in found:
                del found[shorter]
            known = (*found, *taken)
            if len(key) < 2 or any(key in other or other in key for other in known):
                continue
            begin = start + raw.index(name)
            found[key] = Evidence(
                f"{facet}:{name}", name, begin, begin + len(name), part.where, confidence
            )
            if len(found) == _MOST:
                return tuple(found.values())
    return tuple(found.values())


def _without_form(key: str) -> str:
    """A firm's name as it may have been found before, without its legal form."""
    return _FORM_BEHIND.sub("", key)
