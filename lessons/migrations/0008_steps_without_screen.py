import django.db.models.deletion
import lms.shared.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lessons', '0007_edition_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lessonpage',
            name='body',
            field=lms.shared.fields.LeanStreamField(help_text='5 to 9 steps are learned best. Each shows its screen, where there is one to show.', verbose_name='steps'),
        ),
        migrations.AlterField(
            model_name='posterpage',
            name='screen',
            field=models.ForeignKey(blank=True, help_text='Without one the words have the whole sheet.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shared.screen', verbose_name='screen'),
        ),
    ]
