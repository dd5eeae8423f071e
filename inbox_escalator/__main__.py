"""`python -m inbox_escalator` is `inbox-escalator`."""

from inbox_escalator.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
