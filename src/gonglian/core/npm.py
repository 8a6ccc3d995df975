"""Serves only named files out of node_modules: no vendored copies, and no stray file of a package is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

from gonglian.config.paths import node_modules


class NpmFinder(BaseFinder):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.root = node_modules()
        self.names: dict[str, str] = settings.NPM_STATIC

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [source for source in self.names.values() if not (self.root / source).exists()]
        return [Error(f"{source} is missing: run npm ci", id="npm.E001") for source in missing]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        source = self.names.get(path)
        found = str(self.root / source) if source and (self.root / source).exists() else None
        return ([found] if found else []) if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        storage = _Named(self.root, self.names)
        return ((path, storage) for path in self.names)


class _Named(FileSystemStorage):
    prefix = None

    def __init__(self, root: Any, names: dict[str, str]) -> None:
        super().__init__(location=str(root))
        self._names = names

    def path(self, name: str) -> str:
        return super().path(self._names.get(name, name))
