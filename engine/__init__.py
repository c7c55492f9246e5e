"""The engine: what runs procedures, keeps every case and proves what happened. It knows no Flask.

Outsiders import ``Engine`` from here, and values from ``engine.commands``, ``engine.model``,
``engine.errors`` and ``engine.settings``.
"""

from engine.engine import Engine

__all__ = ["Engine"]
