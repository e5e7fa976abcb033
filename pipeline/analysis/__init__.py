"""The linguistic analysis of a document, as the event stages read it. Pure.

`reading`: the parse with what earlier stages found, by sentence and token. `trigger`: a word that may tell of a
happening. `lexicon`: what English words name and do.
"""
