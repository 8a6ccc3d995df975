"""Joining and leaving an established industrial union (ORG-21): the commonest act of a union's life.

A unit's committee decides, the industrial union's committee accepts, its leader is told; then the constituent line begins
or ends, and nothing else changes (意见 2.1.a, 2.2).
"""
