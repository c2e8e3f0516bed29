"""What every table shares: a history, a review status, dates known only in part."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from tracker import edtf
from tracker.languages import CODED, OTHERS, Text, local

from .changes import Version, VersionManager


class Record(models.Model):
    """Base of all tables.

    `import_digest` is the fingerprint of the row as an import last left it, empty for what was made
    by hand. A record whose present fingerprint differs was edited since: see imports/load.py.
    """

    part_of = ""
    """The foreign key to the record that this row is a part of: what it says is said of that one."""

    labels: ClassVar[tuple[str, ...]] = ()
    """The fields that can be given in other languages too, each in a column of its own: `name_fr`."""

    later: ClassVar[tuple[str, ...]] = ()
    """Fields that came when there were files already: what says nothing of them says their default."""

    import_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    # With `import_digest`: an import that is undone leaves records as if it had never been.
    history = HistoricalRecords(inherit=True, bases=[Version], history_manager=VersionManager)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Bring the derived days up to date, so that checks below and constraints see them.

        Subclasses check their own rules here, without a query when related records are loaded:
        imports call it for every row.
        """
        super().clean()
        for field in self._meta.concrete_fields:
            if isinstance(field, _EdgeDayField):
                field.pre_save(self, add=False)
        empty = [label for label in self.labels if not getattr(self, label)]
        untold = [f"{label}_{it}" for label in empty for it in OTHERS if getattr(self, f"{label}_{it}")]
        if untold:
            raise ValidationError(dict.fromkeys(untold, "It translates nothing: give the English first."))

    @classmethod
    def translations(cls) -> list[str]:
        """The columns of its labels in other languages."""
        return [f"{label}_{language}" for label in cls.labels for language in OTHERS]

    def local(self, label: str) -> Text:
        """A label in the language of the page, where the record has it; else as it was coded."""
        return local({CODED: getattr(self, label)} | {it: getattr(self, f"{label}_{it}") for it in OTHERS})


class Status(models.TextChoices):
    """Where a record stands in review. Only published records reach a public page."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


SETTLED = (Status.PUBLISHED, Status.WITHDRAWN)
"""What an editor has decided on: only editors change it, and say why."""


class Reviewed(Record):
    """Base of the five nouns: addressed by slug, reviewed before the public sees it."""

    slug = models.SlugField(
        max_length=100,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens.")
        ],
        help_text=(
            "The record's public address and its key in files. Small letters, digits, hyphens. "
            "Do not change it once published."
        ),
    )
    status = models.CharField(
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only published records are public.",
    )
    withdrawn_because = models.CharField(
        "withdrawn because",
        max_length=300,
        blank=True,
        default="",
        help_text="Public: in place of the record, its address gives this reason.",
    )

    class Meta(Record.Meta):
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish", "merge")

    def clean(self) -> None:
        super().clean()
        if self.status == Status.WITHDRAWN and not self.withdrawn_because.strip():
            raise ValidationError({"withdrawn_because": "Say why it is withdrawn: the public reads this."})
        if self.status != Status.WITHDRAWN and self.withdrawn_because:
            raise ValidationError({"withdrawn_because": "Only a withdrawn record has such a reason."})


def validate_edtf(value: str) -> None:
    """Field validator. Raises ValidationError with edtf's own message."""
    try:
        edtf.parse(value)
    except ValueError as error:
        raise ValidationError(str(error), code="edtf") from None


if TYPE_CHECKING:  # Django's own field classes take no type arguments when run
    _CharField = models.CharField[str, str]
    _DateField = models.DateField[Any, Any]
else:
    _CharField = models.CharField
    _DateField = models.DateField


class PartialDateField(_CharField):
    """An EDTF date as text; pair it with FirstDayField and LastDayField to sort and filter by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 25)
        kwargs.setdefault("help_text", edtf.HELP)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_edtf]


def tags_of(text: str) -> list[str]:
    """The labels in a list separated by semicolons: in small letters, each once, in the order given."""
    labels = (" ".join(label.split()).lower() for label in text.split(";"))
    return list(dict.fromkeys(filter(None, labels)))


class TagsField(_CharField):
    """Labels separated by semicolons, written in one way however they were typed, in forms and in files."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return "; ".join(tags_of(text)) if isinstance(text, str) else text


class _EdgeDayField(_DateField):
    """A day derived from a PartialDateField of the same model each time the row is written."""

    edge: str

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        self.source = source
        kwargs |= {"editable": False, "null": True}
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:
        text = getattr(model_instance, self.source)
        try:
            day = getattr(edtf.parse(text), self.edge) if text else None
        except ValueError:  # the text's own field says what is wrong with it
            day = None
        setattr(model_instance, self.attname, day)
        return day


class FirstDayField(_EdgeDayField):
    """The first day that the date can have been; null where the date is empty."""

    edge = "first"


class LastDayField(_EdgeDayField):
    """The last day that the date can have been; null where the date is empty."""

    edge = "last"
