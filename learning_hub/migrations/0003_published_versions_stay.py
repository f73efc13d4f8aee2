"""The database itself refuses to change a version of a questionnaire that was published."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION learning_hub_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'published' AND (TG_OP = 'DELETE' OR OLD IS DISTINCT FROM NEW) THEN
        RAISE EXCEPTION 'A published version of a questionnaire stays as it is'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION learning_hub_question_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- A pack brings the version before its questions: nobody can have answered it yet.
        IF EXISTS (SELECT 1 FROM learning_hub_response WHERE version_id = NEW.version_id) THEN
            RAISE EXCEPTION 'Questions of a version that was answered stay as they are'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (TG_OP = 'DELETE' OR OLD IS DISTINCT FROM NEW) AND EXISTS (
        SELECT 1 FROM learning_hub_questionnaireversion
        WHERE id = OLD.version_id AND status = 'published'
    ) THEN
        RAISE EXCEPTION 'Questions of a published version stay as they are'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER learning_hub_version_stays
    BEFORE UPDATE OR DELETE ON learning_hub_questionnaireversion
    FOR EACH ROW EXECUTE FUNCTION learning_hub_version_stays();
CREATE TRIGGER learning_hub_question_stays
    BEFORE INSERT OR UPDATE OR DELETE ON learning_hub_question
    FOR EACH ROW EXECUTE FUNCTION learning_hub_question_stays();
"""
BACKWARD = """
DROP TRIGGER learning_hub_question_stays ON learning_hub_question;
DROP TRIGGER learning_hub_version_stays ON learning_hub_questionnaireversion;
DROP FUNCTION learning_hub_question_stays();
DROP FUNCTION learning_hub_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("learning_hub", "0002_questionnaires")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
