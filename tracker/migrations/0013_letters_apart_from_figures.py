"""Since the index holds “C17” as it holds “C-17”, what was indexed before is made anew: an empty index is
filled after every migrate (search/following.py).
"""

from django.db import migrations


def empty(apps, editor):
    apps.get_model("tracker", "SearchEntry").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0012_formal_acts'),
    ]

    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
    ]
