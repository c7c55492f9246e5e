"""The accounts of demo mode, as the start of the server and the log-in page list them."""

from __future__ import annotations

from collections.abc import Sequence

from engine import Engine
from engine.model import Account


def demo_accounts(engine: Engine) -> Sequence[Account]:
    """Return the demo accounts, none outside demo mode."""
    return [account for account in engine.accounts() if account.demo]
