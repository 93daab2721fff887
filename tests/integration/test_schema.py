# SPDX-License-Identifier: GPL-3.0-or-later
"""sql/upgrade leads every released schema to the one a fresh database gets."""
import os
from pathlib import Path

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
RELEASED = SOURCE / "tests/data/schema"  # VERSION.sql: what a fresh database got then


def shape(mariadb, database):
    """Every column and key, without the order in which columns were added."""
    columns = mariadb.client_rows(
        "SELECT table_name, column_name, column_type, is_nullable, column_default, extra, character_set_name, collation_name, "
        f"generation_expression FROM information_schema.columns WHERE table_schema = '{database}' ORDER BY 1, 2")
    keys = mariadb.client_rows(
        "SELECT table_name, index_name, non_unique, seq_in_index, column_name FROM information_schema.statistics "
        f"WHERE table_schema = '{database}' ORDER BY 1, 2, 4")
    return columns + keys


def test_an_upgraded_database_is_like_a_fresh_one(mariadb):
    upgrades = sorted((SOURCE / "sql/upgrade").glob("[0-9]*.sql"))
    for released in sorted(RELEASED.glob("*.sql")):
        version = int(released.stem)
        mariadb.client(f"CREATE DATABASE old_{version} CHARACTER SET utf8mb4")
        mariadb.client(released.read_text(), f"old_{version}")
        for step in upgrades:
            if int(step.name.split("_")[0]) > version:
                mariadb.client(step.read_text(), f"old_{version}")
        assert shape(mariadb, f"old_{version}") == shape(mariadb, "astercc")
        newest = "SELECT MAX(version) FROM schema_version"
        assert mariadb.client_rows(newest, f"old_{version}") == mariadb.client_rows(newest, "astercc")


def test_rights_are_given_on_every_table_and_on_no_other(mariadb):
    for user in ("astercc", "astercrm", "dialer"):
        mariadb.client(f"CREATE USER {user}@localhost")
    mariadb.client((SOURCE / "sql/grants.sql").read_text(), "astercc")
    tables = set(mariadb.client_rows("SHOW TABLES", "astercc"))
    for user in ("astercc", "astercrm"):
        granted = mariadb.client_rows(f"SELECT table_name FROM information_schema.table_privileges WHERE grantee = \"'{user}'@'localhost'\"")
        assert set(granted) == tables, f"sql/grants.sql does not say what {user} may do with"
