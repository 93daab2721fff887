// SPDX-License-Identifier: GPL-3.0-or-later
// The board as the server told it last: rows by part (agent, call, queue, caller, peer) and id. LiveFeed fills it; whoever
// shows a part subscribes to it. The same rows told again are no news, so what is on the page keeps its focus.

export class Board {
  constructor() {
    this.parts = new Map();
    this.listeners = [];
    this.asOf = undefined; // when the server read its rows last, epoch milliseconds
  }

  // Map of id to row.
  rows(part) {
    if (!this.parts.has(part)) this.parts.set(part, new Map());
    return this.parts.get(part);
  }

  // on: { put(id, row, before), gone(id, before) }; `before` is the row as it was, if it was. Rows known already are put
  // at once.
  subscribe(part, on) {
    this.listeners.push({ part, on });
    for (const [id, row] of this.rows(part)) on.put(id, row, undefined);
  }

  // One row, or with null its end.
  apply({ part, id, row }) {
    const rows = this.rows(part);
    const before = rows.get(id);
    if (JSON.stringify(row) === JSON.stringify(before ?? null)) return;
    if (row) rows.set(id, row);
    else rows.delete(id);
    for (const { on } of this.listeners.filter((listener) => listener.part === part)) {
      if (row) on.put(id, row, before);
      else on.gone(id, before);
    }
  }

  // These rows are all there are.
  reset({ as_of: asOf, rows }) {
    this.asOf = asOf;
    const told = new Set(rows.map(({ part, id }) => `${part} ${id}`));
    for (const [part, known] of this.parts) {
      for (const id of [...known.keys()]) if (!told.has(`${part} ${id}`)) this.apply({ part, id, row: null });
    }
    for (const row of rows) this.apply(row);
  }

  beat({ as_of: asOf }) {
    this.asOf = asOf;
  }
}
