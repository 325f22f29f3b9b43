"""An uitgave that went out never changes, whoever writes: the database itself refuses it."""

from django.db import migrations

BLIJFT = """
CREATE FUNCTION publicatie_uitgave_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status = 'gerectificeerd' OR NEW.status <> 'gerectificeerd'
       OR (to_jsonb(OLD) - 'status') <> (to_jsonb(NEW) - 'status') THEN
        RAISE EXCEPTION 'een uitgave die uit is, verandert niet meer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publicatie_uitgave_blijft BEFORE UPDATE OR DELETE ON publicatie_uitgave
    FOR EACH ROW WHEN (OLD.status IN ('gepubliceerd', 'gerectificeerd'))
    EXECUTE FUNCTION publicatie_uitgave_blijft();
"""
WEG = """
DROP TRIGGER publicatie_uitgave_blijft ON publicatie_uitgave;
DROP FUNCTION publicatie_uitgave_blijft();
"""


class Migration(migrations.Migration):
    """Guards the table publicatie_uitgave."""

    dependencies = [("doorzicht", "0001_eerste_tabellen")]

    operations = [migrations.RunSQL(BLIJFT, WEG)]
