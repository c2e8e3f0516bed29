from django.db import migrations, models

# A copy kept by triggers: whatever writes the table, by whatever road, the index follows.
# unicode61 parts words as the folding already did; prefixes of two and three letters have an index of their own.
SQLITE = (
    "CREATE VIRTUAL TABLE tracker_search USING fts5(name, body, content='tracker_searchentry', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE TRIGGER tracker_search_added AFTER INSERT ON tracker_searchentry BEGIN "
    "INSERT INTO tracker_search(rowid, name, body) VALUES (new.id, new.name, new.body); END",
    "CREATE TRIGGER tracker_search_gone AFTER DELETE ON tracker_searchentry BEGIN "
    "INSERT INTO tracker_search(tracker_search, rowid, name, body) "
    "VALUES ('delete', old.id, old.name, old.body); END",
    "CREATE TRIGGER tracker_search_changed AFTER UPDATE ON tracker_searchentry BEGIN "
    "INSERT INTO tracker_search(tracker_search, rowid, name, body) "
    "VALUES ('delete', old.id, old.name, old.body); "
    "INSERT INTO tracker_search(rowid, name, body) VALUES (new.id, new.name, new.body); END",
)
SQLITE_BACK = (
    "DROP TRIGGER tracker_search_changed",
    "DROP TRIGGER tracker_search_gone",
    "DROP TRIGGER tracker_search_added",
    "DROP TABLE tracker_search",
)
POSTGRESQL = (
    "ALTER TABLE tracker_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', body), 'D')) STORED",
    "CREATE INDEX searchentry_by_word ON tracker_searchentry USING gin (words)",
)
POSTGRESQL_BACK = (
    "DROP INDEX searchentry_by_word",
    "ALTER TABLE tracker_searchentry DROP COLUMN words",
)
WAYS = {"sqlite": (SQLITE, SQLITE_BACK), "postgresql": (POSTGRESQL, POSTGRESQL_BACK)}


def lay(apps, schema_editor):
    for line in WAYS[schema_editor.connection.vendor][0]:
        schema_editor.execute(line)


def take_up(apps, schema_editor):
    for line in WAYS[schema_editor.connection.vendor][1]:
        schema_editor.execute(line)


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0007_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('record', models.BigIntegerField()),
                ('name', models.TextField()),
                ('body', models.TextField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'record'), name='searchentry_once')],
            },
        ),
        migrations.RunPython(lay, take_up),
    ]
