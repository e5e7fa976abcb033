"""The first screen's word about added documents that show nothing: which they are, why, and one click to see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline.run import faults
from pipeline.selection import MOST_VALUES, Selection
from pipeline.store import EXAMPLE
from pipeline.views import adding, state, unread
from pipeline.views.safe import line
from pipeline.views.state import Page
from pipeline.views.texts import Texts

if TYPE_CHECKING:
    from pipeline.store import Counts, Unseen

GIVEN = "given_selection"  # session key: what the link chose that this session began with
PASSED = "unseen_passed"  # session key: ids of documents that this session has dismissed
BY_LINK = "link"  # stands in PASSED for what the filters of the link hide
NO_EVENTS = ("nothing", "failed")  # reasons that are no events
MANY = 8  # from which on the list of documents scrolls
HEIGHT = 260  # pixels


def listed(page: Page, counts: Counts) -> Sequence[Unseen]:
    """The documents to speak of: of the default view all, after adding the new ones; none where a person filters.

    In a copy that nobody here can change, only where nothing at all is shown.
    """
    if not page.writable and counts.shown:
        return ()
    new = frozenset(st.session_state.get(adding.ADDED) or ())
    looking = frozenset(page.selection.documents)
    if state.is_narrowed(replace(page.selection, documents=())) or looking not in (frozenset(), new):
        return ()
    unreadable = {failure.document_id for failure in st.session_state.get(unread.KEY) or ()}  # in a banner of their own
    passed = unreadable | st.session_state.get(PASSED, frozenset())
    found = [one for one in page.query.unseen() if one.document_id not in passed]
    return [one for one in found if one.document_id in looking] if looking else found


def banner(page: Page, counts: Counts) -> None:
    """Draw what there is to say."""
    given = st.session_state.setdefault(GIVEN, page.selection)
    found = listed(page, counts)
    if found:
        _unseen(page, found)
    elif counts.shown and page.writable and state.same_filters(page.selection, given):
        _filtered(page)


def _unseen(page: Page, found: Sequence[Unseen]) -> None:
    say = page.say
    ids = [one.document_id for one in found]
    hidden = [one.document_id for one in found if not set(one.reasons) <= set(NO_EVENTS)]
    text = sentence(say, found[0]) if len(found) == 1 else summary(say, found, len(page.query.snapshot.documents))
    with _banner("unseen", "visibility_off", text):
        if hidden:
            _button(page, "show", "visibility", state.goto, showing(page.selection.dataset, hidden))
        elif len(found) == 1:
            _button(page, "open", "article", _open, ids[0])
        else:
            _button(page, "documents", "article", _desk)
        _list(page, [sentence(say, one, "unseen.row") for one in found])
        st.button(say("banner.understood"), key="dismiss_unseen", on_click=_pass, args=(ids,))


def _filtered(page: Page) -> None:
    """What the filters of a link hide from somebody who did not set them."""
    if page.selection.dataset == EXAMPLE or not state.is_narrowed(page.selection) or page.selection.documents:
        return
    titles = list(page.query.filtered_out(page.selection).values())
    if not titles or BY_LINK in st.session_state.get(PASSED, frozenset()):
        return
    with _banner("filtered", "filter_alt", page.say("unseen.filtered", n=len(titles), title=line(titles[0], 80))):
        _button(page, "unfilter", "filter_alt_off", state.write, state.unfiltered(page.selection))
        _list(page, [line(title, 120) for title in titles])
        st.button(page.say("banner.understood"), key="dismiss_filtered", on_click=_pass, args=([BY_LINK],))


def _banner(name: str, icon: str, text: str) -> DeltaGenerator:
    """The frame with what it says; the buttons follow."""
    frame = st.container(border=True, horizontal=True, vertical_alignment="center", key=f"banner_{name}")
    frame.markdown(f":material/{icon}:", width="content")
    frame.text(text, width="stretch")
    return frame


def _button(page: Page, name: str, icon: str, on_click: Callable[..., None], *args: object) -> None:
    st.button(
        page.say(f"unseen.{name}"),
        key=f"unseen_{name}",
        icon=f":material/{icon}:",
        type="primary",
        on_click=on_click,
        args=args,
    )


def _list(page: Page, rows: Sequence[str]) -> None:
    """Of several documents, which: one line each."""
    if len(rows) == 1:
        return
    with (
        st.popover(page.say("unseen.which"), key="unseen_which"),
        st.container(height=HEIGHT if len(rows) > MANY else "content", border=False, gap="xxsmall", key="unseen_list"),
    ):
        for row in rows:
            st.text(row)


def sentence(say: Texts, one: Unseen, key: str = "unseen.one") -> str:
    """Why one document shows nothing."""
    return say(key, title=line(one.title, 80), why=_why(say, one.reasons, faults.reason(one.error, one.source)))


def summary(say: Texts, found: Sequence[Unseen], total: int) -> str:
    """Why several documents show nothing, in one line."""
    reasons: Counter[str] = Counter()
    for one in found:
        reasons.update(one.reasons)
    events = {reason: number for reason, number in reasons.most_common() if reason not in NO_EVENTS}
    apart = [say(f"unseen.documents_{name}", n=reasons[name]) for name in NO_EVENTS if reasons[name]]
    parts = [*([_why(say, events)] if events else []), *apart]
    return say("unseen.many", n=len(found), total=total, why="; ".join(parts))


def _why(say: Texts, reasons: Mapping[str, int], error: str = "") -> str:
    return ", ".join(say(f"unseen.{reason}", n=number, error=line(error, 160)) for reason, number in reasons.items())


def showing(dataset: str, ids: Sequence[str]) -> Selection:
    """Everything that some documents tell; of more than a link can name, everything."""
    named = tuple(ids) if len(ids) <= MOST_VALUES else ()
    return Selection(dataset=dataset, documents=named, main=False)


def _open(document: str) -> None:
    state.change(open=document)


def _desk() -> None:
    state.change(view="documents", documents=())


def _pass(ids: Sequence[str]) -> None:
    st.session_state[PASSED] = st.session_state.get(PASSED, frozenset()) | frozenset(ids)
