"""Speed, each figure as a ratio within one run: `python -m benchmarks`. README.md says what is compared with what."""
