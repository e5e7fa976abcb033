"""The top bar: what this is, how much of it is shown, and what can be done with the whole."""

from __future__ import annotations

import streamlit as st

from pipeline.store import Counts
from pipeline.views import adding, components, export, fixing, review, share, state, when
from pipeline.views.state import Page
from pipeline.views.texts import Texts


def show(page: Page, counts: Counts) -> None:
    """Name, count sentence, data set, and the buttons Filters, Reset, Add documents, Share, Export."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="brand", width="content"):
            st.markdown(f"# :material/travel_explore: {page.say('name')}")
        with st.container(key="counts", width="stretch", gap=None):
            _counts(page, counts)
        _buttons(page)


def sentence(say: Texts, counts: Counts, *, main: bool) -> str:
    """The count sentence, with as much of range, places, documents and vague dates as there is."""
    if counts.total == 0:
        return say("count.none")
    whole = counts.shown == counts.total
    shown = say("count.whole" if whole else "count.main" if main else "count.all", n=counts.shown, total=counts.total)
    parts = [shown]
    if counts.shown:
        parts += [when.span(counts.first, counts.last, say.language)] if counts.first is not None else []
        parts += [say("count.places", n=counts.places)] if counts.places else []
        parts += [say("count.documents", n=counts.documents)] if counts.documents else []
        parts += [say("count.vague", n=counts.vague)] if counts.vague else []
    return ", ".join(parts)


def _counts(page: Page, counts: Counts) -> None:
    st.text(sentence(page.say, counts, main=page.selection.main), width="stretch")
    hidden = counts.others
    if page.selection.main and hidden > 0:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="hidden"):
            st.caption(page.say("count.hidden", n=hidden), width="content")
            st.button(
                page.say("count.show_all"),
                type="tertiary",
                key="show_all",
                on_click=state.change,
                kwargs={"main": False},
            )


def _buttons(page: Page) -> None:
    say = page.say
    datasets = {dataset.slug: dataset.title for dataset in page.store.datasets()}
    state.hold("w_dataset", page.selection.dataset)
    st.segmented_control(
        say("top.dataset"),
        list(datasets),
        format_func=lambda slug: say.or_plain(f"dataset.{slug}", datasets.get(slug, str(slug))),
        key="w_dataset",
        required=True,
        label_visibility="collapsed",
        on_change=_switch,
    )
    keys(page)
    st.button(
        say("top.reset"), key="reset", icon=":material/restart_alt:", on_click=state.reset, help=say("top.reset_help")
    )
    if page.writable and st.button(say("top.add"), key="add", icon=":material/note_add:"):
        adding.dialog(page)
    if st.button(say("top.share"), key="share", icon=":material/link:"):
        share.dialog(page)
    export.button(page)


def _switch() -> None:
    chosen = st.session_state["w_dataset"]
    if chosen is not None:
        state.open_dataset(chosen)


def keys(page: Page) -> None:
    """The Filters button and the page's own keys."""
    components.mount(
        "keys",
        "keys",
        {
            "filters": page.say("top.filters"),
            "help": page.say("top.filters_help"),
            "active": state.is_narrowed(page.selection),
            "selected": page.selection.event,
            "picking": fixing.is_picking(page),
            "language": page.say.language,
        },
        width="content",
        on_step_change=lambda: step(page),
        on_judge_change=lambda: review.keys(page),
    )


def step(page: Page) -> None:
    """Callback: the next or the previous story in the order of the list, or none."""
    said = components.sent("keys", "step")
    if said == "clear":
        state.select("")
    elif said in ("next", "previous") and len(page.table):
        state.select(neighbour(page, 1 if said == "next" else -1))


def neighbour(page: Page, offset: int) -> str:
    """The story `offset` rows after the selected one in the list; the first or last one at its ends."""
    stories = page.table["story_id"].tolist()
    events = page.table["event_id"].tolist()
    at = next((i for i, pair in enumerate(zip(stories, events, strict=True)) if page.selection.event in pair), None)
    if at is None:
        return str(stories[0 if offset > 0 else -1])
    return str(stories[max(0, min(len(stories) - 1, at + offset))])
