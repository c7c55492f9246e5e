"""Cases: the list, one of them in full, its diagrams and files."""

from web.cases.views import blueprint

__all__ = ["blueprint"]
