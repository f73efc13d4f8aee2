"""A fund pays for a session because of what it answers; the database takes no other use."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION training_funduse_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM training_courseorigin o
        JOIN training_session s ON s.course_id = o.course_id
        JOIN training_course c ON c.id = o.course_id
        JOIN training_fund f ON f.partnership_id = c.partnership_id
        WHERE o.id = NEW.origin_id AND s.id = NEW.session_id AND f.id = NEW.fund_id
            AND (cardinality(f.origins) = 0 OR o.kind = ANY (f.origins))
    ) THEN
        RAISE EXCEPTION 'A fund pays for what it allows: the session names no such origin.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER training_funduse_answers BEFORE INSERT OR UPDATE OF fund_id, session_id, origin_id
    ON training_funduse FOR EACH ROW EXECUTE FUNCTION training_funduse_answers();
"""
BACKWARD = """
DROP TRIGGER training_funduse_answers ON training_funduse;
DROP FUNCTION training_funduse_answers();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0022_decisions_are_frozen"),
    ]

    operations = [
        migrations.AddField(
            model_name="funduse",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fund_uses",
                to="training.courseorigin",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
