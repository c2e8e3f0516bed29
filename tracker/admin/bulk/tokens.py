"""The selection and the preview on their way through the browser.

Signed for one person, table and day, and packed: thousands of records fit into one box of a form, where
a box for each would be more than Django takes.
"""

from typing import Any

from django.core import signing

LIFETIME = 24 * 60 * 60
"""Seconds for which a page stays good."""

MOST = 50_000
"""Records at once: what fits into what a server takes for a form."""


def sealed(found: dict[str, Any], *, owner: str) -> str:
    return signing.dumps(found, salt=owner, compress=True)


def opened(token: str, *, owner: str) -> dict[str, Any]:
    """What was sealed. Raises django.core.signing.BadSignature for what was not, or not by this owner."""
    return dict(signing.loads(token, salt=owner, max_age=LIFETIME))
