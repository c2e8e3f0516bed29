"""The same page in each language."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.defaultfilters import capfirst
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, get_language_info, gettext

from tracker.languages import Composed, Text, bare, edition, is_foreign, like, reading

register = template.Library()
register.simple_tag(reading)


@dataclass(frozen=True, slots=True)
class Edition:
    """This page in one language; `code` as in BCP 47, `name` in that language itself. `whole` is its address
    with scheme and host, as search engines ask for it; `first` where a reader of any other language is sent.
    """

    code: str
    name: str
    url: str
    whole: str
    here: bool
    first: bool


@register.filter
def told(text: str) -> str:
    """A label, marked where its language is not the page's (WCAG 3.1.2)."""
    if isinstance(text, Composed):
        return format_html_join("", "{}", ((told(part),) for part in text.parts))
    return format_html("<span{}>{}</span>", lang(text), text) if is_foreign(text) else text


@register.filter
def lang(text: str) -> str:
    """The same mark for the element around it: ` lang="en"`, or nothing."""
    return format_html(' lang="{}"', text.lang) if isinstance(text, Text) and is_foreign(text) else ""


@register.filter
def tongue(text: str) -> str:
    """“in French”, of words in another language than the page's; "" where there is nothing to say."""
    if not (isinstance(text, Text) and is_foreign(text)):
        return ""
    try:
        name = str(get_language_info(text.lang)["name_translated"])
    except KeyError:
        return ""  # a language that Django has no name for
    return gettext("in %(language)s") % {"language": name.lower() if edition() else name}


@register.filter
def capital(text: str) -> str:
    """A label with a capital, still known by its language."""
    if isinstance(text, Composed):
        first, *rest = text.parts
        return Composed([capital(first), *rest])
    return like(text, capfirst(text))


@register.simple_tag(takes_context=True)
def editions(context: RequestContext) -> list[Edition]:
    """With what was asked for: the same filters, day and page. None where nothing stands at the address."""
    request = context.get("request")
    if request is None or request.resolver_match is None or "exception" in context:  # Django's, of a 404
        return []
    return [_edition(request, language, name) for language, name in settings.LANGUAGES]


def _edition(request: HttpRequest, language: str, name: str) -> Edition:
    url = translate_url(request.get_full_path(), language)
    whole = request.build_absolute_uri(url)
    here, first = language == get_language(), language == settings.LANGUAGE_CODE
    return Edition(bare(language), name, url, whole, here, first)
