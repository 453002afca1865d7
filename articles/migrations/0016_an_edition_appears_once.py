from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Exists, OuterRef


def keep_the_first(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """An announcement that was done again wrote its entry again, the same to the letter."""
    entries = apps.get_model("articles", "JournalEntry").objects.filter(verb="appeared")
    earlier = entries.filter(edition=OuterRef("edition"), pk__lt=OuterRef("pk"))
    repeated = entries.filter(Exists(earlier)).values_list("pk", flat=True)
    entries.filter(pk__in=list(repeated)).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_renewed_text")]

    operations = [
        migrations.RunPython(keep_the_first, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="journalentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verb", "appeared")),
                fields=("edition",),
                name="an_edition_appears_once",
            ),
        ),
    ]
