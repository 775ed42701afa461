"""Bytes to text: as claimed, as meant, as they look, and never silently wrong."""

import pytest

from scrapers.normalise.encoding import decode

KOREAN = "엑소좀 화장품 뷁 점검 결과를 알려드립니다. 똠방각하"
JAPANESE = "エクソソームを用いた治療について①㈱"
TRADITIONAL = "含外泌體化粧品不得宣稱療效"
SIMPLIFIED = "国家药监局关于外泌体的通告"
THAI = "อย. เตือนภัยเอ็กโซโซม"
RUSSIAN = "Росздравнадзор предупреждает об экзосомах"


@pytest.mark.parametrize(
    ("text", "written", "claimed"),
    [
        (KOREAN, "cp949", "euc-kr"),
        (JAPANESE, "cp932", "Shift_JIS"),
        ("エクソソーム", "euc_jp", "EUC-JP"),
        ("エクソソーム", "iso2022_jp", "ISO-2022-JP"),
        (TRADITIONAL, "big5hkscs", "Big5"),
        (SIMPLIFIED, "gb18030", "gb2312"),
        (THAI, "cp874", "TIS-620"),
        (THAI, "cp874", "Windows-874"),
        ("뷁", "cp949", "ks_c_5601-1987"),
        ("뷁", "cp949", "windows-949"),
        ("①㈱", "cp932", "Windows-31J"),
        ("①㈱", "cp932", "x-sjis"),
        ("エクソ", "euc_jp", "x-euc-jp"),
        ("通告", "gb18030", "x-gbk"),
        ("אזהרה", "iso8859-8", "ISO-8859-8-I"),
        (RUSSIAN, "cp1251", "windows-1251"),
        ("Alerta: “exosomas” – año", "cp1252", "ISO-8859-1"),
        ("Kozmetik: eksozom şğı", "cp1254", "ISO-8859-9"),
        ("تحذير من الإكسوسوم", "cp1256", "windows-1256"),
        ("אזהרה: אקסוזומים", "cp1255", "windows-1255"),
    ],
)
def test_the_charset_of_the_header_is_read_as_it_is_meant(
    text: str, written: str, claimed: str
) -> None:
    assert decode(text.encode(written), f"text/html; charset={claimed}").text == text


def test_the_page_s_own_declaration_counts_when_the_header_is_silent() -> None:
    page = f'<meta charset="euc-kr"><p>{KOREAN}'.encode("cp949")
    assert KOREAN in decode(page, "text/html").text
    old = f'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">{JAPANESE}'
    assert JAPANESE in decode(old.encode("cp932"), "text/html").text
    xml = f'<?xml version="1.0" encoding="Big5"?><a>{TRADITIONAL}</a>'.encode("big5hkscs")
    assert TRADITIONAL in decode(xml, "application/xml").text
    greek = '<?xml version="1.0" encoding="windows-1253"?><a>Ώ</a>'
    assert decode(greek.encode("cp1253"), encoding="cp1251").text == greek


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "said", ['<?xml version="1.0" encoding="utf-8"?>\n', "\r\n<rss>", "<!DOCTYPE"]
)
@pytest.mark.parametrize("text", ["אזהרה: אקסוזומים", "Exosomes"])
def test_two_bytes_a_character_without_a_mark_are_seen_by_the_first_tag(
    text: str, said: str, written: str
) -> None:
    """The portal of Israel's government sends feeds so."""
    page = f"{said}<title>{text}</title>"
    decoded = decode(page.encode(written), "application/xml; charset=utf-8", "utf-8")
    assert (decoded.text, decoded.encoding, decoded.replaced) == (page, written, 0)


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ['{"title": "Exosomes"}', '[{"title": "엑소좀"}]'])
def test_json_in_two_bytes_a_character_is_seen_by_how_it_begins(text: str, written: str) -> None:
    assert decode(text.encode(written), "application/json").text == text


def test_the_source_s_encoding_counts_when_nobody_says_any() -> None:
    assert decode("Società, qualità".encode("cp1252"), encoding="cp1252").text == "Società, qualità"


def test_valid_utf8_wins_over_a_wrong_claim() -> None:
    for claim in ("iso-8859-1", "euc-kr", "windows-1251"):
        assert decode(KOREAN.encode(), f"text/html; charset={claim}").text == KOREAN


@pytest.mark.parametrize("claim", ["", "text/html; charset=iso-8859-1", "text/xml; charset=EUC-KR"])
@pytest.mark.parametrize("words", ["Décision du comité: retrait à la suite", "엑소좀 화장품 회수"])
def test_a_letter_cut_in_the_middle_makes_no_other_encoding_of_utf8(words: str, claim: str) -> None:
    cut = f"{words * 2} é".encode()[:-1]
    decoded = decode(cut, claim, "utf-8" if claim else "auto")
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)
    assert decoded.text == f"{words * 2} \ufffd"


def test_a_claim_that_does_not_fit_gives_way_to_the_one_that_does() -> None:
    page = f'<meta charset="cp949">{KOREAN}'.encode("cp949")
    assert KOREAN in decode(page, "text/html; charset=ascii-of-mars").text
    assert decode(THAI.encode("cp874"), "text/html; charset=utf-8", "tis-620").text == THAI


def test_without_any_claim_the_bytes_are_looked_at() -> None:
    long = (RUSSIAN + ". ") * 10
    assert decode(long.encode("cp1251")).text == long


def test_a_byte_order_mark_decides() -> None:
    assert decode("a;é".encode("utf-8-sig"), "text/csv; charset=cp1252").text == "a;é"
    assert decode("a;é".encode("utf-16"), "text/csv").text == "a;é"


def test_what_cannot_be_read_is_replaced_counted_and_said() -> None:
    decoded = decode(b"exosome \xff\xfe\xfa injections", "text/html; charset=utf-8", "utf-8")
    assert decoded.text.startswith("exosome \ufffd")
    assert decoded.text.endswith(" injections")
    assert decoded.replaced == 3
    assert decoded.warning == "3 places were not valid utf-8 and were replaced by U+FFFD"


def test_a_site_s_own_replacement_characters_are_not_ours() -> None:
    assert decode("bad \ufffd title".encode()).warning is None
    broken = "bad \ufffd title ".encode() + b"\xff"
    assert decode(broken, "text/html; charset=utf-8").replaced == 1
    assert decode(b"bad \xff title", "text/html; charset=euc-kr").replaced == 1


def test_nothing_is_nothing() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    "claim", ["undefined", "hex", "base64", "zip", "rot13", "idna", "punycode", "quopri"]
)
def test_a_claim_that_is_no_encoding_of_pages_is_passed_over(claim: str) -> None:
    """As programs write it that fill in what they do not know, or that mean harm."""
    page = KOREAN.encode("cp949")
    assert decode(page, f"text/html; charset={claim}", "cp949").text == KOREAN
    assert decode(page, f"text/html; charset={claim}").text
