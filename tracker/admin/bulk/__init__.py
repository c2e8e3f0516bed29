"""Actions on many records at once, each with a preview, each one change that can be undone.

operations  what can be set, and what that makes of a record
forms       what each asks
planning    what would change, what stays, what is refused and why; then exactly that, written
lines       which stance lines are touched
status      who may set which status: the rules of review
tokens      the selection and the preview on their way through the browser, signed
pages       the actions of a list, and the page that they lead to
"""

from .pages import BulkMixin, StatementBulkMixin

__all__ = ["BulkMixin", "StatementBulkMixin"]
