"""Adding documents in the page: paste or upload, watch the progress, then look at exactly those."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline import readers, run
from pipeline.errors import WhenaboutsError
from pipeline.model import Judgement
from pipeline.selection import MOST_VALUES, Selection
from pipeline.store import EXAMPLE, MINE
from pipeline.views import importing, jobs, login, state, unread, when, writing
from pipeline.views.safe import line, plain
from pipeline.views.state import Page
from pipeline.views.unread import Failure

DONE = "done"  # session key: what to say once the page is drawn anew
AGAIN = "read_again"  # session key: documents are to be read again; what to say then
SOURCES = "read_again_sources"  # session key: the sources that are read then though they did not change
ADDED = "added_documents"  # session key: ids of the documents added last
MEGABYTE = 1_000_000
Named = tuple[str, bytes]


def dialog(page: Page) -> None:
    """Open the dialog."""
    st.dialog(page.say("adding.title"), width="large", icon=":material/note_add:")(choices)(page, "dialog")


def choices(page: Page, where: str) -> None:
    """Documents, a table of events, or one event by hand."""
    kinds = {"documents": form, "table": importing.form, "event": writing.by_hand}
    kind = st.segmented_control(
        page.say("adding.what"),
        list(kinds),
        default="documents",
        format_func=lambda name: page.say(f"adding.{name}"),
        key=f"{where}_kind",
        required=True,
        label_visibility="collapsed",
    )
    kinds[kind or "documents"](page, where)


def form(page: Page, where: str) -> None:
    """Paste or upload; `where` keeps the keys of the dialog and of the empty page apart."""
    say = page.say
    files = st.file_uploader(
        say("adding.files"),
        type=list(readers.suffixes()),
        accept_multiple_files=True,
        key=f"{where}_files",
        max_upload_size=max(1, page.settings.max_document_bytes // MEGABYTE),
        help=say("adding.kinds"),
    )
    title = st.text_input(say("adding.name"), key=f"{where}_name", max_chars=120, placeholder=say("adding.name_hint"))
    text = st.text_area(say("adding.text"), key=f"{where}_text", height=180, placeholder=say("adding.text_hint"))
    target = _target(page, where)
    st.caption(where_it_goes(page))
    if st.button(say("adding.go"), type="primary", key=f"{where}_go", icon=":material/search:"):
        named = [(file.name, file.getvalue()) for file in files or []]
        if text and text.strip():
            named.append((pasted_name(title or "", text), text.encode("utf-8", "replace")))
        if named:
            _add(page, named, target)
        else:
            st.warning(say("adding.nothing"))


def _target(page: Page, where: str) -> str:
    """The data set to add to: the one on the screen unless that is the example, another one, or a new one."""
    known = {one.slug: one.title for one in page.store.datasets() if one.slug != EXAMPLE}
    shown = page.selection.dataset
    names = list(dict.fromkeys([MINE, *([shown] if shown != EXAMPLE else []), *known]))
    chosen = st.selectbox(
        page.say("adding.dataset"),
        names,
        index=names.index(shown) if shown in names else 0,
        format_func=lambda slug: page.say.or_plain(f"dataset.{slug}", known.get(str(slug), str(slug))),
        key=f"{where}_set",
        accept_new_options=True,
        help=page.say("adding.dataset_help"),
    )
    return slug_of(chosen or MINE)


def slug_of(name: str) -> str:
    """A data set's short name, as links and folders have it: small letters, digits and "-"."""
    plain_name = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain_name)[:64].strip("-")
    return short if short and short != EXAMPLE else MINE


def where_it_goes(page: Page) -> str:
    """Whether anything leaves the machine: with geocoders over the network the place names do."""
    services = [name for name in page.settings.geocoders if name != "embedded"]
    return page.say("adding.leaves", name=", ".join(services)) if services else page.say("adding.stays")


def pasted_name(title: str, text: str) -> str:
    """A file name for a pasted text: its title, else its first words."""
    words = line(title, 80) or line(text, 40).rstrip("…") or "text"
    stem = "".join(character if character.isalnum() or character in "-_ " else " " for character in words)
    return f"{'-'.join(stem.split()) or 'text'}.txt"


def _add(page: Page, named: Sequence[Named], target: str) -> None:
    """Save, read, and go to what is new. A file that fails keeps no other from being read, and is told with why."""
    before = revisions(page, target)
    bar = st.progress(0.0, text=page.say("adding.saving"))
    saved, failures = _save(page, named, target, bar)
    if saved and not process(page, target, bar):
        unread.show(page, failures)
        return
    after = revisions(page, target)
    failures += unread.among(page, target, saved)
    broken = {failure.document_id for failure in failures}
    new = [name for name, revision in after.items() if before.get(name) != revision and name not in broken]
    if new:
        st.session_state[ADDED] = new
        st.session_state[unread.KEY] = failures
        shown = tuple(new) if len(new) <= MOST_VALUES else ()  # more than a link can name: the whole data set
        state.goto(Selection(dataset=target, documents=shown))
        st.rerun()
    bar.empty()
    unread.show(page, failures)
    if len(failures) < len(named):
        st.info(page.say("adding.others_known" if failures else "adding.known"))


def _save(page: Page, named: Sequence[Named], target: str, bar: DeltaGenerator) -> tuple[list[str], list[Failure]]:
    """Save every file: the names under which they are kept, and those that were refused."""
    saved: list[str] = []
    refused: list[Failure] = []
    for number, (name, raw) in enumerate(named):
        step = page.say("adding.saving_one", n=number + 1, total=len(named), name=plain(name, 60))
        bar.progress(number / len(named), text=step)
        try:
            saved.append(run.add(page.settings, target, PurePath(name).name, raw).name)
        except WhenaboutsError as error:
            refused.append(Failure(line(name, 80), str(error)))
    return saved, refused


def process(page: Page, dataset: str, bar: DeltaGenerator, again: Sequence[str] = ()) -> bool:
    """Run the pipeline over `dataset`, with `bar` advancing; whether it went well. The sources `again` are read anew.

    An error is shown, and what was there before stays.
    """
    settings = page.settings
    name, started = f"run {settings.data_dir} {dataset}", False
    while not started:  # a run that was under way already may have missed what is new
        job, started = jobs.begin(name, lambda progress: run.run(settings, dataset, progress=progress, again=again))
        passed = jobs.watch(job, bar)
    if not passed:
        st.error(page.say("adding.failed"))
        st.text(job.error or page.say("adding.log"))
    return passed


def revisions(page: Page, dataset: str) -> dict[str, str]:
    """The revision of every document of a data set, by id."""
    snapshot = page.store.snapshot(dataset)
    return {} if snapshot is None else {name: kept[0] for name, kept in snapshot.documents.items()}


def correct(page: Page, documents: Sequence[str], field: str, value: str, popover: str) -> None:
    """Set the `field` of some documents, "dct" (an ISO prefix) or "kind", and read them again, with progress.

    Then the `popover` in which it was chosen closes, and the page says what has happened.
    """
    number = len(documents)
    page.store.judgements.add_all([_judgement(name, field, value) for name in documents])
    if field == "kind":
        done = page.say("documents.kinds_set", n=number, kind=page.say(f"kind.{value}"))
    else:
        done = page.say("documents.dated", n=number, date=when.shown(value, page.say.language))
    _read_again(page, done)
    state.close(popover)
    st.rerun()


def _judgement(document: str, field: str, value: str) -> Judgement:
    return Judgement(id="", target_kind="document", target_id=document, field=field, value=value, by=login.who())


def _read_again(page: Page, done: str) -> None:
    bar = st.progress(0.0, text=page.say("reader.running"))
    if process(page, page.selection.dataset, bar, st.session_state.pop(SOURCES, ())):
        st.session_state[DONE] = done


def pending(page: Page) -> None:
    """Read the documents again whose correction was taken back, or said again, by the click before."""
    done = st.session_state.pop(AGAIN, "")
    if done:
        _read_again(page, done)
        st.rerun()


def toast(page: Page) -> None:
    """Say what the run before has done: a toast does not outlive the run that makes it."""
    done = st.session_state.pop(DONE, "")
    if done:
        st.toast(plain(done, 200), icon=":material/check:")
