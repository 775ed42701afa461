"""Where it is not certain how a site writes its list, each way that was seen gives the same rows.

All text is invented; the structures are those that the notes of the sources tell of.
"""

from __future__ import annotations

import json

import pytest

from scrapers.formats.detail import read_detail
from scrapers.formats.page import Item
from scrapers.http.request import Request
from tests.scrapers.recorded import SEEN_ON, answer, catalogue, parsed

INVIMA = (
    '<div class="views-field views-field-title"><{tag} class="field-content">{title}</{tag}></div>'
    '<div class="views-field views-field-field-a-o"><div class="field-content">2026-01-05</div>'
    '</div><span class="views-field views-field-field-comunicado-invima">'
    '<a href="/alertas/ckfinder/userfiles/Alerta%20No_%23{number}.pdf">PDF</a></span>'
)
ROW, LIST = '<div class="views-row views-row-1 {}">', '<div class="alertas-invima-list">'


def items(id_: str, body: str) -> list[Item]:
    html = f"<html><body><main>{body}</main></body></html>"
    return list(parsed(catalogue()[id_], html).items)


def dated(id_: str, item: Item) -> str:
    assert item.published
    return str(catalogue()[id_].date_in(item.published, seen_on=SEEN_ON))


@pytest.mark.parametrize("tag", ["span", "div"])
@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (ROW.format("alertas-invima-list"), "</div>"),
        (ROW.format("") + LIST, "</div></div>"),
        (LIST + ROW.format(""), "</div></div>"),
        (ROW.format(""), "</div>"),
        (LIST, "</div>"),
    ],
)
def test_an_alert_of_invima_is_one_by_either_name_of_its_row(
    opens: str, closes: str, tag: str
) -> None:
    rows = [
        opens + INVIMA.format(tag=tag, title=title, number=number) + closes
        for number, title in enumerate(("Exosomas", "Sutura"))
    ]
    menu = ROW.format("") + '<div class="views-field-title"><a href="/">Inicio</a></div></div>'
    found = items("co-invima", menu + "".join(rows))
    assert [(item.title, dated("co-invima", item)) for item in found] == [
        ("Exosomas", "2026-01-05"), ("Sutura", "2026-01-05"),
    ]  # fmt: skip
    assert [item.url for item in found] == [
        f"https://app.invima.gov.co/alertas/ckfinder/userfiles/Alerta%20No_%23{number}.pdf"
        for number in range(2)
    ]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('<span class="article-date">PUBLIÉ LE 05/01/2026</span>', "2026-01-05"),
        ("<p>Publié le 5/1/2026</p>", "2026-01-05"),
        ("<p>PUBLIÉ LE 05/01/2026 - MIS À JOUR LE 19/01/2026</p>", "2026-01-05"),
        ("<p>MIS À JOUR LE 19/01/2026 - PUBLIÉ LE 05/01/2026</p>", "2026-01-05"),
        ("<p>MIS À JOUR LE 19/01/2026</p>", None),
        ("", None),
    ],
)
def test_the_day_of_an_entry_of_ansm_is_that_of_its_publication(
    written: str, published: str | None
) -> None:
    (item,) = items(
        "fr-ansm",
        '<article class="article-item"><a href="/informations-de-securite/x" title="T">'
        f'<span class="article-title">Lot périmé au 01/02/2026</span>{written}</a></article>',
    )
    assert (dated("fr-ansm", item) if item.published else None) == published


@pytest.mark.parametrize("day", ["5 Januari 2026", "05-01-2026", "Senin, 05 Jan 2026"])
def test_the_day_of_a_notice_of_bpom_is_read_in_words_and_in_numbers(day: str) -> None:
    card = '<div class="card-body"><a href="/siaran-pers/a">Eksosom</a><small>{}</small></div>'
    (item,) = items("id-bpom", card.format(day))
    assert dated("id-bpom", item) == "2026-01-05"
    page = (
        f'<html><body><div class="d-block"><p class="text-white">{day} Humas Dilihat 542 kali</p>'
        '</div><div class="col-12"><p>Teks</p></div></body></html>'
    )
    request = Request("https://www.pom.go.id/siaran-pers/a", purpose="detail", source="id-bpom")
    said = read_detail(catalogue()["id-bpom"], answer(request, page.encode())).published
    assert said
    assert str(catalogue()["id-bpom"].date_in(said, seen_on=SEEN_ON)) == "2026-01-05"


@pytest.mark.parametrize(
    "news",
    [
        {"blocks": {"1": {"@type": "slate", "plaintext": "Exossomos."}}, "description": "Resumo"},
        {"blocks": {}, "text": {"data": "<p>Exossomos.</p>"}, "description": "Resumo"},
        {"text": {"data": "<p>Exossomos.</p>"}},
        {"text": None, "description": "Exossomos."},
    ],
)
def test_the_text_of_a_news_of_anvisa_is_in_its_blocks_or_in_one_piece(
    news: dict[str, object],
) -> None:
    request = Request("https://www.gov.br/x", purpose="detail", source="br-anvisa")
    response = answer(request, json.dumps(news).encode(), content_type="application/json")
    assert read_detail(catalogue()["br-anvisa"], response).text == "Exossomos."


@pytest.mark.parametrize(
    "product",
    [
        {"nameSpecific": "Serum"},
        {"versions": [{"language": {"key": "EN"}, "name": "Serum"}]},
        {"nameSpecific": None, "versions": [{"language": {"key": "FR"}, "name": "Serum"}]},
        {"versions": [], "name": "Serum"},
    ],
)
def test_a_product_of_safety_gate_has_its_name_in_one_of_four_places(
    product: dict[str, object],
) -> None:
    alert = {"id": 1, "reference": "SR/00001/26", "product": product}
    (item,) = parsed(
        catalogue()["eu-safety-gate-api"], json.dumps({"content": [alert], "totalElements": 1})
    ).items
    assert item.title == "Serum (SR/00001/26)"


@pytest.mark.parametrize("id_", ["au-tga-rss", "ca-health-canada-feeds", "eu-ema"])
def test_a_feed_may_write_its_days_as_pages_do(id_: str) -> None:
    for day in ("Mon, 05 Jan 2026 10:00:00 +1100", "Monday, January 5, 2026 - 10:00", "5 Jan 2026"):
        feed = (
            '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Exosomes</title>'
            f"<link>/a</link><pubDate>{day}</pubDate></item></channel></rss>"
        )
        (item,) = parsed(catalogue()[id_], feed).items
        assert dated(id_, item) == "2026-01-05"


def test_a_day_whose_order_is_not_known_is_not_guessed() -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title>'
        "<link>/a</link><pubDate>01/05/2026 10:00:00</pubDate></item></channel></rss>"
    )
    (item,) = parsed(catalogue()["il-moh"], feed).items
    with pytest.raises(ValueError, match="has no date of the form"):
        dated("il-moh", item)
