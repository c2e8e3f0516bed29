"""What of an address could not be read, in words."""

from django.utils.translation import gettext

from tracker import edtf


class Fault(str):
    """A sentence for a page's reader: what is wrong, and what the page did about it.

    `bare` is the first alone: whoever answers with nothing (the API) did nothing about it.
    """

    __slots__ = ("bare",)
    bare: str

    def __new__(cls, bare: str, done: str) -> "Fault":
        """`done` begins with a comma, and goes on with the sentence, or is one of its own."""
        fault = super().__new__(
            cls, f"{bare.rstrip('.')}{done}" if done.startswith(",") else f"{bare} {done}"
        )
        fault.bare = bare
        return fault


def told_back(value: str) -> str:
    """A reader's odd value: not all of a long one, and no NUL, which no page may hold."""
    return value[:80].replace("\0", " ")


def no_date(error: edtf.DateError, done: str) -> Fault:
    """What is told of a date that cannot be read, in the reader's language."""
    told = gettext(error.told) % {"text": told_back(error.text), "help": gettext(edtf.HELP)}
    return Fault(told[:300], done)
