"""Learned models as numbers, read without the library that trained them; they know nothing of dates or events."""
