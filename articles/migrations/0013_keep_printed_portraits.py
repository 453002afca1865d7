import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_calendar_address"),
        ("images", "0006_image_composite"),
    ]

    operations = [
        migrations.AlterField(
            model_name="editionperson",
            name="portrait",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portrays_in",
                to="images.image",
            ),
        ),
    ]
