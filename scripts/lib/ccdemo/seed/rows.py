# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the seed's parts put their rows: one connection, one random source, one idea of now (UTC)."""
from collections import Counter


class Rows:
    def __init__(self, connection, chance, now):
        self.chance = chance
        self.now = now
        self.counts: Counter[str] = Counter()
        self._connection = connection

    def add(self, table: str, **values) -> int:
        """Inserts one row and returns its id."""
        with self._connection.cursor() as cursor:
            cursor.execute(_statement(table, values), list(values.values()))
            self.counts[table] += 1
            return cursor.lastrowid

    def add_all(self, table: str, rows: list[dict]) -> None:
        """Inserts rows with the same columns whose ids nobody asks for."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_statement(table, rows[0]), [list(r.values()) for r in rows])
        self.counts[table] += len(rows)

    def add_selected(self, table: str, columns: str, select: str, *values) -> None:
        """Inserts what a statement selects of the rows that are there."""
        with self._connection.cursor() as cursor:
            self.counts[table] += cursor.execute(f"INSERT INTO {table} ({columns}) {select}", values)


def _statement(table: str, values: dict) -> str:
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})"
