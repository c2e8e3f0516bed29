"""Articles and documents that statements are coded from."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.languages import CODED, Text, in_tongue
from tracker.querysets import SourceQuerySet

from .base import FirstDayField, LastDayField, PartialDateField, Record, Reviewed

web_address = URLValidator(schemes=["http", "https"], message="Give a web address: https://…")


class Source(Reviewed):
    """An article or document. Its text is its publisher's, and lives apart in Document."""

    class DateBasis(models.TextChoices):
        STATED = "stated", _("Stated in the source")
        INFERRED = "inferred", _("Inferred")

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, help_text="The outlet: The Globe and Mail.")
    byline = models.CharField(
        max_length=200, blank=True, default="", help_text="Author or agency, as printed."
    )
    url = models.CharField("address", max_length=500, blank=True, default="", validators=[web_address])
    archive_url = models.CharField(
        "archived copy", max_length=500, blank=True, default="", validators=[web_address]
    )
    published_on = PartialDateField()
    published_first = FirstDayField("published_on")
    published_last = LastDayField("published_on")
    dated_by = models.CharField(
        "the date is",
        max_length=10,
        choices=DateBasis,
        help_text="Whether the source itself gives its date, or it was worked out.",
    )
    date_basis = models.CharField(
        max_length=600, blank=True, default="", help_text="From what the date was inferred. Public."
    )
    date_basis_fr = models.CharField("date basis in French", max_length=800, blank=True, default="")
    accessed_on = models.DateField(null=True, blank=True)
    language = models.CharField(
        max_length=10,
        default="en",
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Z]{2})?\Z", "A language code: en, fr, fr-CA.")],
    )
    copy_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        help_text=(
            "Where this is the same wire story at another address: the source it repeats. Both count as one."
        ),
    )
    sha256 = models.CharField(
        "SHA-256",
        max_length=64,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", "A SHA-256 is 64 hexadecimal digits.")],
        help_text="Fingerprint of the text (its UTF-8 bytes), by which a file of it is found. May be empty.",
    )
    note = models.TextField(blank=True, default="", help_text="The coder's remarks on the source. Public.")
    note_fr = models.TextField("note in French", blank=True, default="")

    labels = ("date_basis", "note")
    objects = SourceQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ["-published_last", "slug"]
        indexes = [
            # the list of sources, newest first
            models.Index(fields=["-published_last", "slug"], name="source_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def title_is_ours(self) -> bool:
        """It stands in square brackets, as seeds/README.md has it."""
        return self.title.startswith("[")

    @property
    def titled(self) -> Text:
        """The title, which knows in what language it is: the source's, or that of the coding."""
        return in_tongue(self.title, CODED if self.title_is_ours else self.language)

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.dated_by == self.DateBasis.INFERRED and not self.date_basis:
            errors["date_basis"] = "Say from what the date was inferred."
        if self.copy_of is not None and (self.copy_of == self or self.copy_of.copy_of_id):
            errors["copy_of"] = "Name the original: a source that is not itself a copy."
        if errors:
            raise ValidationError(errors)


class Document(Record):
    """The text of a source, where we may hold it. Staff only: no public page reads this table."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="document")
    text = models.TextField()

    class Meta(Record.Meta):
        ordering = ["source"]

    def __str__(self) -> str:
        return f"Text of {self.source}"
