"""Each value may be right and the whole wrong: what no single key can know of itself."""
