"""The database itself refuses to change or remove a line of the record."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION portal_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record is written once: % on % was refused.', TG_OP, TG_TABLE_NAME;
END $$;
"""
TABLES = ["portal_event", "portal_sighting"]
FORWARD = FUNCTION + "".join(
    f"""
CREATE TRIGGER {table}_once BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_written_once();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION portal_written_once();
"""
    for table in TABLES
)
BACKWARD = (
    "".join(
        f"DROP TRIGGER {table}_once ON {table}; DROP TRIGGER {table}_no_truncate ON {table};"
        for table in TABLES
    )
    + "DROP FUNCTION portal_written_once();"
)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
