"""The database's own refusal of two editions at once, beneath the check of `articles.timeline`.

PostgreSQL gets exclusion constraints, SQLite triggers. Two rules:
- two editions of one article never overlap in time;
- an address belongs to one article for ever, cancelled editions aside.
"""

from django.db import connections, transaction

# The second rule's name, which both databases give when they refuse.
ADDRESS = "edition_address_is_its_own"

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'edition_no_overlap') THEN
        ALTER TABLE articles_edition ADD CONSTRAINT edition_no_overlap
          EXCLUDE USING gist (article_id WITH =, tstzrange(live_from, live_until) WITH &&);
      END IF;
      IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'edition_address_is_its_own') THEN
        ALTER TABLE articles_edition ADD CONSTRAINT edition_address_is_its_own
          EXCLUDE USING gist (path WITH =, article_id WITH <>)
          WHERE (live_until IS NULL OR live_until > live_from);
      END IF;
    END $$
    """,
)

CLASHES = """
  SELECT RAISE(ABORT, 'edition_no_overlap') WHERE EXISTS (
    SELECT 1 FROM articles_edition AS other
    WHERE other.article_id = NEW.article_id AND other.id <> NEW.id
      AND (NEW.live_until IS NULL OR NEW.live_until > NEW.live_from)
      AND (other.live_until IS NULL OR other.live_until > other.live_from)
      AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)
      AND (other.live_until IS NULL OR NEW.live_from < other.live_until));
  SELECT RAISE(ABORT, 'edition_address_is_its_own') WHERE EXISTS (
    SELECT 1 FROM articles_edition AS other
    WHERE other.path = NEW.path AND other.article_id <> NEW.article_id
      AND (NEW.live_until IS NULL OR NEW.live_until > NEW.live_from)
      AND (other.live_until IS NULL OR other.live_until > other.live_from));
"""

SQLITE = (
    f"""CREATE TRIGGER IF NOT EXISTS edition_insert_guard AFTER INSERT ON articles_edition
        BEGIN {CLASHES} END""",
    f"""CREATE TRIGGER IF NOT EXISTS edition_update_guard
        AFTER UPDATE OF article_id, path, live_from, live_until ON articles_edition
        BEGIN {CLASHES} END""",
)


def install(using: str) -> None:
    """Put the guards on the database `using` where they are missing."""
    connection = connections[using]
    if "articles_edition" not in connection.introspection.table_names():
        return
    statements = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
