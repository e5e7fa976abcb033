"""Geocoders: the embedded gazetteer, and any of geopy's own by configuration."""
