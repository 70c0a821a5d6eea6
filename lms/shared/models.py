"""The one place Django looks for this app's models."""

from .ratelimit import RateCount
from .screens.models import Screen

__all__ = ["RateCount", "Screen"]
