"""What waits for the person."""

from web.inbox.views import blueprint

__all__ = ["blueprint"]
