"""Claims: the dates and places that a candidate could have, each proposed by a declared source.

`when.SOURCES` and `where.SOURCES` are the tables: they are the documentation (docs/events.md is made from them) and
the order in which sources speak. What an earlier source proposed, a later one does not propose again.
"""
