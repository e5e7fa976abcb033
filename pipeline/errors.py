"""The error tree: everything the pipeline raises on purpose is a `WhenaboutsError`.

Each message says what happened, where, and what to do about it. Errors that have a builtin counterpart subclass it
too, so that a caller who knows only the builtin still catches them.
"""


class WhenaboutsError(Exception):
    """Root of every error that the pipeline raises on purpose."""


class ConfigurationError(WhenaboutsError, ValueError):
    """A setting is unknown, of the wrong type or out of range."""


class UnknownNameError(WhenaboutsError, KeyError):
    """A registry (readers, geocoders, exporters, languages) has no part of that name."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ReadError(WhenaboutsError, ValueError):
    """A document cannot be read: wrong type, undecodable, empty or too large."""


class TimexError(WhenaboutsError, ValueError):
    """A TIMEX3 value cannot be understood."""


class GazetteerError(WhenaboutsError, RuntimeError):
    """The gazetteer is missing, damaged or of another version."""


class ModelError(WhenaboutsError, RuntimeError):
    """The language model is missing or is not the one that was pinned."""


class StoreError(WhenaboutsError, RuntimeError):
    """The event store is missing, damaged, locked or of another version."""


class SelectionError(WhenaboutsError, ValueError):
    """A link or a filter cannot be understood."""
