"""What is due later or elsewhere: threads that fire timers, deliver messages, do the work of connectors."""

from engine.jobs.dispatcher import Dispatcher
from engine.jobs.routing import Routing
from engine.jobs.worker import Worker

__all__ = ["Dispatcher", "Routing", "Worker"]
