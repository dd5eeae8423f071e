"""A day of support mail in under a minute: real IMAP and SMTP servers inside, no account, loopback only."""
