"""The columns of statements and evidence on django-import-export's defaults: what ours is measured by."""

from typing import Any

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from tracker.models import Actor, Evidence, Issue, Position, Source, Statement


def reference(name: str, model: Any, widget: type[ForeignKeyWidget] = ForeignKeyWidget) -> Field:
    return Field(column_name=name, attribute=name, widget=widget(model, "slug"))


class RungWidget(ForeignKeyWidget):
    """A rung by its issue's slug and its own."""

    def get_queryset(self, value: str, row: dict[str, str], *args: Any, **kwargs: Any) -> Any:
        return Position.objects.filter(issue__slug=row["issue"])


class StatementDefaults(ModelResource):
    speaker = reference("speaker", Actor)
    on_behalf_of = reference("on_behalf_of", Actor)
    addressee = reference("addressee", Actor)
    issue = reference("issue", Issue)
    position = reference("position", Position, RungWidget)

    class Meta:
        model = Statement
        import_id_fields = ("slug",)
        clean_model_instances = True
        fields = (
            "slug", "speaker", "on_behalf_of", "issue", "position", "bound", "act", "addressee", "firmness",
            "condition", "attribution", "said_on", "date_basis", "summary", "note", "status",
            "withdrawn_because",
        )  # fmt: skip


class EvidenceDefaults(ModelResource):
    statement = reference("statement", Statement)
    source = reference("source", Source)

    class Meta:
        model = Evidence
        import_id_fields = ("statement", "source", "words")
        clean_model_instances = True
        fields = ("statement", "source", "start", "end", "words")


RESOURCES = {"statements": StatementDefaults, "evidence": EvidenceDefaults}
