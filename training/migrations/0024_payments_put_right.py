"""A payment is put right by another row; the database keeps what came in from falling below 0."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION training_payment_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM training_payment
        WHERE id = NEW.reverses_id AND invoice_id = NEW.invoice_id AND amount = -NEW.amount
            AND kind <> 'reversal'
    ) THEN
        RAISE EXCEPTION 'What takes a payment back is its opposite, for the same invoice.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT sum(amount) FROM training_payment WHERE invoice_id = NEW.invoice_id) < 0 THEN
        RAISE EXCEPTION 'Less than nothing would have come in for an invoice.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER training_payment_fits AFTER INSERT ON training_payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION training_payment_fits();
"""
BACKWARD = """
DROP TRIGGER training_payment_fits ON training_payment;
DROP FUNCTION training_payment_fits();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0023_funds_answer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="payment",
            name="training_payment_is_something",
        ),
        migrations.AddField(
            model_name="payment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("payment", "Payment"),
                    ("reversal", "Taken back: recorded wrongly"),
                    ("refund", "Paid back to the agency"),
                ],
                default="payment",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="payment",
            name="reverses",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversal",
                to="training.payment",
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="amount",
            field=models.IntegerField(help_text="Pence; below 0: went back, or never came."),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gte", 1), ("kind", "payment"), ("reverses", None)),
                    models.Q(
                        ("amount__lte", -1),
                        ("kind", "refund"),
                        ("reverses", None),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("kind", "reversal"),
                        ("reverses__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("amount", 0), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="training_payment_sign_of_its_kind",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
