from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def describe_infographics(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was said of them until now stands for the description, for somebody to complete: the
    alternative text, else the caption, else the credit, which none lacks."""
    infographics = apps.get_model("images", "Image").objects.filter(credit_form="infographic")
    for said in ("alt", "caption", "credit"):
        infographics.filter(long_description="").update(long_description=F(said))


class Migration(migrations.Migration):
    dependencies = [("images", "0007_rendition_superseded")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="text_inside",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Words or figures that the reader must read in it: a chart, a poster, a "
                    "screenshot. They are better in the article; the detailed description gives "
                    "them to all."
                ),
                verbose_name="text to read inside the picture",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="long_description",
            field=models.TextField(
                blank=True,
                default="",
                help_text=(
                    "For an infographic, or text inside the picture: all that it says, in words. "
                    "Readers unfold it under the caption."
                ),
                max_length=4_000,
                verbose_name="detailed description",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(describe_infographics, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("long_description", ""), _negated=True)
                | models.Q(
                    models.Q(("credit_form", "infographic"), _negated=True),
                    ("text_inside", False),
                ),
                name="image_that_is_read_is_described",
                violation_error_message=(
                    "Say in the detailed description all that is to be read in the picture."
                ),
            ),
        ),
    ]
