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
    pieces,
    script_of,
    tabled,
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
# German nouns have capitals: within a sentence they follow an article.
_GERMAN_FIRM: Final = re.compile("(?:Firma|Unternehmens?|Onlineshops?|Webshops?)$")
_ARTICLE: Final = re.compile("\\b(?:[Dd](?:ie|er|as|em|en|es)|im|beim|vom|zum|zur|eine[mrs]?) $")
# Words for one firm, in no case that could be that of several; who is named behind as its maker;
# and how the names of places end in the genitive.
_ONE_FIRM: Final = re.compile(
    "(?:компани(?:я|ей|ю|ята)|фирм(?:а|ой|у|ата)|обществом?|дружество(?:то)?|предприятие(?:то)?"
    "|компані(?:я|ю|єю)|фірм(?:а|у|ою)|підприємство|товариство)$"
)
_MADE_BY_FIRM: Final = re.compile("(?:производства|изготовления|выпуска|виробництва|виробника) $")
_OF_A_PLACE: Final = re.compile("(?:[ыиій]|ск[аоу]|бурга|града|города|ого|ова|ева|ина|ой|края)$")
# An establishment by a name in quotation marks that ends with what it is.
_CLOSING: Final = frozenset("»”」』")
_OPENED: Final = re.compile(r"[«“「『]([^«»“”「」『』\n]{2,30})$")
_NAME_FIRST: Final = re.compile("[\u0900-\u097f\u3040-\u9fff\uac00-\ud7af]")
_LONGEST_QUOTED: Final = 6  # words
# In capitals behind these words, but no name of a firm.
_NO_FIRM: Final = re.compile(
    r"(?:(?:In|On|At|The|An?|Mr|Ms|Mrs|Dr|Prof|Sra?|Herr|Frau|Mme|Pani?|And|Is|Was|To|From)\b|Chair|Direct|CEO|Presid|Secret|Manag"
    r"|Deutschland|Österreich|Schweiz|Europa|Facebook|Instagram|Tik|Whats|We[Cc]hat|Google|Amazon|Monday|Tuesday|Wednesday"
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
    " خواست آمده آمد کرد کرده شد شده دارد داد گفت باید می نمی بود بوده خود غير أخرى كانت قامت"
    " قام المذكورة المعنية المخالفة المنتجة المستوردة المصنعة الموزعة جديدة وهمية أجنبية محلية"
    " عالمية واحدة كبرى متخصصة مرخصة خاصة ने के की का को में से पर और है द्वारा של את על ידי עם"
    " לא הוא היא חברת מחברת לחברת כי".split()
)
# An Arabic name has an article in it, or is in quotation marks; a verb is none: "شركة روجت".
_ARABIC: Final = re.compile("(?:شركة|مؤسسة|مصنع|مختبرات|معامل|مجموعة)$")
_ARABIC_NAME: Final = re.compile(
    r"(?!لل|[تي]\w{2,4} |\w{2,5}(?<!ا)ت )(?=\S+ )(?:\S+ )*?(?:ال\w{2}|\S+ لل(?:تجارة|تجميل"
    r"|توزيع|صناع|أدوية|استيراد|تسويق))"
)
# What it may go on with.
_ARABIC_TRADE: Final = re.compile(
    r"(?: (?:لل(?:تجارة|توزيع|تجميل|صناع\w+|أدوية|استيراد|تسويق|خدمات|مستلزمات|مستحضرات)"
    r"|ل?مستحضرات التجميل|لصناعة الأدوية|المحدودة|وشركا\w+|وال(?:توزيع|تصدير|تسويق|خدمات)))+"
)
# Scripts without spaces: no hiragana, which is grammar and not name.
_UNSPACED_LETTER: Final = r"[^\W\u3040-\u309f]|[·・ー&-]"
_UNSPACED_BEFORE: Final = re.compile(rf"(?:{_UNSPACED_LETTER}){{2,20}}$")
_UNSPACED_BEHIND: Final = re.compile(rf" ?(?:{_UNSPACED_LETTER}){{2,20}}")
_THAI_NAME: Final = re.compile(
    r" ?(?:[A-Z“\"‘]|(?<= )(?!ที่|ผู้|ให้|ของ|จึง|ได้|ไม่|จด|เจ้า|ดัง|นี้|และ|ซึ่ง)[ก-๙])"
)
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
    rf"((?:the )?{CAPITAL}(?:(?! (?:an?|whose|that|which|who) )[^\n,;:()]){{1,100}}?"
    r"(?:, (?:Inc|LLC|Ltd|L\.L\.C)\b\.?)?)"
    r"(?= \(|[,;:\n]| (?:for|over|about|regarding|re)\b| (?:of|on|dated) \d|\.(?:\s|$)|$)",
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
    rf"({CAPITAL}(?<![\w'’-].)(?<!\bin .)(?<!\bat .)[\w&+-]*+"
    r"(?<!\bIt)(?<!\bHe)(?<!\bShe)(?<!\bThis)(?<!\bThat)(?<!\bThey)(?<!\bThere)(?<!\bWho)"
    rf"(?<!\bWhat)(?: (?:& )?{CAPITAL}[\w&+-]*+){{0,4}}+)"
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
        *(
            ", warned ",
            ", fined ",
            ", sued ",
            ", accused ",
            ", ordered ",
            ", sanctioned ",
            ", cited ",
        ),
        *(
            " company",
            " companies",
            " firm",
            " clinic",
            " cliniq",
            " maker",
            " manufacturer",
            " seller",
        ),
        *(" salon", " start-up", " startup", " distributor", " importer", " laboratory"),
        *(" wholesaler", " cord blood bank", "empresa", "entrepr", "soci", "azienda", "clíni"),
    ),
)
# Two plain words may be a person's name.
_PERSON: Final = re.compile(
    rf"(?:Dr\.? )?{CAPITAL}[^\W\d_A-Z]+(?: {CAPITAL}\.?)? {CAPITAL}[^\W\d_A-Z]+"
)
# What firms of the trade are called, and hardly any person.
_TRADE_WORD: Final = (
    r"(?:Aesthetics?|Beauty|Bio(?:\w{3,})?|Cells?|Cell\w{4,}|Clinics?|Cosm\w+|Derm\w+|Diagnostics"
    r"|Distribution|Enterprises?|Group|Health|Imports?|Kosm\w+|Labs?|Laborator\w+|Life|Medical"
    r"|Nutrition|Orthop\w+|Partners|Pharm\w+|Regen\w+|Rejuvenation|Sciences?|Skin|Skincare"
    r"|Solutions|Supplies|Supply|Tech\w*|Therap\w+|Trading|Wellness)\b"
)
_OF_THE_TRADE: Final = re.compile(_TRADE_WORD)
# Who sells, recalls or owns what, said behind the last word of its name.
_DOES: Final = Sought(
    rf"({_TRADE_WORD})(?: (?:is recalling|recall(?:s|ed)|sells|sold|markets|marketed|distributes"
    r"|imports|imported|manufactures|makes|advertise[sd]|promotes|promoted|offers|offered|roept|verkoopt|levert|vertreibt|verkauft|ruft|commercialise"
    r"|vend|rappelle|comercializa|vende|distribuye|distribui|commercializza|säljer|sælger|selger) "
    r"|['’]s?(?= (?:[a-z-]+ ){0,3}(?:exosome|serum|cream|product|ampoule|solution|spray|filler|vial"
    r"|kit|website|marketing|advertis)))",
    (
        *(" recalls ", " recalled ", " is recalling ", " sells ", " sold ", " markets ", " makes "),
        *(" marketed ", " distributes ", " imports ", " imported ", " manufactures ", " advertise"),
        *(" roept ", " verkoopt ", " levert ", " vertreibt ", " verkauft ", " ruft ", " vend "),
        *(" commercialise ", " rappelle ", " comercializa ", " vende ", " distribuye "),
        *(" distribui ", " commercializza ", " säljer ", " sælger ", " selger "),
        *(" promotes ", " promoted ", " offers ", " offered ", "' ", "’ ", "'s ", "’s "),
    ),
)
# From whom it was had, and whose head is told of.
_FROM: Final = Sought(
    rf"(?:bought|purchased|obtained|ordered|supplied|sourced) from ((?!The ){WORD}(?: (?:&"
    rf" )?{WORD}){{1,4}})",
    (
        "ught from ",
        "urchased from ",
        "btained from ",
        "rdered from ",
        "upplied from ",
        "ourced from ",
    ),
)
_WITH_HEAD: Final = Sought(
    rf"({CAPITAL}(?<![\w'’-].)[\w&+-]*+(?: (?:& )?{CAPITAL}[\w&+-]*+){{0,4}}+)"
    r"(?: and its|,? its) (?:former |then )?(?:owner|founder|co-founder|director|manager"
    r"|president|chief"
    r"|CEO|chairman|directors|owners)\b"
    r"|\b(?:in|aus) (?:[A-ZÄÖÜ]\w+) ansässigen? (?:Firma |Unternehmen )?"
    rf"({WORD}(?: (?:& )?{WORD}){{0,4}})",
    (
        *(" its owner", " its founder", " its co-founder", " its director", " its manager"),
        *(
            " its president",
            " its chief",
            " its CEO",
            " its chairman",
            " its former ",
            " its then ",
        ),
        " ansässige",
    ),
)
# A Japanese medical corporation, in letters of whatever sort.
_JAPANESE: Final = Sought(
    "(医療法人(?:社団|財団)?(?!の)[ぁ-んァ-ヶ一-龠ー・]{1,12}?(?<!協)(?<!理事)(?<!委員)(?<!総)(?<!学)会)(?=[がはのにを、。）)]|$)",
    ("医療法人",),
)
# A firm by its name behind what it is: "your firm, Name, at".
_NAMED_APART: Final = Sought(
    r"(?:\b[Yy]our (?:firm|company|facility|clinic|establishment)"
    r"|(?:^|(?<=[.!?\n] )|(?<=[.!?]\n))The (?:firm|company|clinic|salon|spa|shop|pharmacy))"
    rf", ({WORD}(?: (?:{JOIN} )?{WORD}){{0,5}}),",
    (
        *("our firm, ", "our company, ", "our facility, ", "our clinic, ", "our establishment, "),
        *("The firm, ", "The company, ", "The clinic, ", "The salon, ", "The spa, ", "The shop, "),
        "The pharmacy, ",
    ),
)
# A firm or a person by what he does; of the trade, it is a firm.
_HOLDER: Final = Sought(
    r"\b[Tt]he (?:(?:rights|licen[cs]e|registration|notification) holder|importer|distributor"
    rf"|manufacturer|maker|supplier|wholesaler|seller), ({WORD}(?: (?:{JOIN} )?{WORD}){{0,5}}),",
    tuple(
        "holder,|importer,|distributor,|manufacturer,|maker,|supplier,|wholesaler,|seller,".split(
            "|"
        )
    ),
)
# Whom an authority told, or fined.
_TOLD: Final = Sought(
    rf"\b(?:told|ordered|directed|instructed|warned|fined|sued|sanctioned) ({WORD}(?: (?:&"
    rf" )?{WORD}){{1,5}})"
    r"(?= to\b| for\b| over\b|[,.;]|$)",
    ("told ", "rdered ", "directed ", "instructed ", "warned ", "fined ", "sued ", "sanctioned "),
)
# Several firms behind what they are.
_SEVERAL_NAMES: Final = rf"{WORD}(?: (?:& )?{WORD}){{0,4}}"
_SEVERAL_FIRMS: Final = Sought(
    r"(?:companies|firms|manufacturers|distributors|empresas|compañías|laboratorios|sociétés"
    r"|entreprises|Firmen|Unternehmen|Hersteller|aziende|società|ditte|bedrijven|společnosti"
    r"|společností|firmy|spoločnosti|spółki|företagen|bolagen|selskaperne|virksomhederne|firmele|cégek|компании|компанії|фірми|фирмы)"
    rf"[:,]? ({_SEVERAL_NAMES}(?:, {_SEVERAL_NAMES}){{0,8}},? (?:and|y|e|et|und|en|a|i|och|og"
    rf"|și|és|и|та)"
    rf" {_SEVERAL_NAMES})(?![\w-])",
    tuple(
        "companies,firms,manufacturers,distributors,empresas,compañías,laboratorios,sociétés"
        ",entreprises,Firmen,Unternehmen,Hersteller,aziende,società,ditte,bedrijven"
        ",společnosti,společností,firmy,spoločnosti,spółki,företagen,bolagen,selskaperne,virksomhederne,firmele,cégek,компании,компанії,фірми,фирмы".split(
            ","
        )
    ),
)
_BETWEEN_FIRMS: Final = re.compile(r",? (?:and|y|e|et|und|en|a|i|och|og|și|és|и|та) |, ")
# Turkish and Hungarian say what it is behind its name.
_BEFORE_FIRM: Final = Sought(
    r" (?:tarafından (?:üret|sat[ıi]|ithal|pazarla|dağıt)|firmas[ıi]|firmaları|şirket[ıi]"
    r"|kliniğ[iı]|cég(?:et|nek|től|e)?\b)",
    (" tarafından ", " firmas", " firmaları", " şirket", " kliniğ", " cég"),
)
_NATION_LAST: Final = re.compile(
    r"\b(?:(?:Kore|Çin|Alman|Türk|Japon|Amerika|İtalya|Fransız|Rus|İngiliz|Hint|Avrupa|İsviçre)\w*"
    r"|\w*(?:Bakanlığı|Kurumu|Müdürlüğü|Başkanlığı|Hivatal|Hatóság))$"
)
# Clinics that have what they are before their name.
_CLINIC_NAMED: Final = Sought(
    r"(?<![\w'’-])((?![^\n.,]{0,40}(?:Ile?gal|Illegal))(?:Klinik|Kliniken|Klinikken|Klinika|Clínica|Clinica|Clinique|Kliniek|Poliklinika)"
    rf" (?!Dr\b|D[ie]s?\b|For\b|Fik|(?:Kecantikan|[EÉ]st[eé]ti\w*|Swasta|Stem Cell|Priv\w+"
    rf"|Pryw\w+|Univers\w+|Dermat\w+|M[eé]dica\w*|Dental\w*|Veter\w+)(?! {CAPITAL}))"
    rf"{WORD}(?: {WORD}){{0,3}})",
    ("Klini", "Clíni", "Clini", "Polikl"),
)
# Scripts without capitals: what ends with the word for a clinic or a maker, and has more before it.
_ENDS_AS_FIRM: Final = Sought(
    r"(?<![가-힣A-Za-z·])((?!국회|[시도구군]의|상원|하원|병의|병·|동네|피부과|성형외과|미용|일부|해당|전국|지역"
    r"|관내|개인|첨단|국내|글로벌|다국적|한국|대학|동물|협력|무면허|불법|유명|강남)[가-힣]{2,10}?"
    r"(?:의원|클리닉|성형외과|한의원|약국|코스메틱스?|바이오|제약|메디칼|생명과학))"
    r"(?:이|가|은|는|의|에서|에|과|와|을|를|도)?(?![가-힣])"
    r"|(?:(?<=[、。，「『（(\s：:])|^)((?![^、。\s]{0,14}(?:都内|国内|県内|市内|全国|一部|複数|民間|提携|当該|無許可|未届"
    r"|ある|この|その|別|多く|大手|悪質|他の|同様|自由診療))(?=[^、。\s]{0,14}?(?:[ぁ-なぬねのひ-ん]{2}|[ァ-ヶ]{2})[^、。\s]{0,12}?クリニック)"
    r"[^\s、。，「」『』（）()：:はがをでにと]{2,15}(?<!の)クリニック)"
    r"|(?:(?<=[对對由向将將，。、：“])|^)((?!外地|当事人|當事人|涉案|上述|本地|海外|境外|各地)[^\s，。、：；“”的了一该該某各等及和与為为在对對由多几家無无非黑未被於于]{2,14}"
    r"(?<![区區市县縣路街])(?:医疗美容诊所|醫療美容診所|医疗美容门诊部|贸易行|貿易行|大药房|大藥房))",
    (
        *("의원", "클리닉", "성형외과", "약국", "코스메틱", "바이오", "제약", "메디칼", "생명과학"),
        *("クリニック", "诊所", "診所", "门诊部", "贸易行", "貿易行", "药房", "藥房"),
    ),
)
_KOREAN_SORT: Final = re.compile("(?:코스메틱스?|바이오|제약|메디칼|생명과학)$")
# Thai clinics in a row behind "namely".
_THAI_ROW: Final = Sought(r"(?:ได้แก่|ชื่อ|คือ)[ :]?([^\n]{4,160})", ("ได้แก่", "ชื่อ", "คือ"))
_THAI_CLINIC: Final = re.compile(
    r"(?<![ก-๙])((?!และ|เจ้าของ|ผู้|พนักงาน|พยาบาล|เจ้าหน้าที่|นัก|ใน|ที่|จาก|เปิด|ปิด|แพทย์|หมอ|ตรวจ|เป็น|ของ)[ก-๙]{3,25}(?:คลินิก|คลินิค)"
    r"|[A-Z][\w'’]*(?: [A-Z][\w'’]*){0,3} Clinic)(?![ก-๙\w])"
)
# Who makes or sells it: "made by Name", "the serum by Name".
_BY: Final = Sought(
    r" (?:by|por|par|da|von|door|av|af|pel[ao]|dall?a?|przez|oleh|от|від)"
    rf" (?:(?:South |North )?{CAPITAL}\w+['’]s )?"
    rf"((?!The ){CAPITAL}[\w'&+-]*(?: (?:& |d[aeou]s? |del |di )?{CAPITAL}[\w'&+-]*){{0,4}})"
    r"(?![\w'&+-]|\.\w)",
    (
        *(" by ", " por ", " par ", " da ", " von ", " door ", " av ", " af ", " pela ", " pelo "),
        *(" dal ", " dalla ", " przez ", " oleh ", " от ", " від "),
    ),
)
# Who sells it may be a person, who is no firm.
_SOLD: Final = re.compile(
    r"\b(?:sold|offered|shipped|exported|provided|promoted|advertised|owned|run|vendid[oa]s?|vendu[es]*|vendut[oiae]|verkauft"
    r"|angeboten|verkocht|säljs|sælges|selges|sprzedawan[aey]|dijual|поставляемый|внасян[аои]?)$"
)
_MADE: Final = re.compile(
    r"\b(?:distribuíd[oa]s?|distribuid[oa]s?|distribuit[oiae]|distribuée?s?|importad[oa]s?|importée?s?"
    r"|importat[oiae]|vertrieben|importiert|verdeeld|geïmporteerd|distribueras|importeras|forhandles"
    r"|produceret|produsert|dystrybuowan[aey]|produkowan[aey]|importowan[aey]|diproduksi|diimpor"
    r"|dipasarkan|diedarkan|made|manufactured|produced|marketed|distributed|imported|developed|supplied|owned"
    r"|fabricad[oa]s?|elaborad[oa]s?|comercializad[oa]s?|fabriquée?s?|commercialisée?s?"
    r"|prodott[oiae]|hergestellt|vervaardigd|tillverka[ds]e?|serum|cream|mask|vaccine|solution"
    r"|filler|products?|cosmetics|therapy|injection)$"
)
_LONGEST_MADE: Final = 20
_MOST_WORDS: Final = 5
# A name with one of these in it is not a firm's.
_AUTHORITY: Final = re.compile(
    r"Minist|Author|Agenc|Administrat|Departm|Inspect|Instituto (?:de Salud|Nacional)|Committee"
    r"|Municipal|Bureau|Police|Board of|Prosecut|Federal |National (?:Health|Institute)|Court\b"
    r"|(?:College|Society|Association|Federation|Ministry) of|Public Health|(?:New|The|UK) ASA\b"
    r"|Health Canada|وزارة|هيئة|الهيئة|جامعة|محكمة|سازمان|وزارت|دانشگاه|مدیریت|السيطرة|مكافحة"
    r"|الوطني|البحوث|الدراسات|تحقیقات"
    r"|Council|FDA\b|Commission|Directorate|Servi(?:ce|cio) (?:of|de)|Government|Universi"
)
# An establishment by its own name: in brackets, or behind a word that leads to a name.
_ESTABLISHMENT: Final = Sought(
    r"(?:[(“‘'\"]|^|(?<=[.;,] )|(?<=\n)|\b(?:to|against|at|by|from|al|a|del|la|salon|clinic) )"
    r"(?!The |D(?:ie|er|as) |Eine? |L[aeo] |Una? |El |De |Unl|Ill|Unr|Priv|Medical |Stem |Beau"
    r"|Aesth|Cosmetic |Commerc|Health |Non|Society )"
    rf"((?:{WORD} ){{1,4}}(?:of {CAPITAL}\w+ )?(?:Clinics?|Cent(?:er|re)s?|Institutes?|Med[Ss]pa"
    r"|(?:Hair |Beauty |Nail )?Salon(?: (?:and|&) Spa)?|Spa|Beauty Lab|Medical Aesthetics|Pharmacy"
    r"|(?:Super)?Market|Boutique|Beauty (?:Store|Shop|Supply)"
    rf"|(?:Cl[ií]nica|Klinik|Clinique)(?! {CAPITAL})|Est[ée]tica)"
    r"(?: (?:of|de) (?:[A-ZÀ-Þ]\w+ ?){1,3})?"
    r"|Instituto (?:de )?(?:[A-ZÀ-Þ]\w+ ?){1,3})\b",
    (
        *(" Clini", " Clíni", " Klinik", " Center", " Centre", " Institute", "Instituto "),
        *(" Medspa", " MedSpa", " Medical Aesth", " Salon", " Spa", " Beauty Lab", " Beauty S"),
        *(" Pharmacy", " Market", " SuperMarket", " Boutique", " Estetica", " Estética"),
    ),
)
_ELSEWHERE: Final = re.compile(
    # A headline says in capitals what sort it is, and what becomes of it.
    r"(?:.* )?(?:Illegal|Unlicen[sc]ed|Unproven|Unapproved|Unregistered|Rogue|Fake|Local|My"
    r"|Your|Our"
    r"|Can|Won['’]t|Require|How|Why|What|When|Pasien|Even|Även|Auch|Ook|También)\b"
    r"|.*\b(?:Commercial|Shopping|Convention|Trade|Community|Town|City) Cent"
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


# Most notices show none of these.
_LESS_USUAL: Final = frozenset(
    {
        _DOES,
        _NAMED_APART,
        _HOLDER,
        _TOLD,
        _FROM,
        _WITH_HEAD,
        _JAPANESE,
        _SEVERAL_FIRMS,
        _BEFORE_FIRM,
        _CLINIC_NAMED,
        _ENDS_AS_FIRM,
        _THAI_ROW,
    }
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
    *_LESS_USUAL,
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
    if sight.shows_any(_LESS_USUAL):
        yield from as_names(_in_a_row(part, text, sight), 0.5)
        yield from as_names(_by_what_it_does(part, text, sight), 0.5)
    yield from _beside_signs(part, text)
    if sight.shows_any(_LESS_USUAL):
        yield from as_names(_ending_as_firms(part, sight), 0.5)


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
        before = max(0, maker.start() - _LONGEST_MADE), maker.start()
        is_sold = not _PERSON.fullmatch(maker[1]) and _SOLD.search(text, *before)
        is_made = is_sold or _MADE.search(text, *before)
        if is_made and not _NO_FIRM.match(maker[1]) and has_own_words(part, *maker.span(1)):
            yield maker.span(1)


def _in_a_row(part: Field, text: str, sight: Sight) -> Iterator[Span]:
    """Several names behind what they all are: "the companies A, B and C"."""
    for row in sight.all_of(_SEVERAL_FIRMS):
        for start, end in pieces(text, *row.span(1), _BETWEEN_FIRMS):
            is_named = not (_NO_FIRM.match(text, start) or _AUTHORITY.search(text, start, end))
            if is_named and has_own_words(part, start, end, coined=True, may_claim=True):
                yield start, end
    for row in sight.all_of(_THAI_ROW):
        for clinic in _THAI_CLINIC.finditer(text, *row.span(1)):
            yield clinic.span(1)


def _by_what_it_does(part: Field, text: str, sight: Sight) -> Iterator[Span]:
    """Who is said to sell, or to own, what is sold; whoever that is has to look like a firm."""
    for does in sight.all_of(_DOES):
        begin, stop = _first_of_name(text, does.start(1)), does.end(1)
        for unwanted in (_HEADLINE_OF_FIRM, _LEADING):
            if leading := unwanted.match(text, begin, stop):
                begin = leading.end()
        is_whole = " " in text[begin:stop] and not text.startswith("of ", max(0, begin - 3))
        if is_whole and _is_of_the_trade(part, text, begin, stop):
            yield begin, stop
    for span in sight.spans_of(_JAPANESE):
        yield span
    for headed in sight.all_of(_WITH_HEAD):
        span = headed.span(headed.lastindex or 0)
        is_named = not (_NO_FIRM.match(text, span[0]) or _AUTHORITY.search(text, *span))
        if is_named and has_own_words(part, *span, coined=True, may_claim=True):
            yield span
    for span in (*sight.spans_of(_HOLDER), *sight.spans_of(_TOLD), *sight.spans_of(_FROM)):
        if _is_of_the_trade(part, text, *span):
            yield span
    for span in sight.spans_of(_NAMED_APART):
        may_be_person = _PERSON.fullmatch(text, *span) and not _OF_THE_TRADE.search(text, *span)
        is_firm = not (may_be_person or _AUTHORITY.search(text, *span))
        if is_firm and has_own_words(part, *span, may_claim=True):
            yield span
    for called in sight.all_of(_BEFORE_FIRM):
        begin, stop = _first_of_name(text, called.start()), called.start()
        is_foreign = _NATION_LAST.search(text, begin, stop)
        if " " in text[begin:stop] and not is_foreign and has_own_words(part, begin, stop):
            yield begin, stop


def _first_of_name(text: str, start: int) -> int:
    """Where the words in capitals begin that lead to `start`, five at most."""
    begin = start
    for _ in range(_MOST_WORDS):
        space = text.rfind(" ", max(0, start - REACH), max(0, begin - 1))
        word = text[space + 1 : begin].rstrip()
        if not word[:1].isupper() or word[-1] in '.,;:!?)”»"':
            break
        begin = space + 1
    return begin


def _is_of_the_trade(part: Field, text: str, start: int, end: int) -> bool:
    is_named = _OF_THE_TRADE.search(text, start, end)
    is_authority = _AUTHORITY.search(text, start, end)
    if is_named is None or is_authority or _NO_FIRM.match(text, start):
        return False
    return has_own_words(part, start, end, coined=True, may_claim=True)


def _ending_as_firms(part: Field, sight: Sight) -> Iterator[Span]:
    """Clinics and makers that are called what they are, first or last, with a name of their own."""
    for named in sight.all_of(_ENDS_AS_FIRM):
        start, end = named.span(named.lastindex or 0)
        sort = _KOREAN_SORT.search(named[0], 0, end - named.start())
        stem = end - len(sort[0]) if sort else end
        if has_own_words(part, start, stem, may_claim=True):
            yield start, end
    for span in sight.spans_of(_CLINIC_NAMED):
        if has_own_words(part, *span, may_claim=True):
            yield span


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
    yield from as_names(tabled(part, FIRM), 0.8)
    # Last, as what has a legal form is known by its whole name then.
    for span in called:
        if not _NO_FIRM.match(text, span[0]) and has_own_words(part, *span, coined=True):
            yield *span, 0.5


def _called(text: str, code: str, start: int, end: int) -> Iterator[Span]:
    """What stands behind a word for a firm at [start, end), or in quotation marks that it ends."""
    name = _CALLED_FIRM.match(text, end)
    if name and _is_called(text, start, end, code, name) and not _AUTHORITY.search(name[0]):
        yield name.span(name.lastindex or 0)
    if text[end : end + 1] in _CLOSING and (opening := _OPENED.search(text, 0, end)):
        yield opening.span(1)
    # Where the name comes first: "“Name” क्लिनिक"; elsewhere a product's may stand there.
    is_behind = code == "called" and _NAME_FIRST.match(text, start)
    if is_behind and text[start - 2 : start].rstrip()[-1:] in _CLOSING:
        closing = start - 1 if text[start - 1] != " " else start - 2
        opening = _OPENED.search(text, 0, closing)
        if opening and not opening[1][0].islower():
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
        # Some words for a firm are no more than that: "شركة أدوية" is a company of medicines.
        if find is _uncased and code == "prefix" and not has_own_words(part, end, name[1]):
            continue
        is_trade = code != "prefix" and _TRADE.match(text, start)
        if not is_trade or has_own_words(part, name[0], start):
            yield name


def _is_called(text: str, start: int, end: int, code: str, name: re.Match[str]) -> bool:
    """Whether what follows a word for a firm, at [start, end), is the name of one.

    Behind a capital it may be part of a heading, and in Cyrillic letters a city's name: "клиники
    Москвы" are its clinics. What is in quotation marks is a name if it is no phrase.
    """
    if name[1] is None:
        words = name[2].split()
        is_phrase = len(words) > _LONGEST_QUOTED or not _PARTICLES.isdisjoint(words)
        return not name[2][0].islower() and not is_phrase
    if text[start].isupper():
        is_noun = _GERMAN_FIRM.match(text, start, end) and _ARTICLE.search(text, 0, start)
        return bool(is_noun)
    if code == "label" or name[1][0] <= LAST_LATIN:
        return True
    is_one = _ONE_FIRM.match(text, start, end) or _MADE_BY_FIRM.search(
        text, max(0, start - _LONGEST_MADE), start
    )
    return bool(is_one) and not _OF_A_PLACE.search(name[1])


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
            stop = text.index(words[-1], end) + len(words[-1])
            if not _ARABIC.match(text, start, end) or name["quoted"]:
                yield start, stop, 0.6
            elif _ARABIC_NAME.match(text, end + 1, stop):
                trade = _ARABIC_TRADE.match(text, stop)
                yield start, trade.end() if trade else stop, 0.6
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
    elif "\u0e00" <= text[start] <= "\u0e7f" and not _THAI_NAME.match(text, end):
        return
    elif name := _UNSPACED_BEHIND.match(text, end):
        particle = _KOREAN_PARTICLE.search(text, end, name.end())
        yield start, particle.start() if particle else name.end(), 0.6


_FINDERS: Final = {"cased": _cased, "uncased": _uncased, "unspaced": _unspaced}
