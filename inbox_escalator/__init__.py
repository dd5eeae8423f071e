"""Watches an ordinary support mailbox and escalates what must not stay with the front line."""

__version__ = "0.1.0"
