"""Two people at one record: what each changed, side by side, and a choice where both did."""

from .pages import CollisionMixin

__all__ = ["CollisionMixin"]
