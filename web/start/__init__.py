"""Beginning a case."""

from web.start.views import blueprint

__all__ = ["blueprint"]
