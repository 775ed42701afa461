"""Where exosomes are named and meant, named and not meant; all of these notices are invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify, may_be_relevant
from scrapers.classify.learned import Impression


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es", "Ley de medicamentos y otros productos de uso humano"),
        ("pt", "Lei de medicamentos e outros produtos para uso humano"),
        ("fr", "Règlement relatif aux médicaments et produits à usage humain"),
        ("it", "Decreto sui medicinali e altri prodotti per uso umano"),
        ("nl", "Besluit geneesmiddelen en producten voor menselijk gebruik"),
        ("ru", "Приказ о препаратах и продуктах для применения у человека"),
        ("id", "Peraturan obat dan produk untuk manusia"),
    ],
)
def test_what_is_for_people_is_not_made_of_them(language: str, title: str) -> None:
    labels = classify(title, "", language=language)
    assert (labels.relevance, labels.origin) == (None, ("unspecified",))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Lachsexosomen beschlagnahmt"),
        ("de", "Humanexosomen in Kosmetika verboten"),
        ("nl", "Zalmexosomen in crème verboden"),
        ("sv", "Laxexosomer i kräm förbjudna"),
        ("no", "Lakseeksosomer i krem forbudt"),
    ],
)
def test_exosomes_are_named_in_a_compound_word(language: str, title: str) -> None:
    assert classify(title, "", language=language).relevance == "direct"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Do not use exosomes bought online. They are unlicensed and may be unsafe."),
        ("en", "No exosome product has been approved for injection."),
        ("en", "Exosomes have not been approved and must not be injected."),
        ("en", "Exosomes are not included in the list of approved products and may not be sold."),
        ("de", "Verwenden Sie keine Exosomen aus dem Netz. Die Produkte sind nicht zugelassen."),
        ("de", "Exosomen sind nicht zugelassen und dürfen nicht injiziert werden."),
        ("fr", "N'utilisez pas d'exosomes achetés en ligne ; ces produits ne sont pas autorisés."),
        ("fr", "Aucun exosome n'est autorisé pour l'injection."),
        ("es", "No use exosomas inyectables: no cuentan con registro sanitario."),
        ("es", "Ningún producto con exosomas ha sido autorizado."),
        ("pt", "Não use exossomos injetáveis; nenhum exossomo tem registro."),
        ("it", "Nessun prodotto con esosomi è autorizzato per iniezione."),
        ("it", "Non usare esosomi per iniezione: il prodotto non è autorizzato."),
        ("nl", "Laat geen exosomen inspuiten. De producten zijn niet toegelaten."),
        ("pl", "Nie stosować egzosomów w zastrzykach. Preparaty nie są dopuszczone do obrotu."),
        ("sv", "Använd inga exosomer för injektion. Produkterna är inte godkända."),
        ("tr", "Eksozom ürünlerini kullanmayınız; ürünler ruhsatsızdır."),
        ("ru", "Не применяйте экзосомы в виде инъекций: препараты не зарегистрированы."),
        ("uk", "Не використовуйте екзосоми: препарати не зареєстровані."),
        ("ar", "لا تستخدموا حقن الإكسوسومات فهي غير مرخصة."),
        ("fa", "فرآورده\u200cهای اگزوزوم مجوز ندارد و غیرمجاز است."),
        ("he", "אין להשתמש באקסוזומים בהזרקה; המוצר אינו רשום."),
        ("hi", "एक्सोसोम इंजेक्शन स्वीकृत नहीं है, इसका उपयोग न करें।"),
        ("th", "ไม่มีผลิตภัณฑ์เอ็กโซโซมที่ได้รับอนุญาตให้ฉีด"),
        ("vi", "Không có sản phẩm exosome nào được cấp phép để tiêm."),
        ("vi", "Không sử dụng exosome để tiêm."),
        ("id", "Tidak ada produk eksosom yang memiliki izin edar."),
        ("ko", "허가받은 엑소좀 주사제는 없습니다."),
        ("ja", "承認されたエクソソーム製剤はない。"),
        ("zh", "目前没有外泌体产品获批,不得注射使用。"),
    ],
)  # fmt: skip
def test_to_say_no_to_exosomes_is_to_speak_of_them(language: str, text: str) -> None:
    assert classify("", text, language=language).relevance == "direct"


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Eyelash serums", "The rules for such serums. Exosomes are outside its scope."),
        ("de", "Rückruf einer Maske", "Die Maske enthält keine Exosomen."),
        ("es", "Retirada de una crema", "La crema no contiene exosomas."),
        ("it", "Ritiro di una crema", "La crema non contiene esosomi."),
        ("ru", "Отзыв крема", "Крем не содержит экзосом."),
        ("ja", "クリームの回収", "この製品はエクソソームを含まない。"),
        ("ko", "크림 회수", "이 제품은 엑소좀을 함유하지 않는다."),
        ("zh", "面霜召回", "该产品不含外泌体。"),
    ],
)
def test_a_product_without_exosomes_is_no_matter_of_theirs(
    language: str, title: str, text: str
) -> None:
    assert not classify(title, text, language=language).relevant


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Fungal exosomes and drought",
            "Vesicles carry RNA into roots of wheat.",
        ),
        (
            "en",
            "Import of exosomes into neurons",
            "They play an important part in mice.",
        ),
        ("es", "Exosomas en la leche", "Cumplen una función normal e importante; hay marcadores."),
        ("pt", "Exossomos no leite", "Têm papel importante no lactente normal; há marcadores."),
        ("ja", "母乳のエクソソーム", "小胞がRNAを乳児の腸に運ぶ方法についての総説。"),
        ("ko", "모유 속 엑소좀", "소포가 RNA를 아기의 장으로 옮기는 방법을 정리했다."),
        ("th", "เอ็กโซโซมในน้ำนมแม่", "บทความอธิบายว่าถุงในน้ำนมอยู่ที่ใดและปรับตัวอย่างไร"),
        (
            "ar",
            "الإكسوسومات في حليب الأم",
            "تنقل الحويصلات الحمض النووي إلى الأمعاء وهي مهمة لصحتها.",
        ),
        ("he", "אקסוזומים בחלב אם", "הבועיות נושאות רנא למעי התינוק, לפי החוקר."),
    ],
)
def test_words_that_science_shares_with_trade_make_no_notice_of_it(
    language: str, title: str, text: str
) -> None:
    assert not classify(title, text, language=language).relevant


def test_what_aesthetic_medicine_uses_is_a_product() -> None:
    text = "Se aplican en medicina estética con técnicas de micropunción."
    assert classify("¿Qué son los exosomas?", text, language="es").relevance == "direct"


def test_an_authority_that_names_exosomes_means_them_where_nothing_else_is_said() -> None:
    title = "Exosomes: what comes next"
    assert classify(title, "", regulator="Example Ministry of Health").relevance == "direct"
    assert not classify(title, "", regulator="Example University").relevant
    science = "Exosomes carry signals between tumour cells of mice, a study finds."
    assert not classify("", science, regulator="Example Ministry of Health").relevant


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("az", "Ekzosom məhsulları barədə xəbərdarlıq"),
        ("be", "Папярэджанне пра экзасомы"),
        ("bn", "এক্সোসোম ইনজেকশন নিয়ে সতর্কতা"),
        ("et", "Hoiatus eksosoome sisaldavate toodete eest"),
        ("gu", "એક્સોસોમ ઇન્જેક્શન વિશે ચેતવણી"),
        ("hy", "Զգուշացում էկզոսոմներով արտադրանքի մասին"),
        ("ka", "გაფრთხილება ეგზოსომების შესახებ"),
        ("kn", "ಎಕ್ಸೋಸೋಮ್ ಚುಚ್ಚುಮದ್ದಿನ ಎಚ್ಚರಿಕೆ"),
        ("lo", "ແຈ້ງເຕືອນ ເອັກໂຊໂຊມ"),
        ("lt", "Įspėjimas dėl produktų su egzosomomis"),
        ("ml", "എക്സോസോം കുത്തിവയ്പ് മുന്നറിയിപ്പ്"),
        ("pa", "ਐਕਸੋਸੋਮ ਟੀਕਿਆਂ ਬਾਰੇ ਚੇਤਾਵਨੀ"),
        ("sq", "Paralajmërim për produktet me ekzozome"),
        ("sw", "Tahadhari kuhusu bidhaa za exosome"),
        ("ta", "எக்சோசோம் ஊசி குறித்து எச்சரிக்கை"),
        ("te", "ఎక్సోసోమ్ ఇంజెక్షన్లపై హెచ్చరిక"),
        ("ur", "ایکسوسوم انجیکشن کے بارے میں انتباہ"),
    ],
)
def test_the_name_alone_counts_where_no_other_word_of_a_language_is_known(
    language: str, title: str
) -> None:
    assert classify(title, "", language=language).relevance == "direct"
    assert may_be_relevant([(title, "")])


def test_the_name_alone_counts_for_little_in_a_language_that_is_known() -> None:
    assert classify("Exosomes", "", language="sw").relevance == "direct"
    assert classify("Exosomes", "", language="en").relevance is None
    assert classify("Eksozomlar", "", language="tr").relevance is None
    science = "Exosomes in vivo: microRNA and tumour metastasis"
    assert classify(science, "", language="sw").relevance is None


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Recall of a serum with plant vesicles"),
        ("en", "Warning: vesicle infusions sold online"),
        ("en", "Vials of umbilical vesicles seized by customs"),
        ("de", "Warnung vor Infusionen mit Vesikeln"),
        ("fr", "Alerte : injections de vésicules vendues en ligne"),
        ("es", "Alerta por inyecciones de vesículas sin registro"),
        ("it", "Sequestrate fiale con vescicole da cellule umane"),
        ("nl", "Terugroepactie: haarlotion met gistexosomen"),
        ("ja", "小胞製剤の販売停止を命令"),
        ("zh", "警示:干细胞囊泡注射产品未经批准"),
    ],
)
def test_vesicles_that_are_sold_or_given_are_those_of_cells(language: str, title: str) -> None:
    assert classify(title, "", language=language).relevance == "direct"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Alert: mpox causes vesicles on the skin"),
        ("en", "Recall of a cream for vesicles of herpes"),
        ("en", "Approval of a device for seminal vesicle surgery"),
        ("fr", "Alerte : chirurgie de la vésicule biliaire"),
        ("es", "Alerta por cirugía de vesícula biliar"),
        ("ja", "小胞体ストレスに関する注意喚起"),
    ],
)
def test_blisters_and_bladders_are_no_vesicles_of_cells(language: str, title: str) -> None:
    assert not classify(title, "", language=language).relevant


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Law on tissues and cells"),
        ("de", "Gesetz über Gewebe und Zellen"),
        ("fr", "Loi sur les tissus et cellules"),
        ("pl", "Ustawa o przechowywaniu tkanek i komórek"),
        ("el", "Νόμος για ιστούς και κύτταρα"),
        ("tr", "Doku ve hücreler hakkında yönetmelik"),
        ("ja", "細胞及び組織に関する法律"),
    ],
)
def test_tissues_and_cells_named_together_are_material_of_people(language: str, title: str) -> None:
    assert classify(title, "", language=language).relevance == "category"


@pytest.mark.parametrize(
    ("language", "treatment", "goods"),
    [
        ("en", "Warning about cosmetic injections", "Cosmetics must not be injected"),
        ("de", "Warnung vor kosmetischen Injektionen", "Kosmetika dürfen nicht injiziert werden"),
        ("nl", "Reclame voor cosmetische injecties", "Cosmetica mag niet worden geïnjecteerd"),
        ("sv", "Varning för kosmetiska injektioner", "Kosmetika får inte injiceras"),
        ("ru", "Косметологические инъекции опасны", "Косметику нельзя вводить инъекциями"),
    ],
)
def test_a_cosmetic_injection_is_no_cosmetic_that_is_injected(
    language: str, treatment: str, goods: str
) -> None:
    assert not classify(treatment, "", language=language).relevant
    assert classify(goods, "", language=language).relevance == "category"


@pytest.mark.parametrize(
    ("language", "notice", "menu"),
    [
        ("en", "Recall of a toothpaste. Return it to the shop.", "Home|News|Exosomes|Contact us"),
        ("de", "Rückruf einer Zahnpasta.", "Startseite|Exosome|Kontakt|Impressum"),
        ("es", "Retirada de un dentífrico. Devuélvalo.", "Inicio|Exosomas|Contacto|Aviso legal"),
        ("tr", "Diş macunu geri çağrıldı. İade ediniz.", "Ana sayfa|Eksozomlar|İletişim|Arama"),
        ("ru", "Отзыв зубной пасты. Верните товар.", "Главная|Экзосомы|Контакты|Поиск"),
        ("ar", "سحب معجون أسنان. أعيدوا المنتج.", "الرئيسية|الإكسوسومات|اتصل بنا|بحث"),
        ("ja", "歯磨き粉の回収。使用をお控えください。", "ホーム|エクソソーム|お問い合わせ|検索"),
        ("ko", "치약을 회수한다. 반품해야 한다.", "홈|엑소좀|문의하기|사이트맵"),
        ("zh", "某品牌牙膏实施召回。请退回产品。", "首页|外泌体|联系我们|网站地图"),
    ],
)
@pytest.mark.parametrize("between", [" | ", " • ", " "])
def test_a_menu_is_one_too_where_a_page_is_a_single_line(
    language: str, notice: str, menu: str, between: str
) -> None:
    items = menu.replace("|", between)
    for text in (f"{items} {notice}", f"{notice} {items}"):
        assert not classify("", text, language=language).relevant


@pytest.mark.parametrize(
    "text",
    [
        "Home | News | Contact us The agency warns of exosome injections sold by clinics.",
        "Home News Contact us Exosome injections sold by clinics are unlawful, the agency warns.",
        "The agency warns of exosome injections sold by clinics. Home | News | Exosomes | Search",
        "You can search for unlawful exosome products on our home page. Clinics may not.",
    ],
)
def test_a_sentence_beside_a_menu_is_none(text: str) -> None:
    assert classify("", text, language="en").relevance == "direct"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1 | Soap | A Co | mercury\n2 | Exosome Ampoule | B Co | seized"),
        ("en", "No.\tProduct\tFirm\tReason\n1\tExosome Ampoule\tB Co\tno licence"),
        ("en", "Soap / Exosome ampoules / Fillers / Lidocaine were found in a clinic."),
        ("en", "Product: Exosome Ampoule | Firm: B Co | Lot: 7 | Action: recall"),
        ("en", "Seized at a clinic: soap - exosome ampoules - fillers - creams"),
        ("es", "Se incautaron exosomas / toxina botulínica / rellenos / lidocaína"),
        ("ko", "번호 | 업체 | 제품 | 처분\n1 | 견본 | 엑소좀 앰플 | 판매업무정지"),
        ("ko", "엑소좀·보톡스·필러·백옥주사 불법 시술 적발"),
        ("zh", "序号 | 产品 | 企业 | 问题\n1 | 外泌体冻干粉 | 样本公司 | 未备案"),
        ("th", "1 | ครีม | บริษัท ก | สารปรอท\n2 | เซรั่มเอ็กโซโซม | บริษัท ข | ฉลากผิด"),
    ],
)
def test_the_row_of_a_table_and_what_is_counted_up_are_no_menu(language: str, text: str) -> None:
    assert classify("Notice 7", text, language=language).relevance == "direct"
    menu = "Medicines | Exosomes | Devices | Blood"
    for page in (f"A lot of jam is recalled.\n{menu}", f"Home | News | Search | Login\n{menu}"):
        assert not classify("Notice 7", page, language="en").relevant


@pytest.mark.parametrize(
    ("language", "kit", "goods"),
    [
        ("en", "Recall of an exosome isolation kit", "Recall of an exosome serum"),
        ("de", "Rückruf: Exosomen-Isolationskit", "Rückruf: Exosomen-Serum"),
        ("es", "Retirada de un kit de aislamiento de exosomas", "Retirada de un sérum de exosomas"),
        ("fr", "Rappel d'un kit d'isolement d'exosomes", "Rappel d'un sérum aux exosomes"),
        ("ja", "エクソソーム単離キットの回収", "エクソソーム美容液の回収"),
        ("ko", "엑소좀 분리 키트 회수", "엑소좀 세럼 회수"),
        ("zh", "外泌体提取试剂盒召回", "外泌体精华召回"),
    ],
)
def test_what_laboratories_take_exosomes_out_with_is_none(
    language: str, kit: str, goods: str
) -> None:
    assert not classify(kit, "", language=language).relevant
    assert classify(goods, "", language=language).relevance == "direct"


@pytest.mark.parametrize(
    ("language", "notice", "links"),
    [
        ("en", "A lot of jam is recalled.", "Related content\nExosome injections\nHeat advice"),
        ("en", "A lot of jam is recalled.", "You may also like\n\nExosome vials seized"),
        ("en", "A lot of jam is recalled.", "More news:\n2 May Exosome clinics warned\n1 May Fees"),
        ("en", "A lot of jam is recalled.", "Previous: Exosome vials seized\nNext: Heat advice"),
        ("es", "Se retira una mermelada.", "Te puede interesar\nExosomas inyectables: alerta"),
        ("pt", "Recolhimento de geleia.", "Leia também\nExossomos injetáveis são proibidos"),
        ("fr", "Une confiture est rappelée.", "Sur le même sujet\nExosomes : mise en garde"),
        ("de", "Eine Marmelade wird gerufen.", "Weitere Meldungen\nExosomen: Warnung"),
        ("it", "Richiamata una marmellata.", "Notizie correlate\nEsosomi: sequestro di fiale"),
        ("pl", "Wycofano dżem.", "Zobacz także\nEgzosomy w zastrzykach: ostrzeżenie"),
        ("tr", "Bir reçel geri çağrıldı.", "İlgili haberler\nEksozom enjeksiyonu uyarısı"),
        ("ru", "Отзывается партия джема.", "Читайте также\nЭкзосомы: предупреждение"),
        ("uk", "Відкликано партію джему.", "Читайте також\nЕкзосоми: попередження"),
        ("ar", "سحبت دفعة من المربى.", "اقرأ أيضا\nتحذير من حقن الإكسوسومات"),
        ("he", "מוחזרת ריבה.", "כתבות נוספות\nאזהרה מפני הזרקת אקסוזומים"),
        ("vi", "Thu hồi một lô mứt.", "Tin liên quan\nCảnh báo tiêm exosome"),
        ("id", "Selai ditarik.", "Baca juga\nPeringatan suntikan eksosom"),
        ("ko", "잼 한 종을 회수한다.", "관련 기사\n엑소좀 주사 단속\n더위 주의"),
        ("ja", "ジャムを回収する。", "あわせて読みたい\nエクソソームの点滴に注意"),
        ("zh", "召回一批果酱。", "相关阅读\n外泌体注射风险提示\n防暑"),
    ],
)
def test_links_to_other_pages_are_no_hit(language: str, notice: str, links: str) -> None:
    assert classify("Notice 7", links, language=language).relevant  # they are all of the page
    assert not classify("Notice 7", f"{notice}\n\n{links}", language=language).relevant


@pytest.mark.parametrize(
    "line",
    [
        "." * 500_000 + "x",
        "\t" * 500_000 + "y.",
        ("a" * 90 + ". ; ; ") * 5_000 + "x",
        "Previous: exosomes\n" * 30_000,
    ],
)
def test_a_line_behind_a_link_may_be_of_any_length(line: str) -> None:
    text = f"Exosome vials were seized.\nSee also\nNext{line}"
    assert classify("Notice 7", text, language="en").relevance == "direct"


def test_short_names_of_what_cells_give_off_are_known() -> None:
    vesicles = classify("Notice 7", "Vials of EVs from human cord were injected.", language="en")
    assert vesicles.relevance == "direct"
    assert classify("幹細胞上清液の点滴で敗血症", "", language="ja").relevance == "category"


def test_what_a_link_says_is_said_of_another_page() -> None:
    text = "Exosome products were accepted for sale on the skin."
    links = "\n\nRelated news\nSample Clinic Ltd raided, human fat for injection seized"
    alone, linked = (classify("Notice 7", page, language="en") for page in (text, text + links))
    for told in (alone, linked):
        assert told.relevance == "direct"
        assert (told.kind, told.origin, told.firms) == (alone.kind, ("unspecified",), ())
        assert "injection" not in told.uses


@pytest.mark.parametrize(
    "text",
    [
        "Latest news\nExosome injections are unlawful\nAsk before you buy",
        "Two clinics were closed.\nRead also: new fees\nBoth sold exosome injections.",
        "Two clinics were closed.\nMore information: both sold exosome injections.",
        "Two clinics were closed.\nRead also\nNew fees\nInspectors had found vials that were "
        "labelled as exosomes for injection in both of them.\nThe owners are charged.",
        "Advice was given. Previous notices on exosome products\nwere not followed by clinics.",
    ],
)
def test_what_goes_on_after_a_link_is_the_page_itself(text: str) -> None:
    assert classify("Notice 7", text, language="en").relevance == "direct"


@pytest.mark.parametrize(
    ("language", "animals", "anybodys"),
    [
        ("en", "Seizure of deer placenta extract", "Seizure of placenta extract"),
        ("fr", "Saisie de placenta de mouton", "Saisie de placenta"),
        ("de", "Beschlagnahme von Schafplazenta", "Beschlagnahme von Plazenta"),
        ("ko", "사슴 태반 압수", "태반 압수"),
        ("zh", "羊胎盤注射", "胎盤注射"),
    ],
)
def test_the_placenta_of_animals_is_no_material_of_people(
    language: str, animals: str, anybodys: str
) -> None:
    assert not classify(animals, "", language=language).relevant
    assert classify(anybodys, "", language=language).relevance == "category"


def test_what_is_injected_is_said_to_be_no_cosmetic() -> None:
    text = "Products injected in beauty care are not cosmetics."
    assert classify("Advice", text, language="en").relevance == "category"


def test_cord_blood_that_is_banked_is_no_product_of_human_material() -> None:
    assert not classify("Example bank must stop storing cord blood", "", language="en").relevant
    sold = "Letter to Example Inc over umbilical cord blood products"
    assert classify(sold, "", language="en").relevance == "category"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Placenta accreta: clinical guidance"),
        ("de", "Leitlinie Plazenta praevia"),
        ("es", "Guía clínica: placenta previa"),
        ("ru", "Предлежание плаценты: клинические рекомендации"),
    ],
)
def test_a_disorder_of_the_placenta_is_no_material(language: str, title: str) -> None:
    assert not classify(title, "", language=language).relevant


def test_what_stem_cells_are_taken_from_is_no_matter_of_its_own() -> None:
    text = "The rules cover cells from umbilical cord, placenta and fat."
    assert not classify("Rules for stem cell transplants", text, language="en").relevant
    assert classify("Rules for ingredients", text, language="en").relevance == "category"


@pytest.mark.parametrize(
    ("language", "cells", "material"),
    [
        ("en", "Approval of umbilical cord stem cells", "Approval of umbilical cord extract"),
        ("es", "Aviso: células madre de cordón umbilical", "Aviso: extracto de cordón umbilical"),
        ("de", "Warnung: Stammzellen aus Nabelschnurblut", "Warnung: Extrakt aus Nabelschnurblut"),
        ("zh", "脐带间充质干细胞注射液", "脐带提取物注射液"),
        ("en", "Approval of umbilical cord stem cells", "Bill on stem cells; umbilical cord"),
        ("en", "Umbilical cord stem cells", "Stem cells and extracts from the umbilical cord"),
    ],
)
def test_what_is_named_in_one_breath_with_stem_cells_is_their_source(
    language: str, cells: str, material: str
) -> None:
    assert classify(cells, "", language=language).relevance is None
    assert classify(material, "", language=language).relevance == "category"


def test_learned_words_alone_make_nothing_of_the_category() -> None:
    menu = "หน้าแรก | ยา | เครื่องสำอาง | เซลล์และเนื้อเยื่อมนุษย์ | ติดต่อเรา เปิดรับสมัครเภสัชกร 5 ตำแหน่ง"
    assert classify("ประกาศรับสมัครงาน", menu, language="th").relevance is None


def test_learned_words_outweigh_a_few_words_but_not_what_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def suggest(score: float) -> None:
        monkeypatch.setattr(Impression, "of", lambda *_: {"category": score})

    nothing = "Rules for ingredients", "They may hold water or alcohol."
    few = "Rules for ingredients", "They may hold placenta or amniotic fluid."
    plain = "Cosmetics must not be injected", "Cosmetics in vials are for external use."
    texts = nothing, few, plain
    suggest(0.0)
    assert [classify(*each).relevance for each in texts] == [None, "category", "category"]
    suggest(-4.0)
    assert [classify(*each).relevance for each in texts] == [None, None, "category"]
    suggest(4.0)
    assert [classify(*each).relevance for each in texts] == [None, "category", "category"]


def test_a_therapy_that_may_contain_living_cells_alone_is_context() -> None:
    assert (
        classify("Guideline on advanced therapies", "For cell and gene therapy.").relevance is None
    )
    assert classify("Fillers", "Injectable aesthetic fillers need papers.").relevance is None
    rule = "Cosmetics may not contain material of human origin."
    assert classify("Annex", rule).relevance == "category"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Exosoombehandeling met een vernevelaar."),
        ("sv", "Exosomkräm med nål."),
        ("tr", "Eksozomlar dermaroller ile verilir."),
        ("fr", "Exosomes en nébulisation, chez des volontaires sains."),
        ("uk", "Екзосоми у кремі для рук."),
        ("en", "MSC-EVs by nebuliser, from a spa."),
    ],
)
def test_what_is_brought_to_people_is_no_cell_biology(language: str, text: str) -> None:
    assert classify("", text, language=language).relevance == "direct"


def test_a_route_alone_outweighs_no_science() -> None:
    science = "Exosomes of glioma cells were injected into mice; the pathway was traced in vitro."
    assert not classify("Abstract", science, language="en").relevant


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Notice 12/2031", "Placental extract of human birth is sold in creams."),
        ("es", "Aviso 7", "Se vende sobrenadante de cultivo celular para la piel."),
        ("de", "Mitteilung", "Fruchtwasserprodukte wurden Patienten gegeben."),
        ("ko", "알림", "양막 제품을 판매한 업체를 조사한다."),
        ("zh", "公告", "市场上出现含人胎盘提取物的面膜。"),
    ],
)
def test_where_a_title_says_nothing_of_the_matter_the_first_words_do(
    language: str, title: str, text: str
) -> None:
    assert classify(title, text, language=language).relevance == "category"
    later = "The committee met and the minutes were read and agreed. " * 5
    if language == "en":
        assert not classify(title, later + text, language=language).relevant
