"""The database itself refuses to change a decision about free places, and who approved a table.

Of a decision, withdrawing alone is written later, and once.
"""

from django.db import migrations

WITHDRAWING = "'{withdrawn_from,withdrawn_because,withdrawn_by_id}'::text[]"
FORWARD = f"""
CREATE TRIGGER training_freeplace_frozen BEFORE UPDATE ON training_freeplace
    FOR EACH ROW WHEN (OLD.status <> 'waiting' AND
        to_jsonb(NEW) - {WITHDRAWING} IS DISTINCT FROM to_jsonb(OLD) - {WITHDRAWING})
    EXECUTE FUNCTION training_is_frozen();
CREATE TRIGGER training_freeplace_withdrawn BEFORE UPDATE ON training_freeplace
    FOR EACH ROW WHEN (OLD.withdrawn_from IS NOT NULL AND NEW IS DISTINCT FROM OLD)
    EXECUTE FUNCTION training_is_frozen();
CREATE TRIGGER training_freeplace_kept BEFORE DELETE ON training_freeplace
    FOR EACH ROW WHEN (OLD.status <> 'waiting') EXECUTE FUNCTION training_is_frozen();
CREATE TRIGGER training_feeapproval_frozen BEFORE UPDATE OR DELETE ON training_feeapproval
    FOR EACH ROW EXECUTE FUNCTION
    training_is_frozen_with('training_feetable', 'table_id', $$status = 'approved'$$);
"""
BACKWARD = """
DROP TRIGGER training_feeapproval_frozen ON training_feeapproval;
DROP TRIGGER training_freeplace_kept ON training_freeplace;
DROP TRIGGER training_freeplace_withdrawn ON training_freeplace;
DROP TRIGGER training_freeplace_frozen ON training_freeplace;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0021_free_places_withdrawn")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
