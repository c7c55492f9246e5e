"""What other systems call: JSON in, JSON out, known by a token; no cookie means anything here."""

from web.api.views import blueprint

__all__ = ["blueprint"]
