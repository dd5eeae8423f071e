"""What a template may know: strings, and lists of rows of strings. Apart from the engine, which takes long to load."""

from __future__ import annotations

from collections.abc import Mapping

Row = Mapping[str, str]
View = Mapping[str, str | list[Row]]
