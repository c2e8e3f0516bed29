"""The pages of a record, which ask before one person's answer goes over another's."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse

from tracker.words import and_list

from .compare import BOTH, MINE, THEIRS
from .gone import gone, typed
from .marks import marks_of, read, tables_of, written
from .meeting import Meeting, kept, lock, meet
from .merge import CHOICE, SEEN, without_choices
from .show import Saved, by
from .telling import changes_since

NOT_SENT = ("csrfmiddlewaretoken", SEEN)


class CollisionMixin:
    """Knows at which versions each page was opened, and compares before it saves or deletes."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        form.opened_at = getattr(request, "_opened_at", "")
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        if request.method != "POST":
            _note_marks(self, request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        sent = request.POST
        try:
            with transaction.atomic():
                met = settle(self, request, object_id)
                if isinstance(met, HttpResponseBase):
                    return met
                answer = super().changeform_view(  # type: ignore[misc]
                    request, object_id, form_url, extra_context
                )
        finally:
            request.POST = sent  # who tries again starts from what was sent
        if met is not None and isinstance(answer, HttpResponseRedirect):
            messages.info(request, kept(met.questions(request.user)))
        return answer

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Django's, which asks again where the record or its rows changed since its page was opened."""
        if request.method != "POST":
            opened = {"opened_at": _note_marks(self, request, object_id)}
            return super().delete_view(  # type: ignore[misc]
                request, object_id, opened | (extra_context or {})
            )
        sent = request.POST
        try:
            with transaction.atomic():
                asked = _ask_again(self, request, object_id)
                return super().delete_view(  # type: ignore[misc]
                    request, object_id, asked | (extra_context or {})
                )
        finally:
            request.POST = sent


def _note_marks(admin: Any, request: HttpRequest, object_id: str) -> str:
    """Note where the histories stand before the page reads what it shows: never a version too new."""
    record = admin.get_object(request, unquote(object_id))
    opened_at = ""
    if record is not None:
        opened_at = written(marks_of(tables_of(admin, request, record)))
    request._opened_at = opened_at  # type: ignore[attr-defined]
    return opened_at


def settle(admin: Any, request: HttpRequest, object_id: str) -> Meeting | HttpResponseBase | None:
    """Hold the record; then a page where there is something to ask, what was settled, or None: go on."""
    record = admin.get_object(request, unquote(object_id))
    if record is None:
        return gone(admin, request, unquote(object_id))
    if not admin.has_change_permission(request, record):
        return None  # refused by the view itself
    record, tables = lock(admin, request, record)
    if record is None:
        return gone(admin, request, unquote(object_id))
    now = marks_of(tables)
    request._opened_at = written(now)  # type: ignore[attr-defined]
    if read(request.POST.get("version", "")) == now:
        return None
    met = meet(admin, request, record, tables, now)
    if not met.settled:
        return choice_page(admin, request, met)
    request.POST = met.outcome()  # type: ignore[assignment]
    return met if met.touched else None


def choice_page(admin: Any, request: HttpRequest, met: Meeting) -> TemplateResponse:
    """Both versions side by side.

    Also where the two do not touch: a rung, its summary and its firmness belong together, and two
    changes that are each right can be wrong as one. So nothing is merged that nobody has looked at; it
    takes one button.
    """
    questions = met.questions(request.user)
    told = [question.saved for question in questions if question.saved]
    context = {
        **admin.admin_site.each_context(request),
        "title": heading(str(admin.opts.verbose_name), told),
        "subtitle": str(met.record),
        "opts": admin.opts,
        "record": met.record,
        "who": _others(told),
        "both": [it for it in questions if it.kind == BOTH],
        "theirs": [it for it in questions if it.kind == THEIRS],
        "mine": [it for it in questions if it.kind == MINE],
        "unanswered": {item.key for item in met.unanswered} if _sent_choice(met) else (),
        "again": met.again,
        "homeless": [typed(met.showing(request.user), part) for part in met.homeless],
        "hidden": hidden(met.post),
        "seen": written(met.now),
        "choice": CHOICE,
        "is_popup": "_popup" in request.POST,
        "has_view_permission": True,
    }
    return TemplateResponse(request, "admin/tracker/collision.html", context)


def _sent_choice(met: Meeting) -> bool:
    return bool(met.post.get(SEEN)) and not met.again


def heading(kind: str, told: list[Saved]) -> str:
    who = _others(told)
    if not who:
        return f"This {kind} may have changed while you had it open"
    return f"This {kind} was changed by {who}{',' if ',' in who else ''} while you had it open"


def _others(told: list[Saved]) -> str:
    return and_list(list(dict.fromkeys(by(saved) for saved in told))) if told else ""


def hidden(post: QueryDict) -> list[tuple[str, str]]:
    """All that was sent, to be sent once more with the choice: no typed word is lost on the way."""
    kept_names = [name for name in without_choices(post) if name not in NOT_SENT]
    return [(name, value) for name in kept_names for value in post.getlist(name)]


def _ask_again(admin: Any, request: HttpRequest, object_id: str) -> dict[str, Any]:
    """Take the confirmation back where it was given for another state, and say what changed.

    A confirmation that names no state is taken as it is: no page of ours sends one.
    """
    record = admin.get_object(request, unquote(object_id))
    if record is None:
        return {}
    _, tables = lock(admin, request, record)
    now = marks_of(tables)
    context: dict[str, Any] = {"opened_at": written(now)}
    opened = read(request.POST.get("version", ""))
    if opened and opened != now:
        context["changes"] = changes_since(tables, opened, request.user)
        request.POST = QueryDict()
    return context
