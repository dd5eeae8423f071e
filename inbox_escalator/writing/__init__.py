"""Room 4: a notice becomes the final bytes of a mail."""
