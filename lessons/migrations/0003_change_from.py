from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lessons', '0002_print_packs'),
    ]

    operations = [
        migrations.AddField(
            model_name='lessonpage',
            name='change_from',
            field=models.DateField(blank=True, help_text='Only for an important change. Leave it empty for the day of publishing.', null=True, verbose_name='certificates are due from'),
        ),
    ]
