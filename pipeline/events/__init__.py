"""Events."""
from dataclasses import dataclass
from pipeline.events.features import TYPES
class EventMention: ...
def link(*a): return ()
def mentions(*a): return ()
def suggest(*a): return ""
