"""The pipeline's frozen types to JSON and back; fields at their default are left out, unknown fields are ignored.

So an older part stays readable when a type gains a field, or when a field that was a text becomes an object.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_LARGEST = 2**62  # microseconds, people, metres: what 64 bits hold, with room for sums

Kind = TypeVar("Kind")
Reader = Callable[[Any], Any]


def dumps(value: object) -> str:
    """A dataclass instance as one line of ASCII JSON."""
    return json.dumps(_plain(value), separators=(",", ":"))


def loads(kind: type[Kind], text: str) -> Kind:
    """The instance of `kind` that `dumps` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    return cast("Kind", _reader(cast("Any", kind))(json.loads(text)))


def check(kind: type, value: Any) -> None:
    """Raise TypeError or ValueError unless every part of `value` is of the type that `kind` says.

    `loads` trusts what this program wrote; what comes from elsewhere is checked as well. Numbers are finite, texts can
    be written as UTF-8.
    """
    _checker(kind)(value)


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is int or kind is float or value is None or kind is bool:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    return {
        name: _plain(kept) for name, default in _fields(cast("Any", kind)) if (kept := getattr(value, name)) != default
    }


@lru_cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(cast("Any", kind)))


@lru_cache
def _reader(hint: Any) -> Reader:
    """What turns plain JSON into a value of the type `hint`; made once a type, since this is asked for every value."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(part for part in get_args(hint) if part is not type(None)))
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple:
        entry = _reader(get_args(hint)[0])
        return (lambda plain: tuple(plain)) if entry is _same else (lambda plain: tuple(entry(one) for one in plain))
    if dataclasses.is_dataclass(hint):
        return _instance_reader(hint)
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else _same


@lru_cache
def _checker(hint: Any) -> Callable[[Any], None]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _checker(next(part for part in get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_checker(_checker(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        return _instance_checker(cast("type", hint))
    return lambda value: _check_plain(hint, value)


def _tuple_checker(entry: Callable[[Any], None]) -> Callable[[Any], None]:
    def test(value: Any) -> None:
        _check_plain(tuple, value)
        for one in value:
            entry(one)

    return test


def _instance_checker(kind: type) -> Callable[[Any], None]:
    checkers = [(name, _checker(hint)) for name, hint in get_type_hints(kind).items()]

    def test(value: Any) -> None:
        _check_plain(kind, value)
        for name, checker in checkers:
            try:
                checker(getattr(value, name))
            except (TypeError, ValueError) as error:
                raise type(error)(f"{name}: {error}") from error

    return test


def _check_plain(kind: type, value: Any) -> None:
    if not isinstance(value, (int, float) if kind is float else kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    if isinstance(value, int) and abs(value) >= _LARGEST:
        raise ValueError(f"{value} is too large")
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError("half of a character")


def _instance_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {name: _reader(hint) for name, hint in hints.items()}
    outgrown = {
        field.name
        for field in dataclasses.fields(kind)
        if dataclasses.is_dataclass(hints[field.name]) and field.default is not dataclasses.MISSING
    }

    def read(plain: Any) -> Any:
        kept = (name for name in plain if name in readers and not (name in outgrown and type(plain[name]) is str))
        return kind(**{name: readers[name](plain[name]) for name in kept})

    return read


def _same(plain: Any) -> Any:
    return plain
