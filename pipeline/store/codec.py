"""The pipeline's frozen types to JSON and back; fields at their default are left out, unknown fields are ignored.

So an older part stays readable when a type gains a field.
"""

from __future__ import annotations

import dataclasses
import json
import types
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def dumps(value: object) -> str:
    """A dataclass instance as one line of ASCII JSON."""
    return json.dumps(_plain(value), separators=(",", ":"))


def loads(kind: type[Kind], text: str) -> Kind:
    """The instance of `kind` that `dumps` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    return cast("Kind", _built(kind, json.loads(text)))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    if dataclasses.is_dataclass(value):
        return {
            name: _plain(kept)
            for name, default in _fields(cast("type", type(value)))
            if (kept := getattr(value, name)) != default
        }
    return value


@lru_cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(hint: Any, plain: Any) -> Any:
    if plain is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _built(next(part for part in get_args(hint) if part is not type(None)), plain)
    if origin is tuple:
        return tuple(_built(get_args(hint)[0], entry) for entry in plain)
    if dataclasses.is_dataclass(hint):
        hints = _hints(cast("type", hint))
        return cast("Any", hint)(**{name: _built(hints[name], part) for name, part in plain.items() if name in hints})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    return plain
