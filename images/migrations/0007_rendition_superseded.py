from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("images", "0006_image_composite")]

    operations = [
        migrations.AddField(
            model_name="rendition",
            name="superseded_at",
            field=models.DateTimeField(
                editable=False, help_text="Since when pages offer another in its place.", null=True
            ),
        ),
        migrations.RemoveConstraint(model_name="rendition", name="rendition_is_made_once"),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at", None)),
                fields=("image", "crop", "format", "width"),
                name="rendition_is_made_once",
            ),
        ),
    ]
