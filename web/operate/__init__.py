"""What failed and waits for an operator."""

from web.operate.views import blueprint

__all__ = ["blueprint"]
