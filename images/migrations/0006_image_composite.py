from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("images", "0005_keep_pictures_that_wait")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="composite",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="The file says that an AI made a part of it; of no weight on a photograph.",
            ),
        ),
    ]
