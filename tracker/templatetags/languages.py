"""The same page in each language."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.translation import get_language

from tracker.languages import Text, reading

register = template.Library()


@dataclass(frozen=True, slots=True)
class Edition:
    """This page in one language; `code` as in BCP 47, `name` in that language itself."""

    code: str
    name: str
    url: str
    here: bool


@register.filter
def told(text: str) -> str:
    """A label, marked where its language is not the page's (WCAG 3.1.2)."""
    if not isinstance(text, Text) or text.lang == reading():
        return text
    return format_html('<span lang="{}">{}</span>', text.lang, text)


@register.simple_tag(takes_context=True)
def editions(context: RequestContext) -> list[Edition]:
    """With what was asked for: the same filters, day and page. None where nothing stands at the address."""
    request = context.get("request")
    if request is None or request.resolver_match is None:
        return []
    asked = request.get_full_path()
    return [
        Edition(code, name, translate_url(asked, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]
