"""Small tables that everything asks: read whole, kept while nothing was added, looked at once per request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar, cast

from django.db import models

T = TypeVar("T")
_held: ContextVar[dict[Any, Any] | None] = ContextVar("small_tables_held", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Inside, every small table is looked at once, so that a request sees one state of it from beginning to end."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


class Small(Generic[T]):
    """What `build` makes of all rows of a model, made again when a row was added, by whichever process.

    The model's rows are never deleted, and a record is closed only where another is added; then the number of rows and
    the latest id tell every state apart. Ids are not given out again after a rollback.
    """

    def __init__(self, model: type[models.Model], build: Callable[[], T]) -> None:
        self._model = model
        self._build = build
        self._kept: tuple[Any, T] | None = None

    def get(self) -> T:
        """The value of now; within `once` that of the first time it was asked. One small query, no more."""
        held = _held.get()
        if held is not None and self in held:
            return cast(T, held[self])
        value = self._fresh()
        if held is not None:
            held[self] = value
        return value

    @contextmanager
    def using(self, value: T) -> Iterator[None]:
        """Inside, `value` stands in the place of what the rows say: for "what would change if"."""
        token = _held.set({**(_held.get() or {}), self: value})
        try:
            yield
        finally:
            _held.reset(token)

    def forget(self) -> None:
        """After an act that added a row: the rest of this request sees it."""
        if held := _held.get():
            held.pop(self, None)

    def _fresh(self) -> T:
        version = tuple(
            self._model._base_manager.aggregate(rows=models.Count("pk"), last=models.Max("pk")).values()
        )
        if self._kept is None or self._kept[0] != version:
            self._kept = (version, self._build())
        return self._kept[1]
