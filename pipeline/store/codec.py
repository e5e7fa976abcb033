"""The pipeline's frozen types to JSON and back; fields at their default are left out, unknown fields are ignored.

So an older part stays readable when a type gains a field, or when a field that was a text becomes an object.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")
Reader = Callable[[Any], Any]


def dumps(value: object) -> str:
    """A dataclass instance as one line of ASCII JSON."""
    return json.dumps(_plain(value), separators=(",", ":"))


def loads(kind: type[Kind], text: str) -> Kind:
    """The instance of `kind` that `dumps` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    return cast("Kind", _reader(cast("Any", kind))(json.loads(text)))


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
