"""Firms named in a notice, by the look of their names.

By a legal form, as whom a letter is to, behind the label of a table or what one is called (clinic,
salon), before what is said of one (a company that), behind "made by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.names import (
    CAPITAL,
    IN_QUOTES,
    JOIN,
    LAST_LATIN,
    LONGEST_VALUE,
    NAME,
    REACH,
    READ,
    WORD,
    Glance,
    Name,
    Sight,
    Sought,
    Span,
    as_names,
    evidence_of,
    has_own_words,
    labelled,
    script_of,
    within,
)
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import FIRM

_JOIN_IN_NAME: Final = "(?:&|and|de|del|di|da|y|e|et|und)"
# Patterns that are looked for all through a text begin with a letter or a sign, and look back from
# there: such a beginning is found quickly. Where that is not possible, words tell whether to look.

# The words of a name that end where its legal form begins, and those that follow one in front.
_NAME_BEFORE: Final = re.compile(rf"(?:^|(?<=[^\w'’&.+-])){NAME},? ?$")
# Vietnamese writes the second syllable of a word in small letters: "Công ty TNHH Quốc tế Tên".
_SYLLABLE: Final = (
    "(?: (?!do |của |tại |là |có |ở |trên |đã |bị |được |vì |với )[a-zß-ɏạ-ỹ]{1,6}){1,4}"
)
_NAME_BEHIND: Final = re.compile(
    rf" ?(?:{IN_QUOTES}|(?:(?:{WORD} ){{0,2}}{WORD}{_SYLLABLE} (?={CAPITAL})){{1,4}}{NAME}|{NAME})"
)
# Behind "the firm", in small letters: words in capitals or with a number, or what is in quotation
# marks; in other scripts too.
_CALLED_FIRM: Final = re.compile(
    r" ?(?:(?:called|named|known as|genaamd|llamad[oa]|denominad[oa]|appelée?|dénommée?"
    r"|chiamat[oa]|namens|o nazwie|под названием|під назвою) )?"
    rf"(?:(?<= )({WORD}(?: (?:{_JOIN_IN_NAME} )?{WORD})"
    rf"{{1,6}}|{CAPITAL}[\w-]{{5,30}}|\d[A-Z]{{2,6}})"
    r"|[«\"“„「『]\s?([^«»\"“”„「」『』\n]{2,40}?)\s?[»\"”“」』])"
    r"(?=[^\w'’-]|[’']s\b|$)"
)
# An establishment by a name in quotation marks that ends with what it is.
_CLOSING: Final = frozenset("»”」』")
_OPENED: Final = re.compile(r"[«“「『]([^«»“”「」『』\n]{2,30})$")
_LONGEST_QUOTED: Final = 6  # words
# In capitals behind these words, but no name of a firm.
_NO_FIRM: Final = re.compile(
    r"(?:(?:In|On|At|The|An?|Mr|Ms|And|Is|Was|To|From)\b|Chair|Direct|CEO|Presid|Secret|Manag"
    r"|Facebook|Instagram|Tik|Whats|We[Cc]hat|Google|Amazon|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|Act\b|Law\b|Regul|Licen[cs]|Certif|[A-Z]{2}$)"
)
# Scripts without capitals: two or three words, up to a particle or a sign.
_UNCASED_WORD: Final = r"[^\W\d_][\w\u0900-\u097f'׳״-]{1,20}"
_UNCASED_BEFORE: Final = re.compile(rf"(?:{_UNCASED_WORD} ){{1,3}}$")
_UNCASED_BEHIND: Final = re.compile(
    rf" (?:(?P<quoted>{IN_QUOTES})|{_UNCASED_WORD}(?: {_UNCASED_WORD})?)"
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
_OPEN: Final = re.compile(r"[^\n,;、。，]{2,60}")
# A Korean headline of what was decided on a product names the firm before it. Its last syllable is
# that of no authority, place or origin, and it is not short.
_KOREAN_HEADLINE: Final = re.compile(
    r"^([가-힣A-Za-z&]{4,15}(?<![청처원위시구부협국군도관찰산])),? (?:['‘“\"]|[A-Z]{2,6}-\d)"
    r"(?=.*(?:업무정지|행정처분|품목허가|임상|승인))"
)
# A Japanese headline names a clinic by what it is, at its beginning or behind a sign.
_JAPANESE_CLINIC: Final = re.compile(
    r"(?:^|(?<=[！!。、「『]))[^\W\u3040-\u309f]{2,16}?(?:クリニック|美容外科|美容皮膚科)(?![ァ-ヶー])"
)
# What may stand in capitals before a firm's name, at the head of a sentence.
_LEADING: Final = re.compile(
    r"(?:(?:\w+-based|The|Die|Der|Das|Dem|Den|El|La|Los|Las|Le|Les|Il|Lo|O|A|Os|As|De|Het|En|Firma|Firmie"
    r"|Firmy|Empresa|Société|Sociedad|Company|Compañía|Ditta|Società|Bedrijf|Företaget"
    r"|Manufacturer|Importer|Distributor|Fabricante|Hersteller|Producent|Importador) )+"
)
# What stands in capitals in a headline before the name, and trades that are no legal form.
_HEADLINE_OF_FIRM: Final = re.compile(
    r".*\b(?:FDA|Warn(?:s|ing)?|Sends?|Against|On|To|For|From|With|About|Tells?|Orders?|Fine[sd]?"
    r"|Sues?|By) "
)
_TRADE: Final = re.compile(r"Bio|Pharma|Thera|Life|Cosme|Lab|Co(?:mpany)?\b")
_SEVERAL: Final = re.compile(r"(.*) (?:and|y|e|et|und|och|og|en|i|dan) (?=\S+ \S)")
_CAPITALISED: Final = re.compile(r" [A-Z](?!nc|td|LC|LP|orp|o\b|old)")
_LETTER_TO: Final = Sought(
    rf"\b(?:[Ll]etters?|[Oo]rders?) (?:issued |sent |addressed )?to"
    r" (?!the \w+ [a-z-]+(?:[.,;:]|$))"
    rf"((?:the )?{CAPITAL}[^\n,;:()]{{1,100}}?(?:, (?:Inc|LLC|Ltd|L\.L\.C)\b\.?)?)"
    r"(?= \(|[,;:\n]| (?:for|over|about|regarding)\b| (?:of|on|dated) \d|\.(?:\s|$)|$)",
    ("etter", "rder"),
)
# The list of warning letters of the United States FDA: firm, case number, date.
_CASE_TITLE: Final = Sought(
    r"^(.{3,120}?) (?:[-–—] \d{6} [-–—] \d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{2,4} \()",
    ("/",),
)
# A letter's subject where its title names the letter first or last: "Warning letter: Firm". Behind
# a hyphen the United States FDA names the product.
_WITH_FORM: Final = rf"{NAME}(?:, (?:Inc|LLC|Ltd)\b\.?)?"
_LETTER_OF: Final = Sought(
    rf"^(?:[^:–—]{{0,40}}\b[Ll]etters?\b[^:–—]{{0,20}}[:–—] ({_WITH_FORM})"
    rf"|({_WITH_FORM}) ?(?:[:–—]| -) (?:[Ww]arning|[Uu]ntitled) [Ll]etter\b.*)"
    r"(?=$|[,;(–—]| -)",
    ("etter",),
)
# Another name of the firm, or whom a court is asked to act against.
_ALSO: Final = Sought(
    rf"\b(?:a\.?k\.?a\.?|also known as|d/?b/?a|doing business as|trading as"
    rf"|(?:suit|complaint|charges|proceedings|injunction) against)"
    rf" ((?:the )?{CAPITAL}[\w'’&+-]*(?: (?:(?:{JOIN}|in) )?{WORD}){{1,8}})",
    (
        *("aka", "a.k", "ak.a", "dba", "d/b", "db/a", "known as ", "business as ", "trading as "),
        *("suit against ", "complaint against ", "charges against ", "proceedings against "),
        "injunction against ",
    ),
)
# What a firm is, said behind its name: "Name, which makes", "Name, a clinic in", "Name is among".
_APPOSED: Final = Sought(
    rf"({CAPITAL}(?<![\w'’-].)(?<!\bin .)(?<!\bat .)[\w&+-]*"
    r"(?<!\bIt)(?<!\bHe)(?<!\bShe)(?<!\bThis)(?<!\bThat)(?<!\bThey)(?<!\bThere)(?<!\bWho)"
    rf"(?<!\bWhat)(?: (?:& )?{CAPITAL}[\w&+-]*){{0,4}})"
    r"(?:, (?:warned|fined|sued|accused|ordered|sanctioned|cited) (?:by|to)\b"
    r"|, (?:which|that|who) (?:makes?|sells?|markets?|made|sold|offers?|produces?|distributes?"
    r"|imports?)\b"
    r"|(?:,| is| was) (?:an?|the)"
    r" (?:(?!at |in |for |of |to |by |with |on |that )[a-z][\w-]* ){0,5}?"
    r"(?:company|firm|clinic|maker|manufacturer|seller|salon|start-?up|distributor|importer"
    r"|laboratory|wholesaler|cord blood bank)\b"
    r"(?! (?:spokes|official|director|owner|manager|work|employ))"
    r"| (?:is|was) (?:among|one of) the (?:[a-z][\w-]* ){0,4}?"
    r"(?:companies|firms|clinics|makers|sellers)\b"
    r"|, (?:una?|une|la|l[’']) ?"
    r"(?:empresa|entreprise|société|azienda|società|cl[ií]ni(?:ca|que))\b)",
    (
        *(", which ", ", that ", ", who "),
        *"warned fined sued accused ordered sanctioned cited compan firm clini maker".split(),
        *"manufact seller salon start distribut import laborat wholesal bank".split(),
        *"empresa entrepr soci azienda clíni".split(),
    ),
)
# Who makes or sells it: "made by Name", "the serum by Name".
_BY: Final = Sought(
    rf" (?:by|por|par|da|von|door|av) (?:(?:South |North )?{CAPITAL}\w+['’]s )?"
    rf"((?!The ){CAPITAL}[\w'&+-]*(?: (?:& )?{CAPITAL}[\w'&+-]*){{0,4}})",
    (" by ", " por ", " par ", " da ", " von ", " door ", " av "),
)
_MADE: Final = re.compile(
    r"\b(?:made|manufactured|produced|marketed|distributed|imported|developed|supplied|owned"
    r"|fabricad[oa]s?|elaborad[oa]s?|comercializad[oa]s?|fabriquée?s?|commercialisée?s?"
    r"|prodott[oiae]|hergestellt|vervaardigd|tillverka[ds]e?|serum|cream|mask|vaccine|solution"
    r"|filler|products?|cosmetics|therapy|injection)$"
)
_LONGEST_MADE: Final = 20
# A name with one of these in it is not a firm's.
_AUTHORITY: Final = re.compile(
    r"Minist|Author|Agenc|Administrat|Departm|Inspect|Instituto (?:de Salud|Nacional)|Committee"
    r"|Council|FDA\b|Commission|Directorate|Servi(?:ce|cio) (?:of|de)|Government|Universi"
)
# An establishment by its own name: in brackets, or behind a word that leads to a name.
_ESTABLISHMENT: Final = Sought(
    r"(?:[(“‘'\"]|^|(?<=[.;,] )|\b(?:to|against|at|by|from|al|a|del|la|salon|clinic) )"
    r"(?!The |D(?:ie|er|as) |Eine? |L[aeo] |Una? |El |De |Unl|Ill|Unr|Priv|Medical |Stem |Beau"
    r"|Aesth|Cosmetic |Commerc|Health |Non|Society )"
    rf"((?:{WORD} ){{1,4}}(?:of {CAPITAL}\w+ )?(?:Clinics?|Cent(?:er|re)s?|Institutes?|Med[Ss]pa"
    r"|(?:Hair |Beauty |Nail )?Salon(?: (?:and|&) Spa)?|Spa|Beauty Lab|Medical Aesthetics|Pharmacy"
    r"|(?:Super)?Market|Boutique|Beauty (?:Store|Shop|Supply)"
    r"|Cl[ií]nica|Klinik|Clinique|Est[ée]tica)(?: (?:of|de) (?:[A-ZÀ-Þ]\w+ ?){1,3})?"
    r"|Instituto (?:de )?(?:[A-ZÀ-Þ]\w+ ?){1,3})\b",
    (
        *(" Clini", " Clíni", " Klinik", " Center", " Centre", " Institute", "Instituto "),
        *(" Medspa", " MedSpa", " Medical Aesth", " Salon", " Spa", " Beauty Lab", " Beauty S"),
        *(" Pharmacy", " Market", " SuperMarket", " Boutique", " Estetica", " Estética"),
    ),
)
_ELSEWHERE: Final = re.compile(
    r".*\b(?:Commercial|Shopping|Convention|Trade|Community|Town|City) Cent"
    r"|(?:Single|Internal|Black|Common|European|Stock|Illicit) Market"
)
# The same as the first words of a title, or the last behind a comma.
_ESTABLISHMENT_OF_TITLE: Final = Sought(
    r"(?:^|, )(?!The |Unl|Ill|Unr|Priv|Medical |Stem |Beau|Aesth|Health |Cosmetic |Non|Society )"
    rf"((?:{WORD} ){{1,4}}(?:Clinic|Med[Ss]pa|Aesthetics|Wellness|Dermatology"
    r"|(?:Cell|Tissue|Cord Blood) Bank))"
    r"(?=$|[,;:(–—]| -| (?:ordered|fined|closed|told|warned|to|must)\b)",
    (
        *(" Clinic", " Medspa", " MedSpa", " Aesthetics", " Wellness", " Dermatology"),
        *(" Cell Bank", " Tissue Bank", " Cord Blood Bank"),
    ),
)


_GLANCE: Final = Glance(
    _CASE_TITLE,
    _LETTER_OF,
    _LETTER_TO,
    _ALSO,
    _ESTABLISHMENT_OF_TITLE,
    _ESTABLISHMENT,
    _APPOSED,
    _BY,
)


def firms_of(reading: Reading) -> tuple[Evidence, ...]:
    """The firms named, at most a dozen."""
    return evidence_of(reading, _firm_names, "firm")


def _firm_names(part: Field) -> Iterator[Name]:
    text = part.original[:READ]
    sight = _GLANCE.at(text)
    is_title = part.where == "title"
    if is_title:
        yield from as_names(sight.spans_of(_CASE_TITLE), 0.95)
        for subject in sight.all_of(_LETTER_OF):
            yield *subject.span(subject.lastindex or 0), 0.8
    for addressee in sight.spans_of(_LETTER_TO):
        yield from as_names(_both(text, addressee), 0.8)
    yield from as_names(sight.spans_of(_ALSO), 0.5)
    if is_title:
        yield from as_names(sight.spans_of(_ESTABLISHMENT_OF_TITLE), 0.4)
        headline = _KOREAN_HEADLINE.match(text)
        if headline and has_own_words(part, *headline.span(1)):
            yield *headline.span(1), 0.5
        for clinic in _JAPANESE_CLINIC.finditer(text):
            if has_own_words(part, *clinic.span()):
                yield *clinic.span(), 0.4
    yield from as_names(_establishments(sight), 0.4)
    yield from as_names(_described(part, text, sight), 0.5)
    yield from _beside_signs(part, text)


def _establishments(sight: Sight) -> Iterator[Span]:
    """Clinics, salons and the like by their own names; what is one of many has none."""
    for establishment in sight.all_of(_ESTABLISHMENT):
        name = establishment[1]
        is_class = establishment.start(1) == establishment.start() and name.endswith("s")
        if not (is_class or _AUTHORITY.search(name) or _ELSEWHERE.match(name)):
            yield establishment.span(1)


def _described(part: Field, text: str, sight: Sight) -> Iterator[Span]:
    """Who is said to be a firm, and who to make or sell something."""
    for span in sight.spans_of(_APPOSED):
        if has_own_words(part, *span):
            yield span
    for maker in sight.all_of(_BY):
        is_made = _MADE.search(text, max(0, maker.start() - _LONGEST_MADE), maker.start())
        if is_made and not _NO_FIRM.match(maker[1]) and has_own_words(part, *maker.span(1)):
            yield maker.span(1)


def _beside_signs(part: Field, text: str) -> Iterator[Name]:
    """What stands beside a legal form, the label of a table, or what a firm is called."""
    hits = part.of(FIRM)
    signs = [(hit.code, *span) for hit, span in zip(hits, within(part, hits), strict=False)]
    called: list[Span] = []
    for index, (code, start, end) in enumerate(signs):
        if code == "label":
            for first, last in labelled(text, end):
                yield first, min(last, first + LONGEST_VALUE), 0.8
        if code in {"label", "called"}:
            called += _called(text, code, start, end)
        elif _is_legal_form(text, start, end):
            closings = (span for kind, *span in signs[index + 1 : index + 3] if kind == "suffix")
            yield from _with_legal_form(part, text, start, end, code, next(closings, None))
    # Last, as what has a legal form is known by its whole name then.
    for span in called:
        if not _NO_FIRM.match(text, span[0]) and has_own_words(part, *span, coined=True):
            yield *span, 0.5


def _called(text: str, code: str, start: int, end: int) -> Iterator[Span]:
    """What stands behind a word for a firm at [start, end), or in quotation marks that it ends."""
    if (name := _CALLED_FIRM.match(text, end)) and _is_called(text[start], code, name):
        yield name.span(name.lastindex or 0)
    if text[end : end + 1] in _CLOSING and (opening := _OPENED.search(text, 0, end)):
        yield opening.span(1)


def _with_legal_form(
    part: Field, text: str, start: int, end: int, code: str, closing: list[int] | None
) -> Iterator[Name]:
    """The names that have their legal form at [start, end), but for authorities and mere trades."""
    find = _FINDERS[script_of(text[start])]
    start, end = _with_brackets(text, start, end)
    for name in find(text, start, end, code, closing):
        if _AUTHORITY.search(text, name[0], name[1]):
            continue
        is_trade = code != "prefix" and _TRADE.match(text, start)
        if not is_trade or has_own_words(part, name[0], start):
            yield name


def _is_called(letter: str, code: str, name: re.Match[str]) -> bool:
    """Whether what follows a word for a firm, which begins with `letter`, is the name of one.

    Behind a capital it may be part of a heading, and in Cyrillic letters a city's name: "клиники
    Москвы" are its clinics. What is in quotation marks is a name if it is no phrase.
    """
    if name[1] is None:
        return not name[2][0].islower() and len(name[2].split()) <= _LONGEST_QUOTED
    return not letter.isupper() and (code == "label" or name[1][0] <= LAST_LATIN)


def _both(text: str, span: Span) -> Iterator[Span]:
    """A letter's addressee, or two of them where "and" joins two names."""
    first, joint, second = text[slice(*span)].partition(" and ")
    if joint and " " in first and re.match(rf"{CAPITAL}\S* {CAPITAL}", second):
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


def _with_brackets(text: str, start: int, end: int) -> Span:
    """The brackets and the full stop of a legal form belong to it, which folding leaves out.

    A stop behind capitals alone, or behind GmbH, is that of the sentence.
    """
    if _is_bracketed(text, start, end) and script_of(text[start]) == "unspaced":
        return start - 1, end + 1
    form = text[start:end]
    is_short_for = "." in form or not (form.isupper() or form.endswith("mbH"))
    return start, end + (is_short_for and text.startswith(".", end))


def _cased(text: str, start: int, end: int, code: str, _: list[int] | None) -> Iterator[Name]:
    """The words in capitals that a legal form at [start, end) ends or begins."""
    if code == "prefix":
        if name := _NAME_BEHIND.match(text, end):
            yield start, name.end(), 0.7
    elif name := _NAME_BEFORE.search(text, max(0, start - REACH), start):
        begin = name.start()
        for unwanted in (_HEADLINE_OF_FIRM, _LEADING):
            if leading := unwanted.match(text, begin, start):
                begin = leading.end()
        is_trade = _TRADE.match(text, start)
        if begin < start and not (is_trade and _CAPITALISED.match(text, end)):
            if several := _SEVERAL.match(text, begin, end if is_trade else start):
                yield *several.span(1), 0.5
                begin = several.end()
            yield begin, end, 0.8


def _uncased(text: str, start: int, end: int, code: str, _: list[int] | None) -> Iterator[Name]:
    """The words beside a legal form, up to a particle: their script has no capitals."""
    if code == "prefix":
        name = _UNCASED_BEHIND.match(text, end)
        if name is None:
            return
        words = name[0].split()
        if name["quoted"] is None:
            words = list(takewhile(lambda word: word not in _PARTICLES, words))
        if words:
            yield start, text.index(words[-1], end) + len(words[-1]), 0.6
    elif name := _UNCASED_BEFORE.search(text, max(0, start - REACH), start):
        words = name[0].split()
        while any(word in _PARTICLES for word in words):
            words.pop(0)
        if words:
            yield start - len(" ".join(words)) - 1, end, 0.6


def _unspaced(
    text: str, start: int, end: int, code: str, closing: list[int] | None
) -> Iterator[Name]:
    """The letters beside a legal form, or between one and the one at `closing` that ends it."""
    if code == "suffix":
        if name := _UNSPACED_BEFORE.search(text, max(0, start - REACH), start):
            leading = _UNSPACED_LEADING.match(text, name.start(), start - 2)
            yield (leading.end() if leading else name.start()), end, 0.7
    elif closing is not None and _OPEN.fullmatch(text, end, closing[0]):
        yield start, _with_brackets(text, *closing)[1], 0.8
    elif name := _UNSPACED_BEHIND.match(text, end):
        particle = _KOREAN_PARTICLE.search(text, end, name.end())
        yield start, particle.start() if particle else name.end(), 0.6


_FINDERS: Final = {"cased": _cased, "uncased": _uncased, "unspaced": _unspaced}
