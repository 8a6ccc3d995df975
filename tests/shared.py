"""What many tests start from, made once and kept while consecutive tests ask for it.

It stands in an open transaction; what a test changes is undone to there, and each test gets a copy of the objects. Tests
that ask for nothing, or that commit, find an empty database as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction


class Step(NamedTuple):
    """How a fixture's data are made; with `after`, on top of that one and given its copy."""

    build: Callable[..., Any]
    after: str = ""


def _town() -> Any:
    from tests.factories.organisation import make_town

    return make_town()


def _hall(town: Any) -> Any:
    from tests.factories.meetings import Hall

    return Hall(town.industrial)


def _cast(town: Any) -> Any:
    from tests.approvals.cast import Cast

    return Cast(town)


def _road(town: Any) -> Any:
    from tests.factories.founding import Road

    return Road(town)


def _road_to(stage: str) -> Callable[[Any], Any]:
    def build(road: Any) -> Any:
        getattr(road, f"to_{stage}")()
        return road

    return build


def _bench(town: Any) -> Any:
    from tests.terms.seats import Bench

    return Bench(town)


def _renewed(road: Any) -> Any:
    road.begin_renewal(date(2031, 1, 6))
    road.renew()
    return road


def _archive(road: Any) -> Any:
    from gonglian.congress.archives.records import of_congress
    from gonglian.congress.archives.sealing import seal_archive

    return seal_archive(of=of_congress(road.case.preparation), actor=road.handler, on=road.on)


def _entrance(town: Any) -> Any:
    from tests.factories.joining import Entrance

    return Entrance(town)


def _move(town: Any) -> Any:
    from tests.factories.changes import Move

    return Move(town)


STAGES = ("prepare", "second", "congress", "third", "report", "established")
ROADS = ("shared_road", *(f"road_at_{stage}" for stage in STAGES))
STEPS = {
    "shared_town": Step(_town),
    "shared_hall": Step(_hall, "shared_town"),
    "shared_cast": Step(_cast, "shared_town"),
    "shared_entrance": Step(_entrance, "shared_town"),
    "shared_move": Step(_move, "shared_town"),
    "shared_bench": Step(_bench, "shared_town"),
    "shared_road": Step(_road, "shared_town"),
    **{
        name: Step(_road_to(stage), after)
        for name, stage, after in zip(ROADS[1:], STAGES, ROADS, strict=False)
    },
    "shared_renewal": Step(_renewed, "road_at_established"),
    "shared_archive": Step(_archive, "road_at_report"),
}


class Made(NamedTuple):
    name: str
    block: transaction.Atomic
    value: Any


class Shared:
    """A stack of steps, each in its own savepoint over the one below."""

    def __init__(self) -> None:
        self.stack: list[Made] = []
        self.failure: Exception | None = None

    def stand_at(self, fixtures: Iterable[str]) -> None:
        """Make what the fixtures of a test ask for, and take back what stands beyond it.

        What fails is kept for the test that asks for a copy: raised here, between the fixtures, it would break every later test.
        """
        wanted = path_to(fixtures)
        self.failure = None
        while [made.name for made in self.stack] != wanted[: len(self.stack)]:
            self._drop()
        try:
            for name in wanted[len(self.stack) :]:
                self._make(name)
        except Exception as failure:
            self.failure = failure

    def copy_of(self, name: str) -> Any:
        if self.failure is not None:
            raise self.failure
        return deepcopy(next(made.value for made in self.stack if made.name == name))

    def furthest_road(self) -> Any:
        return self.copy_of([made.name for made in self.stack if made.name in ROADS][-1])

    def _make(self, name: str) -> None:
        step = STEPS[name]
        block = transaction.atomic()
        block.__enter__()
        try:
            value = step.build(self.copy_of(step.after)) if step.after else step.build()
            connection.check_constraints()
        except BaseException:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
            raise
        self.stack.append(Made(name, block, value))

    def _drop(self) -> None:
        transaction.set_rollback(True)
        self.stack.pop().block.__exit__(None, None, None)


def asked_by(test: Any) -> list[str]:
    """What a test asks for: its fixtures, and the stage that its mark names."""
    at = test.get_closest_marker("road_at")
    return [*test.fixturenames, *([f"road_at_{at.args[0]}"] if at and at.args[0] != "start" else [])]


def order(test: Any) -> tuple[int, list[int]]:
    """A key that puts tests with the same beginning next to each other, so that each is made once. The journeys come first,
    since they take minutes each and another process works on meanwhile; tests without a beginning come last."""
    names = list(STEPS)
    path = [names.index(name) for name in path_to(asked_by(test))]
    if "journeys" in test.path.parts:
        return 0, path
    return (1 if path else 2), path


def path_to(fixtures: Iterable[str]) -> list[str]:
    """The steps in the order they are made: each after the one it stands on."""
    path: list[str] = []
    for name in (name for name in STEPS if name in set(fixtures)):
        line = [name]
        while after := STEPS[line[0]].after:
            line.insert(0, after)
        path += [step for step in line if step not in path]
    return path
