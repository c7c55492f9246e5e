"""The process owner's desk: drafts and the pen, versions and the folder, put together as pages need them."""

from engine.studio.studio import Studio

__all__ = ["Studio"]
