"""`config.toml` becomes the settings of every room; each mistake is found at once, with its line and a good example."""
