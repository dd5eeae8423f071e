"""The desk's configuration, printed as the two documents that a team confirms and hands to all staff."""
