"""Jinja, fenced in: variables, `if`, `for` and a few filters; nothing that calls, reads or grows without bound."""

from __future__ import annotations

from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from inbox_escalator.writing.known import View
from inbox_escalator.writing.markup import Values

MOST_LETTERS = 200_000
"""A mail's body is cut short of nothing: a template that makes more than this is broken."""

_FILTERS = tuple("capitalize default first join last length lower replace title trim truncate upper".split())
_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_VALUES = "values of this mail"


class BadTemplateError(Exception):
    """One line for the owner: what is wrong and in which line."""


class Fence(ImmutableSandboxedEnvironment):
    """Attributes are keys of our rows and what `loop` has; strings have none. Nothing is called, nothing multiplied."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, str | int | list):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, dict | list):
            return super().getitem(obj, argument)
        return self.undefined(obj=obj, name=argument)

    def call(self, _context: Context, _what: Any, *_args: Any, **_named: Any) -> Any:
        raise SecurityError("nothing can be called in a template")

    def call_binop(self, _context: Context, operator: str, _left: Any, _right: Any) -> Any:
        raise SecurityError(f'"{operator}" is not for templates')


@jinja2.pass_context
def _keep(context: Context, value: Any) -> Any:
    """Every value that a template prints becomes one private letter."""
    if isinstance(value, Undefined):
        str(value)  # raises, naming the variable
    return context[_VALUES].keep(str(value))


def _capitalize(words: object) -> str:
    """The first letter, and nothing else: Jinja's own would make `VIP` and the names behind it small."""
    said = str(words)
    return said[:1].upper() + said[1:]


def _fence() -> Fence:
    fence = Fence(
        undefined=jinja2.StrictUndefined,
        finalize=_keep,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        autoescape=False,  # nothing is HTML yet: the values are escaped where they are filled in
    )
    fence.globals.clear()
    fence.filters = {name: fence.filters[name] for name in _FILTERS} | {"capitalize": _capitalize}
    return fence


_FENCE = _fence()


class Script:
    """One compiled piece of a template."""

    def __init__(self, source: str) -> None:
        try:
            tree = _FENCE.parse(source)
            self.needs = frozenset(meta.find_undeclared_variables(tree))
            self._template = _FENCE.from_string(tree)
        except jinja2.TemplateSyntaxError as error:
            raise BadTemplateError(f"line {error.lineno}: {error.message}") from None
        except (SyntaxError, RecursionError, MemoryError) as error:
            raise BadTemplateError(f"nested too deeply ({_one_line(error)})") from None
        if any(tree.find(kind) is not None for kind in _OTHER_FILES):
            raise BadTemplateError("one file is one mail: include, import and extends are not for templates")

    def run(self, view: View, values: Values) -> str:
        """The written piece, values as private letters. BadTemplateError where it cannot be."""
        try:
            return self._written(view, values)
        except BadTemplateError:
            raise
        except jinja2.UndefinedError as error:
            raise BadTemplateError(f"unknown variable: {error.message}") from None
        except Exception as error:
            # However an owner's file fails, it must cost no mail.
            raise BadTemplateError(_one_line(error)) from None

    def _written(self, view: View, values: Values) -> str:
        pieces, letters = [], 0
        for piece in self._template.generate({**view, _VALUES: values}):
            letters += len(piece)
            if letters > MOST_LETTERS:
                raise BadTemplateError(f"writes more than {MOST_LETTERS:,} letters")
            pieces.append(piece)
        return "".join(pieces)


def _one_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
