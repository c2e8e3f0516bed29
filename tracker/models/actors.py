"""Who can speak or commit, and in which roles (Popolo: person, organization, membership)."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from tracker.querysets import ActorQuerySet, MembershipQuerySet

from .base import FirstDayField, LastDayField, PartialDateField, Record, Reviewed


def split_aliases(aliases: str) -> tuple[str, ...]:
    """The names in an actor's `aliases` or `aliases_fr`, which semicolons part."""
    return tuple(name for alias in aliases.split(";") if (name := alias.strip()))


class Actor(Reviewed):
    """A person, government, organisation or unnamed source that can speak or commit."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        GOVERNMENT = "government", _("Government")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
        PARTY = "party", _("Political party")
        AGENCY = "agency", _("Agency")
        ARMED_GROUP = "armed_group", _("Armed group")
        ORGANISATION = "organisation", _("Other organisation")
        UNNAMED = "unnamed", _("Unnamed source")

    name = models.CharField(max_length=200, help_text="As the public should read it: Stephen Harper, Canada.")
    name_fr = models.CharField("name in French", max_length=200, blank=True, default="")
    kind = models.CharField(
        max_length=20, choices=Kind, help_text="A person's roles are given once the person is saved."
    )
    country = CountryField(
        blank=True, help_text="Of a person: the country served. Empty for international organisations."
    )
    aliases = models.TextField(
        blank=True,
        default="",
        help_text="Other names that articles use, separated by semicolons: AU; Union africaine.",
    )
    aliases_fr = models.TextField(
        "aliases in French",
        blank=True,
        default="",
        help_text="Other names by which French readers know it, separated by semicolons: UA.",
    )
    wikidata = models.CharField(
        "Wikidata id",
        max_length=20,
        blank=True,
        default="",
        validators=[RegexValidator(r"^Q[1-9][0-9]*\Z", "A Wikidata id is a Q and a number: Q16.")],
    )
    description = models.CharField(
        max_length=300, blank=True, default="", help_text="One line for readers: who this is."
    )
    description_fr = models.CharField("description in French", max_length=400, blank=True, default="")

    labels = ("name", "aliases", "description")

    objects = ActorQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.local("name")

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.slug])

    @property
    def is_organization(self) -> bool:
        """Whether others can speak on its behalf."""
        return self.kind not in (self.Kind.PERSON, self.Kind.UNNAMED)


class Membership(Record):
    """A person's role in an organisation, over time; makes “who spoke for whom” derivable."""

    class Rank(models.TextChoices):
        """How much authority the role carries, strongest first (stances/values.py: Authority)."""

        HEAD = "head", _("Head of state or government")
        MINISTER = "minister", _("Minister")
        AMBASSADOR = "ambassador", _("Ambassador")
        SPOKESPERSON = "spokesperson", _("Spokesperson")
        OFFICIAL = "official", _("Official")
        LEGISLATOR = "legislator", _("Legislator")
        OTHER = "other", _("Other")

    person = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(
        max_length=200, help_text="As readers should see it: Minister of Foreign Affairs."
    )
    role_fr = models.CharField("role in French", max_length=200, blank=True, default="")
    rank = models.CharField(max_length=20, choices=Rank)
    speaks_for = models.BooleanField(
        default=True,
        help_text="Whether what the person says in this role counts as the organisation's word.",
    )
    administration = models.CharField(
        max_length=100,
        blank=True,
        default="",
        help_text=(
            "Only for the head whose term is an administration: the name of its band on charts, "
            "Harper government."
        ),
    )
    administration_fr = models.CharField("administration in French", max_length=100, blank=True, default="")
    start = PartialDateField(blank=True, default="", help_text="2006-02-06, 2012-05. Empty: not known.")
    start_first = FirstDayField("start")
    start_last = LastDayField("start")
    end = PartialDateField(
        blank=True, default="", help_text="2015-11-04. Empty: not known, or the role still goes on."
    )
    end_first = FirstDayField("end")
    end_last = LastDayField("end")

    part_of = "person"
    labels = ("role", "administration")
    objects = MembershipQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["organization", "person", "start", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization", "role", "start"],
                name="membership_once",
                violation_error_message="This person already holds this role from this day.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_first__isnull=True)
                | models.Q(end_last__isnull=True)
                | models.Q(start_first__lte=models.F("end_last")),
                name="membership_starts_before_it_ends",
                violation_error_message="The role ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.local('role')}, {self.organization}"

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.organization_id and not self.organization.is_organization:
            errors["organization"] = (
                "A role is held in an organisation, not in a person or an unnamed source."
            )
        if self.person_id and self.person.is_organization:
            errors["person"] = "A role is held by a person or an unnamed source."
        if self.start_first and self.end_last and self.end_last < self.start_first:
            errors["end"] = "The role ends before it starts."
        if self.administration and self.rank != self.Rank.HEAD:
            errors["administration"] = "Only the term of a head of state or government is an administration."
        if errors:
            raise ValidationError(errors)
