"""Which certificates other systems' identity is checked by."""

from __future__ import annotations

import ssl
from functools import cache


@cache
def system_tls() -> ssl.SSLContext:
    """Return what trusts the system's certificates (``SSL_CERT_FILE`` names others), read once."""
    return ssl.create_default_context()
