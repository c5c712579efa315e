"""Indexes on what people type: pairs of characters of names and titles, year and serial of document numbers."""

from django.db import migrations

SQL = r"""
CREATE FUNCTION cases_bigrams(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(substr(said, i, 2)) FROM generate_series(1, greatest(char_length(said) - 1, 1)) AS i
$$;
CREATE FUNCTION cases_serial(number text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT substring(number from '([0-9]{1,9})号$')::bigint
$$;
CREATE FUNCTION cases_year(number text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT substring(number from '〔([0-9]{4})〕')::bigint
$$;
CREATE INDEX case_title_bigrams ON cases_case USING gin (cases_bigrams(title));
CREATE INDEX party_name_bigrams ON cases_party USING gin (cases_bigrams(name));
CREATE INDEX party_name_prefix ON cases_party (name varchar_pattern_ops);
CREATE INDEX case_number_parts ON cases_case (cases_serial(number), cases_year(number));
CREATE INDEX case_clue_number_parts ON cases_case (cases_serial(clue_number), cases_year(clue_number));
CREATE INDEX paper_number_parts ON cases_paper (cases_serial(number), cases_year(number)) WHERE number <> '';
"""
BACK = """
DROP INDEX paper_number_parts, case_clue_number_parts, case_number_parts, party_name_prefix, party_name_bigrams,
  case_title_bigrams;
DROP FUNCTION cases_year(text);
DROP FUNCTION cases_serial(text);
DROP FUNCTION cases_bigrams(text);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_finding")]
    operations = [migrations.RunSQL(SQL, BACK)]
