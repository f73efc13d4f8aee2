"""The training account: closed years and costs never change, and a cost lies in its year."""

import django.db.models.deletion
import portal.models.about
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE TRIGGER training_accountyear_frozen BEFORE UPDATE OR DELETE ON training_accountyear
    FOR EACH ROW WHEN (OLD.closed_on IS NOT NULL) EXECUTE FUNCTION training_is_frozen();
CREATE TRIGGER training_cost_frozen BEFORE UPDATE OR DELETE ON training_cost
    FOR EACH ROW EXECUTE FUNCTION training_is_frozen();
CREATE FUNCTION training_cost_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM training_accountyear
        WHERE id = NEW.account_id
            AND NEW.spent_on >= make_date(year, 4, 1) AND NEW.spent_on < make_date(year + 1, 4, 1)
            AND (NEW.reason <> '' OR closed_on IS NULL OR NEW.recorded_on <= closed_on)
    ) THEN
        RAISE EXCEPTION 'A cost lies in its year, and after that was closed says why.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM training_cost
        WHERE id = NEW.corrects_id AND account_id = NEW.account_id AND amount = -NEW.amount
            AND heading = NEW.heading
    ) THEN
        RAISE EXCEPTION 'What corrects a cost is its opposite, in the same account.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER training_cost_fits BEFORE INSERT ON training_cost
    FOR EACH ROW EXECUTE FUNCTION training_cost_fits();
"""
BACKWARD = """
DROP TRIGGER training_cost_fits ON training_cost;
DROP FUNCTION training_cost_fits();
DROP TRIGGER training_cost_frozen ON training_cost;
DROP TRIGGER training_accountyear_frozen ON training_accountyear;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_shared_service_kind"),
        ("training", "0024_payments_put_right"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=portal.models.about.new_ref,
                        editable=False,
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which it begins, in April."
                    ),
                ),
                (
                    "brought_forward",
                    models.IntegerField(
                        blank=True,
                        help_text="Pence from before; empty: what the year before carried forward.",
                        null=True,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carry forward", "Carry it forward"),
                            ("free courses", "Free courses next year"),
                            ("return", "Return it to those who paid"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("words", models.TextField(blank=True, help_text="What was decided, in words.")),
                (
                    "surplus",
                    models.IntegerField(
                        blank=True,
                        help_text="Pence that were decided on; below 0: a deficit.",
                        null=True,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decided_training_accounts",
                        to="partners.group",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_accounts",
                        to="partners.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "partnership__name", "ref"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=portal.models.about.new_ref,
                        editable=False,
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        choices=[
                            ("trainer", "Trainers"),
                            ("venue", "Venues"),
                            ("materials", "Materials"),
                            ("platform", "Booking and online platform"),
                            ("coordinator", "Coordination"),
                            ("administration", "Administration"),
                            ("other", "Other"),
                        ],
                        max_length=14,
                    ),
                ),
                ("amount", models.IntegerField(help_text="Pence; below 0: corrects another cost.")),
                ("spent_on", models.DateField()),
                ("text", models.CharField(max_length=200, verbose_name="what for")),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_on", models.DateField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="training.accountyear",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="training.contract",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="training.cost",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "ordering": ["-spent_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingHost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=portal.models.about.new_ref,
                        editable=False,
                        max_length=120,
                        unique=True,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosts_training",
                        to="partners.agency",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_hosts",
                        to="partners.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["partnership__name", "-since", "ref"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="accountyear",
            constraint=models.UniqueConstraint(
                fields=("partnership", "year"), name="training_accountyear_one_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on", None),
                        ("decided_by", None),
                        ("decided_on", None),
                        ("decision", ""),
                        ("surplus", None),
                        ("words", ""),
                    ),
                    models.Q(
                        ("closed_on__isnull", False),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        ("surplus__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="training_accountyear_closed_with_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="cost",
            index=models.Index(fields=["account", "spent_on"], name="training_cost_by_day"),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gte", 1), ("corrects", None)),
                    models.Q(
                        ("amount__lte", -1),
                        ("corrects__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="training_cost_sign_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="traininghost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("partnership",),
                name="training_traininghost_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="traininghost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="training_traininghost_ends_after_start",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
