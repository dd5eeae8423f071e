"""Mail is written by strangers: what they try, and what must come of it. Each test plays it to the real worker."""
