from datetime import date

import pandas as pd
import streamlit as st

from atlas.citation import notice_document
from atlas.corrections import of_notice
from atlas.edition import Edition
from atlas.notices import notices_frame, shown_titles
from atlas.store import NoticeVersion
from atlas.wording import about_notices_left_out, counted
from pages import knowledge, tables
from pages.background import background, not_among_them
from pages.cards import notice_card
from pages.citing import cite_this, cite_view, found_at, permanent
from pages.marks import marks_explained
from pages.markup import Content, Html, element, page_link
from pages.navigation import address, name_tab, unpaged
from pages.nearby import how_the_law_stands, look_also_at
from pages.notice_filters import Found, FromPlace, found_notices
from pages.notice_table import LABELS, LANGUAGES, readable
from pages.paging import paged
from pages.record import citing_list, correction_list, version_list
from pages.results import results

_WHAT_IS_SEARCHED = (
    "Titles are searched as published and in English, summaries in English only: the English word "
    "may find more."
)


def show_record(edition: Edition, notice: pd.Series) -> None:
    st.button("Back to the list", icon=":material/arrow_back:", on_click=close_record)
    asked_version = st.query_params.get("version", str(notice["version"]))
    if asked_version != str(notice["version"]):
        st.info(
            "The link names another version of this record. What it says now is shown"
            + (
                "; earlier versions stand below, each with what the next one changed."
                if notice["version"] > 1
                else ". It has no earlier version."
            ),
            icon=":material/history:",
        )
    name_tab(f"{shown_titles(notice.to_frame().T).iloc[0]} · Notice")
    st.header("Whole record")
    st.html(notice_card(edition, notice))
    if corrections := list(of_notice(edition.corrections, notice["id"])):
        st.header("Corrected here")
        st.caption("The source says the first, a person put the second in its place.")
        st.html(correction_list(edition, corrections))
    st.header("Cite this")
    link = permanent("notices", notice=notice["id"], version=str(notice["version"]))
    cite_this(notice_document(edition, notice.to_dict(), found_at(edition, link)), link)
    st.header("Positions that cite it")
    citing = knowledge.cited_by(edition).get(notice["id"], ())
    st.html(citing_list(edition, citing) or "<p>None.</p>")
    if notice["version"] > 1:
        st.header("Earlier versions")
        st.html(version_list(edition, knowledge.store().versions(notice["id"]), notice.to_dict()))
    tables.download(notice.to_frame().T, name=f"notice-{notice['id']}", of="notice")


def show_withdrawn(edition: Edition, last: NoticeVersion) -> None:
    st.button("Back to the list", icon=":material/arrow_back:", on_click=close_record)
    st.warning(
        f"This notice was withdrawn from the atlas on {last.ended_at:%-d %B %Y}. What it said "
        "until then is shown, for those who cited it: do not rely on it any more.",
        icon=":material/link_off:",
    )
    st.header("The record as it was")
    st.html(notice_card(edition, notices_frame([last.record]).iloc[0]))


def open_record(notice_id: str) -> None:
    st.query_params["notice"] = notice_id


def close_record() -> None:
    st.query_params.pop("notice", None)
    st.query_params.pop("version", None)


def asked_of_the_place(edition: Edition, meant: FromPlace) -> Html:
    """Says that the search names a place, with a link that asks for the notices from there."""
    query = unpaged(st.query_params.to_dict()) | {"q": meant.words, "places": meant.code}
    asked = {name: value for name, value in query.items() if value}
    name = edition.places.name(meant.code)
    show = page_link(address("notices", **asked), counted(meant.number, "notice"))
    having = [" with “", meant.words, "”"] if meant.words else ""
    return element("p", [name, ", taken as a place: ", show, having, "."], style="margin: 0;")


def elsewhere(edition: Edition, found: Found) -> Html:
    """Where else to look: a ban may stand in the law, or under another kind of notice."""
    ways: list[Content] = []
    if found.of_other_kinds:
        query = unpaged(st.query_params.to_dict())
        others = {name: value for name, value in query.items() if name != "kinds"}
        ways.append(
            page_link(
                address("notices", **others),
                f"{counted(found.of_other_kinds, 'notice')} of other kinds",
            )
        )
    ways += how_the_law_stands(edition, found.places, date.today())
    return look_also_at(ways)


def cite_list(edition: Edition, found: Found) -> Html:
    """How to cite a search; without a last day it finds more from day to day."""
    if found.until:
        return cite_view(edition, "notices")
    return cite_view(
        edition,
        "notices",
        remark=f"Today it finds {counted(len(found.rows), 'notice')}. The link asks the same again "
        "whenever it is opened, and finds later ones too; a downloaded file stays as it is. A day "
        "in Published until ends the search there, but leaves out what carries no date.",
    )


def show_list(edition: Edition) -> None:
    found = found_notices(edition)
    show_found(edition, found)
    st.html(cite_list(edition, found))


def show_found(edition: Edition, found: Found) -> None:
    results(counted(len(found.rows), "notice"))
    if found.from_place:
        st.html(asked_of_the_place(edition, found.from_place))
    left_out: list[Content] = []
    if found.background:
        left_out.append(background(found.background, "notices", st.query_params.to_dict()))
    if found.undated:
        left_out.append(about_notices_left_out(found.undated))
    if not len(found.rows):
        st.info(
            "Nothing on record passes the search and these filters. That does not mean that there "
            f"was nothing. {_WHAT_IS_SEARCHED if found.searched else ''}"
        )
        if left_out:
            st.html(not_among_them(left_out))
        if found.of_other_kinds or found.places:
            st.html(elsewhere(edition, found))
        return
    st.caption(
        f"{'Best matches first' if found.searched else 'Newest first, undated last'}. "
        "A title opens the whole record. "
        f"{_WHAT_IS_SEARCHED if not found.searched.isascii() else ''}"
    )
    if left_out:
        st.html(not_among_them(left_out))
    with paged(len(found.rows), scope=found.scope) as rows:
        on_screen = edition.notices.iloc[found.rows[rows]]
        shown = readable(edition, on_screen)
        if explained := marks_explained(edition, on_screen):
            st.html(explained)
        ids = list(shown["id"])
        opened = tables.table(
            shown, name="notices", of="notice", labels=LABELS, links=("read_url",),
            languages=LANGUAGES, in_full=True,
            opens=("shown_title", [address("notices", notice=id_) for id_ in ids]),
            whole=edition.notices.iloc[found.rows],
        )  # fmt: skip
        if opened is not None:
            open_record(ids[opened])
            st.rerun()


edition = knowledge.edition()
asked_for = st.query_params.get("notice")
record = edition.notices_by_id([asked_for]) if asked_for else edition.notices.iloc[:0]
if len(record):
    show_record(edition, record.iloc[0])
elif asked_for and (versions := knowledge.store().versions(asked_for)):
    show_withdrawn(edition, versions[-1])
else:
    if asked_for:
        st.warning(
            "The address asks for a notice that is not on record. The list is shown instead.",
            icon=":material/link_off:",
        )
        close_record()
    show_list(edition)
