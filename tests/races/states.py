"""States of one database: keeping them, going back to them, and saying what is stored, but for what chance decides.

Cloning a database for each trial costs 0.3 s to 2 s of copying files; going back row by row costs a few hundredths.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.db import connections
from psycopg import sql

State = Mapping[str, tuple[str, ...]]
"""By table, the stored rows without ids, keys, codes and counters, in order."""

# Tables with more rows than this when the first state is kept: the country. No operation of a journey writes them.
LONG = 300
PATIENCE = 15.0
# The machine's clock, not the operation's `now`: what the job queue notes for itself.
_FORGOTTEN = {"procrastinate_jobs": ("scheduled_at", "lock"), "procrastinate_events": ("at",)}
_CHANCE_COLUMNS = ("token", "number", "size", "search_text", "position")
_CHANCE = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"),
    (re.compile(r"\\\\x[0-9a-f]*"), "<bytes>"),
    (re.compile(r"[0-9a-f]{64}"), "<hash>"),
    (re.compile(r"PB-[-A-Z0-9]+[0-9]"), "<reference>"),
    (re.compile(r"argon2[^\"]+"), "<password>"),
)
_TABLES = """
SELECT c.relname::text, coalesce(array_agg(a.attname::text) FILTER (WHERE a.atttypid = 'bigint'::regtype), '{}'),
  (SELECT coalesce(array_agg(tgname::text), '{}') FROM pg_trigger WHERE tgrelid = c.oid AND tgenabled = 'A')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
GROUP BY c.oid, c.relname ORDER BY c.relname
"""
_CONNECTED = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND backend_type = 'client backend'
"""


@dataclass(slots=True)
class States:
    """The states that one database has been in. Its superuser looks, keeps and restores; Django is the program."""

    sockets: Path
    database: str
    kept: set[str] = field(default_factory=set)
    _superuser: psycopg.Connection[Any] | None = None
    _short: list[str] = field(default_factory=list)
    _look: sql.Composed | None = None

    @property
    def superuser(self) -> psycopg.Connection[Any]:
        """The superuser's own connection, in autocommit; threads may share it."""
        if self._superuser is None:
            address = f"postgresql://postgres@/{self.database}?host={self.sockets}"
            self._superuser = psycopg.connect(address, autocommit=True)
        return self._superuser

    def close(self) -> None:
        """Let go of the connection."""
        if self._superuser is not None:
            self._superuser.close()

    def lead_django(self, by: Path | None = None) -> None:
        """Let this thread's Django connection lead here, by the server's socket or a wire's folder."""
        connections["default"].close()
        connections["default"].settings_dict.update(NAME=self.database, HOST=str(by or self.sockets))

    def wait_until_alone(self) -> None:
        """Until the server has noticed that whoever was cut off is gone, and has rolled back what was open."""
        deadline = time.monotonic() + PATIENCE
        while self._number(_CONNECTED):
            assert time.monotonic() < deadline, "somebody stays connected"
            time.sleep(0.002)

    def keep(self, name: str) -> None:
        """Keep the present state under a name."""
        self._learn()
        self.superuser.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        statement = sql.SQL("CREATE UNLOGGED TABLE {kept} AS TABLE {own}")
        self._each_table(statement, name)
        self.kept.add(name)

    def restore(self, name: str) -> None:
        """Go back to a kept state: rows that are not in it go, rows that are missing come back."""
        self.wait_until_alone()
        with self.superuser.transaction():
            # No triggers, foreign keys among them: the rows fitted together when they were kept.
            self.superuser.execute("SET LOCAL session_replication_role = replica")
            self._each_table(sql.SQL(_RESTORE), name)

    def now(self) -> State:
        """What is committed."""
        found: dict[str, list[str]] = {table: [] for table in self._short}
        assert self._look is not None
        for table, row in self.superuser.execute(self._look):
            found[table].append(_without_chance(row))
        return {table: tuple(sorted(rows)) for table, rows in found.items()}

    def _each_table(self, statement: sql.SQL, name: str) -> None:
        """In one go, `statement` with the kept table and the table itself."""
        done = [
            statement.format(kept=sql.Identifier(name, table), own=sql.Identifier("public", table))
            for table in self._short
        ]
        self.superuser.execute(sql.SQL(";").join(done))

    def _number(self, query: LiteralString | sql.Composed) -> int:
        row = self.superuser.execute(query).fetchone()
        assert row is not None
        return int(row[0])

    def _learn(self) -> None:
        """Which tables there are, once. Append-only ones are opened to this superuser's going back."""
        if self._short:
            return
        looks = []
        for table, counters, walls in self.superuser.execute(_TABLES).fetchall():
            own = sql.Identifier("public", table)
            if self._number(sql.SQL("SELECT count(*) FROM {}").format(own)) > LONG:
                continue
            for wall in walls:
                self.superuser.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(own, sql.Identifier(wall)))
            left_out = [*counters, *_CHANCE_COLUMNS, *_FORGOTTEN.get(table, ())]
            look = sql.SQL("SELECT {}, to_jsonb(t) - {}::text[] FROM {} t")
            looks.append(look.format(sql.Literal(table), sql.Literal(left_out), own))
            self._short.append(table)
        self._look = sql.SQL(" UNION ALL ").join(looks)


_RESTORE = """
DELETE FROM {own} a WHERE NOT EXISTS (SELECT 1 FROM {kept} b WHERE to_jsonb(a) = to_jsonb(b));
INSERT INTO {own} OVERRIDING SYSTEM VALUE
SELECT b.* FROM {kept} b WHERE NOT EXISTS (SELECT 1 FROM {own} a WHERE to_jsonb(a) = to_jsonb(b))
"""


def _without_chance(row: dict[str, Any]) -> str:
    text = json.dumps(row, sort_keys=True)
    for pattern, instead in _CHANCE:
        text = pattern.sub(instead, text)
    return text


def difference(one: State, other: State, ignored: frozenset[str] = frozenset()) -> str:
    """What `other` has more or less than `one`, for people to read; empty when nothing."""
    told = []
    for table in sorted({*one, *other} - ignored):
        lost = list(one.get(table, ()))
        found = []
        for row in other.get(table, ()):
            if row in lost:
                lost.remove(row)
            else:
                found.append(row)
        told += [f"{table}: missing {row}" for row in lost] + [f"{table}: unexpected {row}" for row in found]
    return "\n".join(told)
