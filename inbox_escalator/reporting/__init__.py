"""Reads the store and changes nothing."""
