"""Reports of the same issue: what each one is about, how rare that is, and which of them belong together."""
