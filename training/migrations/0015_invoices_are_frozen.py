"""The database itself refuses to change what was issued or paid, and lines that do not add up."""

from django.db import migrations

ADDS_UP = """
CREATE FUNCTION training_invoice_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said integer;
BEGIN
    SELECT net INTO said FROM training_invoice WHERE id = NEW.invoice_id AND status = 'issued';
    IF said IS NOT NULL AND said <>
        (SELECT sum(amount) FROM training_invoiceline WHERE invoice_id = NEW.invoice_id) THEN
        RAISE EXCEPTION 'The lines of an issued invoice add up to its sum: % was refused.',
            TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER training_invoiceline_adds_up AFTER INSERT ON training_invoiceline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION training_invoice_adds_up();
"""
FORWARD = (
    ADDS_UP
    + """
CREATE TRIGGER training_invoice_frozen BEFORE UPDATE OR DELETE ON training_invoice
    FOR EACH ROW WHEN (OLD.status = 'issued') EXECUTE FUNCTION training_is_frozen();
CREATE TRIGGER training_payment_frozen BEFORE UPDATE OR DELETE ON training_payment
    FOR EACH ROW EXECUTE FUNCTION training_is_frozen();
CREATE TRIGGER training_invoiceline_frozen BEFORE UPDATE OR DELETE ON training_invoiceline
    FOR EACH ROW EXECUTE FUNCTION
    training_is_frozen_with('training_invoice', 'invoice_id', $$status = 'issued'$$);
"""
)
BACKWARD = """
DROP TRIGGER training_invoiceline_frozen ON training_invoiceline;
DROP TRIGGER training_payment_frozen ON training_payment;
DROP TRIGGER training_invoice_frozen ON training_invoice;
DROP TRIGGER training_invoiceline_adds_up ON training_invoiceline;
DROP FUNCTION training_invoice_adds_up();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0014_invoices")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
