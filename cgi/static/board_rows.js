// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the board (docs/architecture/live.md) as they stand now, by part and id.

const parts = ["agent", "call", "queue", "caller", "peer"];
const phases = ["dialing", "ringing", "held", "talking"]; // the furthest last

export class BoardRows {
  #callsByAccount;

  constructor() {
    this.reset([]);
  }

  reset(rows) {
    for (const part of parts) this[`${part}s`] = new Map();
    for (const { part, id, row } of rows) this.put(part, id, row);
  }

  // Without a row: it has gone.
  put(part, id, row) {
    const of = this[`${part}s`];
    if (row) of?.set(id, row);
    else of?.delete(id);
    this.#callsByAccount = undefined;
  }

  // What a group's supervisor is concerned with; all of it for group 0.
  ofGroup(group) {
    if (!group) return this;
    return this.#only({
      queues: (queue) => queue.groups.includes(group),
      callers: (caller, seen) => seen.queues.has(`${caller.server}|${caller.queue}`),
      calls: (call) => call.groups.includes(group),
      agents: (agent) => agent.group === group,
    });
  }

  // These queues with their members; without a name all of them.
  ofQueues(names) {
    if (!names.length) return this;
    return this.#only({
      queues: (queue) => names.includes(queue.queue),
      callers: (caller) => names.includes(caller.queue),
      calls: (call) => names.includes(call.queue),
      agents: (agent, seen) => [...seen.queues.values()].some((queue) => queue.members.accounts.includes(agent.account)),
    });
  }

  callersOf(queue) {
    return [...this.callers.values()]
      .filter((caller) => caller.queue === queue.queue && caller.server === queue.server)
      .sort((a, b) => a.position - b.position);
  }

  // The call an account is in: the one that is furthest.
  callOf(account) {
    this.#callsByAccount ??= this.#indexCalls();
    return this.#callsByAccount.get(account);
  }

  #indexCalls() {
    const index = new Map();
    for (const phase of phases)
      for (const call of this.calls.values())
        if (call.phase === phase) for (const account of [call.srcAccount, call.dstAccount]) if (account) index.set(account, call);
    return index;
  }
  #only(ours) {
    const seen = new BoardRows();
    for (const [part, isOurs] of Object.entries(ours))
      for (const [id, row] of this[part]) if (isOurs(row, seen)) seen[part].set(id, row);
    return seen;
  }
}
