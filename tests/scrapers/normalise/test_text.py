"""HTML and untidy text to plain paragraphs."""

import warnings

import pytest

from scrapers.http.faults import TooLarge
from scrapers.normalise.text import MOST_TAGS, excerpt, one_line, plain, soup, text_of, tidy


def test_blocks_become_lines_and_menus_scripts_and_footers_go() -> None:
    page = """<body><nav>Exosome menu</nav><header>Site</header><h1>Recall</h1>
    <p>One<br>two <b>bold</b>text</p><ul><li>a</li><li>b</li></ul><script>var x="exosome"</script>
    <style>p{}</style><noscript>no</noscript><!-- exosome --><footer>Foot</footer></body>"""
    assert text_of(soup(page)) == "Recall\nOne\ntwo boldtext\na\nb"


def test_cells_of_a_table_do_not_run_together() -> None:
    row = "<table><tr><td>5 Jan 2026</td><td>Exosome</td></tr></table>"
    assert text_of(soup(row)) == "5 Jan 2026\nExosome"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("dose < 5 mg & > 2 mg", "dose < 5 mg & > 2 mg"),
        ("Public Alert No. 001/2026 &#8211; Alert", "Public Alert No. 001/2026 – Alert"),
        ("Tom &amp;amp; Co", "Tom & Co"),
        ("R&copy < 5", "R&copy < 5"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("e\u0301tude", "étude"),
        ("a\u00a0\u200b b\u00ad\ufeff", "a b"),
        ("می\u200cشود", "می\u200cشود"),
        ("a\r\n\r\n  b", "a\nb"),
        ("x\x00y\x1b", "xy"),
    ],
)
def test_plain(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_markup_in_titles_is_read_not_kept() -> None:
    assert one_line("<img src=x onerror=alert(1)>Recall\nof <b>serum</b>") == "Recall of serum"
    assert one_line("<p>Recall</p><p>of serum</p>") == "Recall of serum"


@pytest.mark.parametrize(
    "text", ["https://regulator.example/a", "notice.txt", '<?xml version="1.0"?><p>Recall</p>']
)
def test_of_what_is_no_html_the_terminal_is_not_warned(text: str) -> None:
    words = text.rpartition("?>")[2].removeprefix("<p>").removesuffix("</p>")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert text_of(soup(text)) == words
    assert warned == []


def test_a_form_that_is_asked_for_itself_is_read() -> None:
    form = soup("<form><p>Found</p><button>Search</button></form>").form
    assert form
    assert text_of(form) == "Found"


def test_hostile_depth_does_not_exhaust_the_stack() -> None:
    assert text_of(soup("<div>" * 5000 + "deep" + "</div>" * 5000)) in ("deep", "")


def test_more_tags_than_the_memory_of_a_machine_holds_are_refused() -> None:
    with pytest.raises(TooLarge, match="tags"):
        soup("<p>" * (MOST_TAGS + 1))


def test_tidy_keeps_paragraphs() -> None:
    assert tidy(" a \n\n\n b\t c ") == "a\nb c"


def test_excerpts_end_between_words_and_say_so() -> None:
    assert excerpt("one two three", 9) == "one two…"
    assert excerpt("short", 9) == "short"
    assert excerpt("one two", 7) == "one two"
    assert excerpt("one two, three", 10) == "one two…"
    # A word that would take half of the excerpt with it is cut.
    assert excerpt("abcde fghijkl", 10) == "abcde fgh…"
    assert excerpt("abcdef ghijkl", 10) == "abcdef…"
    assert excerpt("含外泌體化粧品不得宣稱療效", 6) == "含外泌體化…"
