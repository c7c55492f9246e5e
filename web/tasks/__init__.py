"""Doing one task."""

from web.tasks.views import blueprint

__all__ = ["blueprint"]
