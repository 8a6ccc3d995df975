"""What higher areas do when a recorded post ends; they say so when loaded, for the organisation never knows who rests on it."""

from __future__ import annotations

from collections.abc import Callable

Follower = Callable[..., None]

_FOLLOWERS: list[Follower] = []


def follow(follower: Follower) -> None:
    """Call follower(position=…, last_day=…, actor=…, on=…) inside the act that ends a post."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def followers() -> list[Follower]:
    return list(_FOLLOWERS)
