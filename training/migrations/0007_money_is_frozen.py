"""The database itself refuses to change what was approved, agreed, or charged."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION training_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was approved, agreed, charged or issued never changes: % on % was refused.',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION training_is_frozen_with() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frozen boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = ($1).%I AND %s)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]) INTO frozen USING OLD;
    IF frozen THEN
        RAISE EXCEPTION 'It is part of what never changes any more: % on % was refused.',
            TG_OP, TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
ITSELF = {
    "training_feetable": "OLD.status = 'approved'",
    "training_policy": "OLD.agreed_on IS NOT NULL",
    "training_charge": "OLD.amount IS NOT NULL",
}
WITH_ITS_WHOLE = {
    "training_fee": ("training_feetable", "table_id", "status = 'approved'"),
    "training_cancellationrule": ("training_policy", "policy_id", "agreed_on IS NOT NULL"),
}
FORWARD = (
    FUNCTION
    + "".join(
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION training_is_frozen();\n"
        for table, when in ITSELF.items()
    )
    + "".join(
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION training_is_frozen_with('{whole}', '{by}', $${when}$$);\n"
        for table, (whole, by, when) in WITH_ITS_WHOLE.items()
    )
)
BACKWARD = (
    "".join(f"DROP TRIGGER {table}_frozen ON {table};\n" for table in (*ITSELF, *WITH_ITS_WHOLE))
    + "DROP FUNCTION training_is_frozen(); DROP FUNCTION training_is_frozen_with();"
)


class Migration(migrations.Migration):
    dependencies = [("training", "0006_money")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
