"""The share dialog: a link to what is seen, and what to do where a link is not enough."""

from __future__ import annotations

import html
import shlex
from dataclasses import replace

import streamlit as st

from pipeline.run.publishing import Disclosure
from pipeline.selection import Selection
from pipeline.views import export, hosts, state
from pipeline.views.state import Page


def dialog(page: Page) -> None:
    """Open the dialog."""
    st.dialog(page.say("share.title"), width="large", icon=":material/link:")(_content)(page)


def _content(page: Page) -> None:
    say = page.say
    kinds = ["view", "event", "all"] if page.selection.event else ["view", "all"]
    with st.container(horizontal=True, vertical_alignment="center"):
        kind = st.segmented_control(
            say("share.what"),
            kinds,
            default=kinds[0],
            format_func=lambda name: say(f"share.{name}"),
            key="share_kind",
            required=True,
            label_visibility="collapsed",
        )
        keep = st.checkbox(say("share.keep_map"), value=True, key="share_map") if kind == "view" else False
    chosen = subject(page.selection, str(kind), keep_map=keep, snapshot=page.query.snapshot_id)
    base = page.settings.public_url or hosts.base(st.context.url or "")
    st.code(chosen.to_url(base), language=None, wrap_lines=True)
    if page.settings.embed_hosts:
        st.caption(say("share.embed"))
        st.code(iframe(chosen, base), language="html", wrap_lines=True)
    _reach(page, base)
    st.markdown(f"**{say('share.file')}**")
    disclosure = export.disclosure(page, "share")
    export.look(page, disclosure)
    _offers(page, disclosure)
    export.downloads(page, page.selection, disclosure, "share")


def subject(selection: Selection, kind: str, *, keep_map: bool, snapshot: str) -> Selection:
    """What a link of this `kind` (view, event, all) chooses; the snapshot rides along so that a change can be told."""
    if kind == "all":
        return Selection(dataset=selection.dataset, snapshot=snapshot)
    if kind == "event":
        return Selection(dataset=selection.dataset, event=selection.event, main=selection.main, snapshot=snapshot)
    seen = st.session_state.get(state.MAP_VIEW) or selection.map
    return replace(selection, map=seen if keep_map else None, snapshot=snapshot)


def iframe(selection: Selection, base: str) -> str:
    """The snippet that shows the selection in another page. `embed` is Streamlit's own parameter."""
    url = selection.to_url(base)
    address = f"{url}{'&' if '?' in url else '?'}embed=true"
    return f'<iframe src="{html.escape(address)}" width="100%" height="720" style="border:0" loading="lazy"></iframe>'


def _reach(page: Page, base: str) -> None:
    """Say who can open the link; where not everybody can, name what else there is."""
    name = hosts.host(base)
    if hosts.is_loopback(name):
        st.warning(page.say("share.loopback"), icon=":material/computer:")
    elif hosts.is_private(name):
        st.warning(page.say("share.private"), icon=":material/lan:")
    else:
        st.caption(page.say("share.public"))


def command(selection: Selection, disclosure: Disclosure, language: str) -> str:
    """The command that writes the same pages as the button: of this selection, with as much of the documents."""
    link = replace(selection, map=None, snapshot="").to_url("http://localhost/")
    words = ["python", "-m", "pipeline", "publish", "public/", "--set", selection.dataset, "--link", link]
    words += ["--extent", disclosure.extent, "--decimals", str(disclosure.decimals), "--language", language]
    words += [f"--{name}" for name in ("rejected", "notes") if getattr(disclosure, name)]
    return shlex.join(words)


def _offers(page: Page, disclosure: Disclosure) -> None:
    """Three ways that need no link of this server."""
    say = page.say
    web, publish, network = st.columns(3)
    with web, st.container(border=True, height="stretch", key="offer_web"):
        st.markdown(f"**{say('share.save')}**")
        st.caption(say("share.save_help"))
        st.download_button(
            say("share.save_button"),
            data=export.maker(page, page.selection, export.PAGE, disclosure),
            file_name=f"{export.filename(page.selection)}.html",
            mime="text/html",
            key="save_web",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )
    with publish, st.container(border=True, height="stretch", key="offer_publish"):
        st.markdown(f"**{say('share.publish')}**")
        st.caption(say("share.publish_help"))
        st.download_button(
            say("share.publish_button"),
            data=export.published(page, page.selection, disclosure),
            file_name=f"{export.filename(page.selection)}.zip",
            mime="application/zip",
            key="publish",
            on_click="ignore",
            icon=":material/folder_zip:",
            width="stretch",
        )
        st.code(command(page.selection, disclosure, say.language), language=None, wrap_lines=True)
    with network, st.container(border=True, height="stretch", key="offer_network"):
        st.markdown(f"**{say('share.network')}**")
        st.caption(say("share.network_help"))
        address = hosts.on_network()
        if address:
            base = f"http://{address}:{hosts.port(st.context.url or '') or page.settings.port}/"
            st.caption(say("share.network_address", address=page.selection.to_url(base)))
        st.code("python -m pipeline serve --address 0.0.0.0", language=None, wrap_lines=True)
