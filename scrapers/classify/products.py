"""Products named in a notice, by the look of their names.

Behind the label of a table, in quotation marks beside what a product is called (serum, ampoule),
ending with that in capitals, as examples of it, with a trade mark sign, with a strength or a lot,
as what is counterfeit, or as a coined word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.names import (
    CAPITAL,
    COINED,
    LAST_LATIN,
    LONGEST_VALUE,
    REACH,
    READ,
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
from scrapers.classify.terms import FIRM, PRODUCT

_ALSO_ONE: Final = "(?:and|y|e|et|und|sowie|oraz|och|en|dan|và|i|ve|и|та|і|or|ou|o|serta)"
_MARKED: Final = Sought(r"\b([A-Z][\w+-]{0,30}(?: [A-Z][\w+-]{0,30}){0,4}) ?[®™]", ("®", "™"))
# Korean corner brackets hold the titles of laws.
_QUOTED: Final = Sought(
    r"\"([^\"\n]{2,60})\"|“([^“”\n]{2,60})”|„([^„“”\n]{2,60})[“”]|”([^“”\n]{2,60})”"
    r"|«\s?([^«»\n]{2,60}?)\s?»|「([^「」가-힣\n]{2,60})」|『([^『』\n]{2,60})』"
    r"|‘([^‘’\n]{2,60})’|'(?<![\w'].)([^'\n]{2,60})'(?![^\W가-힣])",
    tuple("\"“„”«「『‘'"),
)
_LISTED_IN_QUOTES: Final = re.compile("[、，]")
_PRODUCT_BEFORE: Final = re.compile(
    r"(?:products?|brand(?:ed)?|named|called|known as|sold as|labell?ed|makers? of|product name"
    r"|preparat[oi]?|Präparats?|preparaat|preparado|Konzentrat|concentrato|injectables?"
    r"|productos?|produtos?|produits?|Produkte?n?|produkterna|prodott[oi]|marca|llamad[oa]|ürün"
    r"|제품|제품명|製品|商品|产品|產品|医薬品|의약품|药品|藥品|препарат\w*|продукт\w*"
    r"|als|namens|denominad[oa]|appelée?|nommée?|[Uu]nter (?:dem|der) \w+|[Ss]ous (?:le nom|la"
    r" marque)(?: de)?"
    r"|(?:con|bajo) (?:el nombre|la marca)(?: de)?|(?:com|sob) (?:o nome|a marca)|(?:con"
    r"|sotto) il nome"
    r"|onder de naam|namnet|navnet|názvem|názvom|nazivom|под името|numele|denumirea|névvel"
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
# So many words of which only the first has a capital, if any, are a phrase.
_SENTENCE: Final = {"cased": 3, "uncased": 5, "unspaced": 7}
_SHORTEST_QUOTED: Final = 3
_SO_CALLED: Final = re.compile(
    r"(?:所谓的?|所謂的?|いわゆる|이른바|so-called|sogenannte\w*|так называем\w+) ?$"
)
# What is done, or promised of it; and whose name it is.
_EFFECT: Final = re.compile(r"^\S*(?:재생|개선|치료|완화|효과|효능|시술|관리|治疗|治療|改善)$")
_ISSUER_BEFORE: Final = re.compile(
    r"(?:هيئة|الهيئة|وزارة|سازمان|משרד|министерств\w+|Ministr?y?(?: of)?) ?$"
)
# A title of a law or a paper says what it is about.
_ABOUT: Final = re.compile(r"(?:О|Об|Про|On|Sobre|Sur|Über|Sull?a?|Om|For|How|What|Why) ")
# Names behind what the product is called, in small letters: one or more in capitals, at once or
# behind words that lead to examples. A colon and a bracket lead to names only where goods are many.
_PIECE: Final = (
    rf"(?:(?:D[Rr]|S[Tt])\.(?=[ ,])|(?:{CAPITAL}|\d)[\w'’&+-]{{0,40}}(?:\.[\w&+-]{{1,20}})*)"
)
_ITEM: Final = rf"(?={CAPITAL}){_PIECE}(?: (?:& |d['’])?{_PIECE}){{0,5}}"
_ITEMS: Final = rf"{_ITEM}(?:(?:, (?:{_ALSO_ONE} )?| {_ALSO_ONE} ){_ITEM}){{0,11}}"
_NAMED: Final = re.compile(
    rf"(?:(?<=product),| called| named| known as| of| (?:de (?:la )?|da )?marca| marki"
    rf"| van het merk| de marque)? ({_ITEMS})"
)
_EXAMPLES: Final = re.compile(
    r"(?: (?:[a-z\u00df-\u024f\u0430-\u0491]|\d)[^\s:;()]*){0,12}?"
    r"(?:,? (?:such as|including|includ(?:e[sd]?|ing)|among them|namely|for example|like"
    r"|tel(?:le)?s? que|notamment|dont|comme|tal(?:es)? como|incluid[oa]s|entre (?:ell|el)[oae]s"
    r"|incluindo|tais como|como|tra cui|quali|come|zoals|waaronder|wie|darunter|takie jak|jak"
    r"|m\.in\.|for eksempel|bijvoorbeeld|par exemple|por e[jx]emplo|ad esempio|например|наприклад"
    r"|såsom|bland annat|däribland|som|seperti|termasuk|antara lain|như|gồm"
    r"|такие как|таких как|в том числе|такі як|таких як|зокрема)[:;]? "
    r"| ?[(](?=[^().;]{2,200}[);])|: "
    r"|, (?=[^.;:()]{3,200}?, (?:are|were|is|was|have|has|had|which|lost|lose|contain|son|fueron"
    r"|sont|ont|são|foram|sono|zijn|werden)\b))"
    rf"({_ITEMS})"
)
# Behind these a capital stands for what is no product.
_NO_NAME: Final = re.compile(
    r"(?:Firm|Compan|Clinic|Bureau|Forms?\b|Beauty|Kosmeti|Behandl|Januar|Februar|March|April|May\b|June|July|August|Septemb|Octob|Novemb|Decemb|Art|Annex|Section|Part\b|Regul|Act\b|Law\b|Provision|Resol|Dispos|Online|Internet|Facebook"
    r"|Instagram|The |In |COVID|SAHPRA|NAFDAC|ANMAT|COFEPRIS|DIGEMID|INVIMA|Health|[A-ZÀ-Þ]{1,4}$"
    r"|Dermal\b|Botulin|Hyaluron|Stem\b|Platelet|Placenta|Vitamin|Glutathion"
    r"|(?:Chin|Kore|Cor[eé][ae]|Cina|Giappon|Jap[oó]n|Portug|Espa[ñg]|Fran[cç]|Polon|Japan|Ind|T[uü]rk|Americ|Europ|Russ|German|Ital|Thai|Swiss|British|French|Spanish|South|North|Canad|Mexic|Brazil)[\w'’]*$)"
)
# Behind these stands a place; in brackets, in capitals, what was named is named for short.
_PLACE_BEFORE: Final = re.compile(r"\b(?:in|at|from|im|w|v|u|на|в|у) $")
_LONGEST_SHORT: Final = 7
# One word in brackets or behind a colon is as often a place or an authority.
_PLACE_LIKE: Final = re.compile(r"[A-Z](?:[a-z]+|[A-Z]{2,6})")
# A name that ends with what the product is called, in capitals: English, wherever it is sold.
_GOODS: Final = re.compile(
    r"(?:C(?:ream|REAM|rème|RÈME|apsules|APSULES|oncentrate|ONCENTRATE|leanser|LEANSER)"
    r"|S(?:erum|ERUM|pray|PRAY|hampoo|HAMPOO|oap|OAP|crub|CRUB)|L(?:otion|OTION)|Gel|GEL"
    r"|M(?:ask|ASK|oisturi[sz]er|OISTURI[SZ]ER)|A(?:mpoules?|MPOULES?)|T(?:oner|ONER|ablets|ABLETS)"
    r"|B(?:ooster|OOSTER|alm|ALM)|F(?:iller|ILLER)\d?|E(?:ssence|SSENCE)|I(?:njection|NJECTION)"
    r"|Krem[iu]|Serumu|Ampulü|Maskesi|Losyonu|Spreyi|D(?:rops|ROPS)|W(?:ipes|IPES|ash|ASH)|G(?:ummies|UMMIES)|V(?:itamins|ITAMINS))\b"
)
# What anybody's may be called: "Vitamin C Serum".
_ORDINARY: Final = re.compile(
    r"(?:(?:Soft|Tissue|Unintentional|Accidental|Intravenous|Intradermal|Sterile|Vitamin|Hyaluronic|Acid|Retinol|Collagen|Glutathione|Botulinum|Toxin|Dermal|Facial|Face"
    r"|Skin|Eye|Lip|Hair|Body|Night|Day|Stem|Cell|Exosomes?|Salmon|Placenta|Peptide|Growth|Factor"
    r"|Whitening|Lightening|Anti|Ageing|Aging|Sun|Hand|Nasal|Peeling|Sheet|Beauty|Cosmetic"
    r"|Moisturi[sz]ing|Hydrating|Injectable|Human|Plant|Serum|Cream|Mask|Gel|Filler|Lotion|Ampoules?"
    r"|Injection|Spray|Booster|Essence|Drops|Capsules|Tablets|Soap|Toner|[A-Z]|DNA|PDRN|PRP)[ -]?)+"
)
# What belongs to it before and behind that, and what does not.
_TITLED_BEFORE: Final = re.compile(rf"(?:{_PIECE} (?:& )?){{1,6}}$")
_TITLED_BEHIND: Final = re.compile(
    rf"(?: (?:{CAPITAL}(?:[a-z]{{2,15}}|[A-ZÀ-Þ]+)|\d{{1,3}}|[IVX]{{1,3}})(?![\w'’.])){{0,3}}"
)
_HEADLINE: Final = re.compile(
    r".*(?:(?<![\w-])(?:Against|About|After|Before|On|For|From|Of|To|With|In|By|At|Over|And"
    r"|As|The|An?|Its?|Four|Five|Three|Two|One|Buy|Use|Using|Not|Named?|Called|Unauthori[sz]ed|Unapproved"
    r"|Unregistered|Illegal|Fake|Counterfeit|Banned|Bans?|Warn(?:s|ed|ing)?|Recall(?:s|ed)?|Alert"
    r"|Seize[sd]?|Sends?|Tells?|Orders?|Stops?|Says?|Product|Into|Chinese|Korean|Japanese"
    r"|Indian|Turkish|American|European|Russian|German|Italian|Thai|Swiss|British|French|Spanish"
    r")\b|['’]s) "
)
# What makers shorten exosomes to in names, whatever else the text is written in.
_EXO: Final = Sought(
    r"(?:E(?:XO|xo)|[ЭЕ](?:КЗО|кзо))(?![A-Za-z\u0400-\u052f'’])(?<![A-Za-z\u0400-\u052f]...)",
    ("EXO", "Exo", "ЭКЗО", "Экзо", "ЕКЗО", "Екзо"),
)
_BEFORE_EXO: Final = re.compile(rf"(?:{CAPITAL}[\w+'’]{{0,20}}[ -]){{1,3}}$")
_BEHIND_EXO: Final = re.compile(
    rf"(?:[ -](?:{CAPITAL}[\w+]{{0,20}}|\d{{1,3}}(?:[A-Z]{{1,2}}|ml)?)(?![\w'’]|\.\w)){{0,3}}"
)
_ORDINARY_EXO: Final = re.compile(
    r"(?:(?:EXO|Exo|Facials?|Products?|Therap(?:y|ies)|Treatments?|Injections?|Infusions?|Clinics?"
    r"|Claims?|Ads?|Now|Skin|Hair|Serums?|Trend|Craze|Market)[ -]?)+"
)
# What a name in the language of the text may begin with, and is no part of it.
_NOT_EXO: Final = re.compile(
    r"(?:(?:Exosom|Exo[sz]o|Eksozom|Экзосом|Екзосом|S[eé]rum|Serum|Product|Produ[kc]t|Produit|Prodott|"
    r"Ampo?ul|Ampol|Crème|Cream|Krem|Препарат|Сыворотк|Сироватк|The|Der|Die|Das|Le|La|El|Los|Il|O|A"
    r"|No|New|Stop|What|Are|How|Why|Fake|Recall|Both|And|Und|Et)[\w-]*[ -])+"
)
# A class of goods, not what one of them is called.
_CLASS: Final = re.compile(
    r"produ[ckzt]|prodott|brand|mar[ckq]|merk|ürün|sản phẩm|mỹ phẩm|nhãn|kit|cosm|kosm|косм", re.I
)
# As what something is sold.
_UNDER_NAME: Final = Sought(
    r"(?:under the (?:(?:brand |trade |product )?names?(?: of)?|brand)|(?:sold|marketed|offered) as"
    r"|(?:labell?ed|branded)(?: as)?"
    r"|sous (?:le nom|la marque|la dénomination|l[’']appellation)(?: commerciale?)?(?: de)?"
    r"|unter (?:dem|der) (?:Produkt|Handels|Marken)?(?:[Nn]amen|[Mm]arke|[Bb]ezeichnung)"
    r"|(?:con|bajo) (?:el nombre|la marca|la denominación)(?: comercial)?(?: de)?"
    r"|(?:com|sob) (?:o nome|a marca|a denominação)(?: comercial)?(?: de)?"
    r"|(?:con|sotto) (?:il (?:nome|marchio)|la denominazione)(?: commerciale)?(?: di)?"
    r"|onder de (?:merk|handels)?naam|pod (?:nazwą|marką|názvem|značkou|názvom|nazivom|imenom)"
    r"(?: handlową)?|under (?:varu)?(?:navnet|namnet|märket|mærket|merket)|sub (?:denumirea|numele)"
    r"|под (?:названием|наименованием|торговой маркой|маркой|името)|під (?:назвою|торговою маркою)"
    r"|με την (?:ονομασία|επωνυμία)|dengan (?:nama|jenama|merek)(?: dagang)?|dưới tên(?: gọi)?)"
    rf" [\"“„«]?(?P<names>{_ITEMS})",
    (
        *("under the name", "under the brand", "under the trade", "under the product", "sold as "),
        *(
            "marketed as ",
            "offered as ",
            "labeled ",
            "labelled ",
            "branded ",
            "sous le nom",
            "sous la marque",
            "sous la dén",
            "sous l'",
        ),
        *("sous l’", "unter dem ", "unter der ", "con el nombre", "con la marca", "con la denomin"),
        *("bajo el nombre", "bajo la marca", "bajo la denomin", "com o nome", "com a marca"),
        *("com a denomin", "sob o nome", "sob a marca", "sob a denomin", "con il nome"),
        *(
            "con il marchio",
            "sotto il ",
            "sotto la ",
            "onder de ",
            "pod naz",
            "pod mark",
            "pod náz",
        ),
        *("pod znač", "pod imenom", "navnet ", "namnet ", "märket ", "mærket ", "merket "),
        *("sub denumirea", "sub numele", "под ", "під ", "με την ", "dengan nama"),
        *("dengan jenama", "dengan merek", "dưới tên"),
    ),
)
# What may stand between a word that condemns and the name: one in capitals, no further one.
_CONDEMNED: Final = re.compile(rf" ({_ITEMS})(?! {CAPITAL})")
_CONDEMNING: Final = re.compile(
    r"(?:il?legal|un[alr]|counterf|fak|fals|forge|bogus|smuggl|sahte|palsu|giả|u?lovlig|olaglig"
    r"|контраф|фальс|підроб|поддел)",
    re.I,
)
# Names before "and other", what they are called behind it.
_AND_OTHERS: Final = Sought(
    rf"({_ITEM}(?:, {_ITEM}){{0,6}}),? (?:and other|or other|y otr[oa]s|et d'autres|et d’autres"
    r"|e outr[oa]s|e altr[ie]|en andere|och andra|og andre|i inne|ve diğer|и друг\w+|та інш\w+)"
    r" (?:[\w-]+ ){0,3}(?:medic|médic|drug|produ|inject|toxin|filler|cream|crem|crèm|cosm|kosm|косм"
    r"|legem|läkem|genees|farmac|препар|засоб|средств|ürün|ilaç|lek)",
    (
        *("and other ", "or other ", "y otr", "et d'autres ", "et d’autres ", "e outr", "e altr"),
        *("en andere ", "och andra ", "og andre ", "i inne ", "ve diğer ", "и друг", "та інш"),
    ),
)
# A name with its strength, and one that there are lots or copies of.
_STRENGTH: Final = Sought(
    r"\d{2,4} ?(?:U|UI|IU|units?|unidades|Einheiten|единиц|ед)(?![\w/])",
    tuple(
        f"{digit}{space}{unit}" for digit in range(10) for space in ("", " ") for unit in "UIuEе"
    ),
)
_BEFORE_STRENGTH: Final = re.compile(
    rf"(?<!\w)({CAPITAL}[\w-]{{3,30}}(?: {CAPITAL}[\w-]{{2,30}})?) ?$"
)
_LOT: Final = Sought(
    r" (?:lots?|batch(?:es)?|vials?|lotes?|Chargen|partij(?:en)?|парти[юийя]|sarja)\b",
    (" lot", " batch", " vial", " Chargen", " partij", " парти", " sarja"),
)
_BEFORE_LOT: Final = re.compile(
    rf"(?<!\w)({CAPITAL}[\w-]{{3,30}}(?: and {CAPITAL}[\w-]{{3,30}})?)$"
)
_COPIES: Final = Sought(
    r"\b(?:lots?|batch(?:es)?|packs|boxes|copies|imitations|makers?|versions?|lotes?(?:"
    r" [\w-]{1,12})?|seri[ei]"
    r"|vials|ampoules|bottles|bo[iî]tes|flacons|coffrets|frascos|ampolas|viales|ampollas|cajas|caixas|fiale"
    r"|flaconi|confezioni|Packungen|Fläschchen|flesjes|doosjes"
    rf"|falsificación [\w ]{{0,20}}de|парти\w+) (?:of|d[eio]|von|van) ({_ITEMS})",
    (
        *("lot ", "lots ", "batch", "packs ", "boxes ", "copies ", "imitations ", "maker"),
        *("version", "lote ", "lotes ", "serie ", "serii ", "falsificación ", "парти", "vials "),
        *("ampoules ", "bottles ", "boites ", "boîtes ", "flacons ", "coffrets ", "frascos "),
        *("ampolas ", "viales ", "ampollas ", "cajas ", "caixas ", "fiale ", "flaconi "),
        *("confezioni ", "Packungen ", "Fläschchen ", "flesjes ", "doosjes "),
    ),
)
# A name before what it is called: "the Anything filler", "Anything botulinum toxin".
_BEFORE_GOODS: Final = re.compile(
    r"(?:(?<!\S)[a-zß-ɏ(][^\s.!?]*,?|:)"
    rf" ({CAPITAL}[\w+-]{{3,30}}(?: {CAPITAL}[\w+-]{{1,30}}){{0,3}})"
    r"(?: (?:botulinum|dermal|hyaluronic acid|cross-linked|lip|skin|face|eye|hair|stem cell"
    r"|exosome))? $"
)
_SORT_OF_EXOSOMES: Final = Sought(
    r" (?:intravenous|topical|injectable|lyophili[sz]ed|freeze-dried) exosome",
    (
        *(" intravenous exosome", " topical exosome", " injectable exosome"),
        *(" lyophilised exosome", " lyophilized exosome", " freeze-dried exosome"),
    ),
)
_TRADE_BEHIND: Final = re.compile(
    r"s? (?:stor|shop|mark(?:et)?|mak|sell|indust|law|rule|regul|safety|ban|sales|manufact|polic)"
)
# What is sold, said behind its name: "Name, a serum for the face", "Name, marketed for wounds".
_APPOSED: Final = Sought(
    rf"(?<![.!?:] )\b({CAPITAL}[\w+-]{{3,30}}+(?: {CAPITAL}[\w+-]{{1,30}}+){{0,2}}+),"
    r" (?:(?:an?|the) (?:[a-z][\w-]* ){0,3}?(?:exosomes?|serum|cream|product|ampoule|injection"
    r"|kit|set|vial|drip|gel|spray|filler|booster|cosmetic|powder|capsule|supplement|infusion)\b"
    r"|(?:marketed|sold|promoted|advertised) (?:for|as|against)\b)",
    (", a ", ", an ", ", the ", ", marketed ", ", sold ", ", promoted ", ", advertised "),
)
_LISTED_APART: Final = re.compile(rf",? {_ALSO_ONE} |, ")
# What a product under study is called: two to six capitals and a number (EXO-CD24).
_STUDIED: Final = re.compile(r"([A-Z](?<![\w/-].)[A-Z]{1,5}-(?:CD)?\d{2,4}[A-Z]?)(?![\w/-])")
_STUDIED_ELSEWHERE: Final = re.compile(r"COVID|SARS|CBER|OBPO|CDER|RDC|RE-|DI-|RA-|IS-|ISO|GMC|ICH")
# The number of a lot or of a form looks like it.
_NUMBER_BEFORE: Final = re.compile(
    r"(?:[Ff]orm|[Bb]atch|[Ll]ots?|[Ll]otes?|[Cc]harge|[Ss]eri\w+|№|[Nn]o\.|[Nn]umber) ?[:#]? ?$"
)
# In a text of another script, a name in Latin letters behind what the product is called.
_FOREIGN_BEHIND: Final = re.compile(
    r"[^A-Za-z\n.]{0,25}?(?<![A-Za-z])"
    r"([A-Z][A-Za-z0-9'’+-]{2,30}(?: [A-Z0-9][A-Za-z0-9'’+-]{0,30}){0,4})(?![A-Za-z])"
)
# The same before it: "注射Name外泌体".
_OTHER_SCRIPT: Final = re.compile("[\u0370-\ud7af]")
_FOREIGN_BEFORE: Final = re.compile(
    r"(?<![A-Za-z'’&.-])(?<![A-Za-z] )"
    r"([A-Z][A-Za-z0-9'’+-]{2,30}(?: [A-Z0-9][A-Za-z0-9'’+-]{0,30}){0,4}) ?$"
)
# In a text of another script, a name in Latin capitals with a sign of trade.
_FOREIGN: Final = Sought(r"(?<![A-Za-z])([A-Z][A-Za-z]{3,20}\+)(?![A-Za-z])", ("+",))
# A list with a mark before each name, behind a line that ends in a colon.
_LIST: Final = Sought(
    r"[:：][ \t]*\n(?:[ \t]*\n)?((?:[ \t]*(?:\d{1,2}[.)]|[-•*·]) [^\n]{2,150}(?:\n|$)){2,})",
    (":", "："),
)
_LISTED: Final = re.compile(
    rf"^[ \t]*(?:\d{{1,2}}[.)]|[-•*·]) ((?:{CAPITAL}"
    rf"|[^\W\d_a-z\u00df-\u0587])[^\n(;,،、，；]{{1,60}}?)"
    r"(?= [-–—] | ?[(;,،、，；]|[ \t]*$)",
    re.M,
)
# The same in one line: "the following cosmetics: 1. NAME 2. NAME".
_LIST_IN_LINE: Final = Sought(
    r"[:：] ?(?=1[.)] )"
    r"((?:\d{1,2}[.)] [^\n]{2,150}?(?: (?=\d{1,2}[.)] )|\. (?=[A-Z][a-z])|\.?$|\n)){2,})",
    (":", "："),
)
_LISTED_IN_LINE: Final = re.compile(
    rf"\d{{1,2}}[.)] ({CAPITAL}[^\n(;]{{1,80}}?)(?= \d{{1,2}}[.)] | ?[(;]|, |\. [A-Z][a-z]|\.?$|\n)"
)
# A label of one word, like "Products", is a word as well: it begins a line or a piece of one.
_BEGINS: Final = re.compile(r"(?:^|[^\w ] ?|[\d\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af] ?)$", re.M)
_NEXT_VALUE: Final = re.compile(rf", (?={CAPITAL})")
_SEVERAL_VALUES: Final = 3
_OF_A_LABEL: Final = 0.8  # how sure it is
_LAST_VALUE: Final = re.compile(rf" {_ALSO_ONE} (?={CAPITAL})")
_TWO_VALUES: Final = re.compile(rf"{CAPITAL}[^\n]*, {CAPITAL}[^\n]* {_ALSO_ONE} {CAPITAL}[^\n]*")
# A name of this sort that something belongs to is a firm's.
_OWNER: Final = re.compile(r"['’]s [A-Z]")
_COINED_ELSEWHERE: Final = re.compile(
    r"MedWatch|MedDRA|Eudra|YouTube|WhatsApp|LinkedIn|TikTok|WeChat|PubMed|ClinicalTrials|OpenAI"
    r"|SwissMedic|BfArM|Name[A-Z]|Title[A-Z]|PharmNet|CosIng|SafetyGate|Mc[A-Z]|Mac[A-Z]|PayPal|GovDelivery"
)


_GLANCE: Final = Glance(
    _MARKED,
    _QUOTED,
    _EXO,
    _SORT_OF_EXOSOMES,
    _UNDER_NAME,
    _AND_OTHERS,
    _STRENGTH,
    _LOT,
    _COPIES,
    _APPOSED,
    _FOREIGN,
    _LIST,
    _LIST_IN_LINE,
)


def products_of(reading: Reading, firms: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The products named that are not part of a firm's name, at most a dozen."""
    taken = [firm.word.casefold() for firm in firms]
    return evidence_of(reading, _product_names, "product", taken)


def _labelled(part: Field, text: str) -> Iterator[Span]:
    """What stands behind the labels of tables; without a capital, where there are any, no name."""
    if not part.of(PRODUCT):
        return
    values = [
        value
        for start, end in within(part, part.of(PRODUCT, "label"))
        if " " in text[start:end] or _BEGINS.search(text, max(0, start - 3), start)
        for value in labelled(text, end)
    ]
    for start, end in (*values, *tabled(part, PRODUCT)):
        is_phrase = script_of(text[start]) == "cased" and text[start:end].islower()
        if not is_phrase:
            yield start, end


def _values(text: str, start: int, end: int) -> Iterator[Span]:
    """Each of the names in a value, where a capital follows each of at least two commas."""
    names = list(pieces(text, start, end, _NEXT_VALUE))
    if len(names) < _SEVERAL_VALUES and not _TWO_VALUES.fullmatch(text, start, end):
        yield start, min(end, start + LONGEST_VALUE)
        return
    names[-1:] = pieces(text, *names[-1], _LAST_VALUE)
    for begin, stop in names:
        bracket = text.find(" (", begin, stop)
        yield begin, bracket if bracket > begin else stop


def _product_names(part: Field) -> Iterator[Name]:
    text = part.original[:READ]
    sight = _GLANCE.at(text)
    goods = list(within(part, part.of("cue", "goods")))
    if called := part.of(PRODUCT, "called"):
        goods = sorted({*goods, *within(part, called)})
    for start, end, confidence in _beside_goods(part, text, sight, goods):
        if has_own_words(part, start, end, may_claim=confidence == _OF_A_LABEL):
            yield _without_class(text, start, end, goods), end, confidence
    yield from as_names(sight.spans_of(_MARKED), 0.9)
    for exo in sight.all_of(_EXO):
        if named := _short_for_exosomes(part, text, *exo.span()):
            yield *named, 0.5
    for studied in _STUDIED.finditer(text):
        is_numbered = _NUMBER_BEFORE.search(text, max(0, studied.start() - 12), studied.start())
        if not is_numbered and not _STUDIED_ELSEWHERE.match(studied[1]):
            yield *studied.span(1), 0.4
    yield from as_names(sight.spans_of(_FOREIGN), 0.4)
    for coined in COINED.finditer(text):
        if not _COINED_ELSEWHERE.match(coined[1]) and not _OWNER.match(text, coined.end()):
            yield *coined.span(1), 0.5


def _without_class(text: str, start: int, end: int, goods: list[Span]) -> int:
    """Where a name begins that has what it is called before it: Arabic has no capitals to tell."""
    if script_of(text[start]) == "uncased":
        first = bisect_left(goods, (start, 0))
        if first < len(goods) and goods[first][0] == start and goods[first][1] + 2 < end:
            return goods[first][1] + 1
    return start


def _beside_goods(part: Field, text: str, sight: Sight, goods: list[Span]) -> Iterator[Name]:
    """What may be a name by what stands beside it, the surest first."""
    for value in _labelled(part, text):
        yield from as_names(_values(text, *value), _OF_A_LABEL)
    if goods:
        yield from as_names(_listed(text, sight, goods), 0.6)
    for start, end in _quoted(text, sight):
        if _stands_for_a_product(text, start, end, goods):
            yield start, end, 0.6
    for start, end in goods:
        if not text[start].isupper():
            yield from as_names(_examples(text, start, end), 0.5)
    for called in _GOODS.finditer(text):
        is_word = called.start() and text[called.start() - 1] in " -"
        if is_word and (titled := _titled(text, *called.span())):
            yield *titled, 0.6
    yield from as_names(_condemned(part, text), 0.5)
    yield from as_names(_and_others(text, sight), 0.5)
    yield from as_names(_measured(text, sight), 0.5)
    yield from as_names(_before_goods(text, sight, goods), 0.4)
    yield from as_names(_under_names(part, text, sight), 0.5)
    yield from as_names(_foreign(part, text, goods), 0.5)
    yield from as_names(sight.spans_of(_APPOSED), 0.5)


def _listed(text: str, sight: Sight, goods: list[Span]) -> Iterator[Span]:
    """The names in lists behind a colon: in one line, or each in its own below what they are."""
    for listing in sight.all_of(_LIST_IN_LINE):
        for listed in _LISTED_IN_LINE.finditer(text, *listing.span(1)):
            yield listed.span(1)
    for listing in sight.all_of(_LIST):
        line = text.rfind("\n", 0, listing.start()) + 1
        if any(line <= start < listing.start(1) for start, _ in goods):
            for listed in _LISTED.finditer(text, *listing.span(1)):
                yield listed.span(1)


def _titled(text: str, start: int, end: int) -> Span | None:
    """The name that what the product is called, at [start, end), ends: "Anything Night Cream"."""
    name = _TITLED_BEFORE.search(text, max(0, start - REACH), start)
    if name is None:
        return None
    headline = _HEADLINE.match(text, name.start(), start)
    begin = headline.end() if headline else name.start()
    behind = _TITLED_BEHIND.match(text, end)
    stop = behind.end() if behind else end
    return (begin, stop) if begin < start and not _ORDINARY.fullmatch(text, begin, stop) else None


def _short_for_exosomes(part: Field, text: str, start: int, end: int) -> Span | None:
    """The name that has "Exo" at [start, end) as a word, if another of its words is its own."""
    behind = _BEHIND_EXO.match(text, end)
    stop = behind.end() if behind else end
    begin = start
    if before := _BEFORE_EXO.search(text, max(0, start - REACH), start):
        begin = before.start()
        for unwanted in (_HEADLINE, _NOT_EXO):
            if leading := unwanted.match(text, begin, start):
                begin = leading.end()
    if _NO_NAME.match(text, begin, stop):
        return None
    if _ORDINARY_EXO.fullmatch(text, begin, stop):
        return None
    is_own = has_own_words(part, begin, start) or has_own_words(part, end, stop)
    return (begin, stop) if is_own else None


def _examples(text: str, start: int, end: int) -> Iterator[Span]:
    """The names behind what products are called, at [start, end)."""
    if text[start] > LAST_LATIN and (foreign := _FOREIGN_BEHIND.match(text, end)):
        yield from _items(text, *foreign.span(1))
    named = _NAMED.match(text, end) or _EXAMPLES.match(text, end)
    if named is None or (text.startswith(" of", end) and _CLASS.match(text, start)):
        return
    first, last = named.span(1)
    is_class = _CLASS.match(text, start) and not _LISTED_APART.search(text, first, last)
    if text[first - 1] == "(" and (is_class or text[last : last + 1] not in {")", ",", ";"}):
        return
    if text[first - 2 : first].strip(" ") in {"(", ":"} and _PLACE_LIKE.fullmatch(
        text, first, last
    ):
        return
    yield from _items(text, first, last)


def _condemned(part: Field, text: str) -> Iterator[Span]:
    """Names behind what is not what it is sold as, or may not be sold: "counterfeit Anything"."""
    for hits in (part.of("concern", "unapproved"), part.of("cue", "regulation")):
        for start, end in within(part, [hit for hit in hits if _condemns(hit.words)]):
            is_word = text[start].islower() or start == 0
            if is_word and (named := _CONDEMNED.match(text, end)):
                yield from _items(text, *named.span(1))


@lru_cache(maxsize=4096)
def _condemns(words: str) -> bool:
    return _CONDEMNING.match(words) is not None


def _and_others(text: str, sight: Sight) -> Iterator[Span]:
    """Names before "and other injectables"."""
    for span in sight.spans_of(_AND_OTHERS):
        yield from _items(text, *span)


def _measured(text: str, sight: Sight) -> Iterator[Span]:
    """Names with a strength or a lot, and what there are copies of."""
    for strength in sight.all_of(_STRENGTH):
        start, end = strength.span()
        if name := _BEFORE_STRENGTH.search(text, max(0, start - REACH), start):
            yield name.start(1), end
    for lot in sight.all_of(_LOT):
        name = _BEFORE_LOT.search(text, max(0, lot.start() - REACH), lot.start())
        if name and not _is_first_word(text, *name.span(1)):
            yield from _items(text, *name.span(1))
    for span in sight.spans_of(_COPIES):
        yield from _items(text, *span)


def _is_first_word(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins with it: "Eighteen lots", "Missing vials" name nothing."""
    is_first = (
        start == 0 or text[start - 1] == "\n" or text[start - 2 : start - 1] in {".", "!", "?"}
    )
    return is_first and text[start + 1 : end].islower()


def _before_goods(text: str, sight: Sight, goods: list[Span]) -> Iterator[Span]:
    """A name right before what the product is called, or before exosomes of some sort."""
    for start, end in goods:
        is_called = text[start].islower() and not _CLASS.match(text, start)
        is_called = is_called and not _TRADE_BEHIND.match(text, end)
        if is_called and (name := _BEFORE_GOODS.search(text, max(0, start - REACH), start)):
            yield from _items(text, *name.span(1))
    for sort in sight.all_of(_SORT_OF_EXOSOMES):
        start = sort.start() + 1
        if name := _BEFORE_GOODS.search(text, max(0, start - REACH), start):
            yield from _items(text, *name.span(1))


def _under_names(part: Field, text: str, sight: Sight) -> Iterator[Span]:
    """As what something is sold; as what a firm trades, where a word for one is at hand, is not."""
    firms = None
    for sold in sight.all_of(_UNDER_NAME):
        firms = list(within(part, part.of(FIRM, "called"))) if firms is None else firms
        start = sold.start()
        if not any(start - _CALLED_BEFORE < end <= start for _, end in firms):
            yield from _items(text, *sold.span("names"))


def _foreign(part: Field, text: str, goods: list[Span]) -> Iterator[Span]:
    """Names in Latin letters right before what they are called, in a text of another script."""
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return
    for start, _ in (*goods, *within(part, part.of("topic", "exosome"))):
        if text[start] > LAST_LATIN and "A" <= text[start - 2 : start].strip()[-1:] <= "z":
            name = _FOREIGN_BEFORE.search(text, max(0, start - REACH), start)
            if name and not _NO_NAME.match(name[1]):
                yield name.span(1)


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Each of the names in a row at [start, end) that looks like one."""
    for begin, stop in pieces(text, start, end, _LISTED_APART):
        headline = _HEADLINE.match(text, begin, stop)
        first = headline.end() if headline else begin
        name = text[first:stop]
        is_class = _CLASS.match(name.rsplit(" ", 1)[-1])
        if len(name) > 2 and not (is_class or _NO_NAME.match(name) or _is_place(text, first, stop)):
            yield first, stop


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether what stands around a name says that it is a place, an abbreviation or a beginning."""
    if _PLACE_BEFORE.search(text, max(0, start - 6), start) or text[end : end + 1] in {"/", ":"}:
        return True
    is_short = text[start - 1 : start] == "(" and text.startswith(")", end)
    return is_short and end - start < _LONGEST_SHORT and text[start:end].isupper()


def _quoted(text: str, sight: Sight) -> Iterator[Span]:
    for quoted in sight.all_of(_QUOTED):
        yield from pieces(text, *quoted.span(quoted.lastindex or 0), _LISTED_IN_QUOTES)


def _stands_for_a_product(text: str, start: int, end: int, goods: list[Span]) -> bool:
    """Whether what stands in quotation marks looks like a name, with what it is called at hand."""
    quoted = text[start:end]
    words = quoted.split()
    if len(words) > _LONGEST_PRODUCT or _ABOUT.match(quoted) or quoted[-1] in ".!?…":
        return False
    if quoted[0].islower() and not any(letter.isupper() for letter in quoted):
        return False
    if len(words) >= _SENTENCE[script_of(quoted[0])] and not any(
        word[0].isupper() or word[0].isdigit() for word in words[1:]
    ):
        return False
    before = text[max(0, start - 31) : start - 1]
    if len(quoted) < _SHORTEST_QUOTED or "/" in quoted or "? " in quoted:
        return False
    if _SO_CALLED.search(before) or _EFFECT.search(quoted) or _ISSUER_BEFORE.search(before):
        return False
    if _PRODUCT_BEFORE.search(before) or _PRODUCT_BEHIND.match(text, end + 1):
        return True
    nearest = bisect_left(goods, (start - _CALLED_BEFORE, 0))
    return nearest < len(goods) and goods[nearest][0] < end + _CALLED_BEHIND
