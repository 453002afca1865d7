from typing import Any

from django.db import migrations, models


def keep_the_newest(apps: Any, schema_editor: Any) -> None:
    """One text for a person and an article, as the former constraint has it."""
    known = set()
    for row in apps.get_model("articles", "Unsaved").objects.order_by("-at", "-pk"):
        owner = (row.user_id, row.article_id)
        if row.article_id is not None and owner in known:
            row.delete()
        known.add(owner)


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_an_edition_appears_once")]

    operations = [
        migrations.RemoveConstraint(model_name="unsaved", name="unsaved_once_for_an_article"),
        migrations.RunPython(migrations.RunPython.noop, keep_the_newest),
        migrations.AddField(
            model_name="unsaved",
            name="written_in",
            field=models.CharField(
                blank=True, default="", max_length=40, verbose_name="opened form"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="unsaved",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False)),
                fields=["user", "article", "written_in"],
                name="unsaved_once_for_an_opened_form",
            ),
        ),
    ]
