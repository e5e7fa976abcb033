"""Whenabouts: dated, located events from documents."""

__version__ = "0.1.0"
