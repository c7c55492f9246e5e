"""What is due later: one thread that lets timers fire and makes overdue tasks known."""

from engine.jobs.dispatcher import Dispatcher

__all__ = ["Dispatcher"]
