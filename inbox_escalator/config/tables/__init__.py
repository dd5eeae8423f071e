"""The schema itself, as data: every table and key with its default and one sentence."""
