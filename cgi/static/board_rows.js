// SPDX-License-Identifier: GPL-3.0-or-later
// The board's rows at one moment (docs/architecture/live.md), as Maps by id; those of a group or of some queues among them.

const phases = ["dialing", "ringing", "held", "talking"]; // the furthest last

function only(rows, isOurs) {
  return new Map([...rows].filter(([, row]) => isOurs(row)));
}

export class BoardRows {
  #callsByAccount;

  constructor({ agents, calls, queues, callers, peers }) {
    Object.assign(this, { agents, calls, queues, callers, peers });
  }

  // Of a Board.
  static of(board) {
    const [agents, calls, queues, callers, peers] = ["agent", "call", "queue", "caller", "peer"].map((part) => board.rows(part));
    return new BoardRows({ agents, calls, queues, callers, peers });
  }

  // What a group's supervisor is concerned with; all of it for group 0.
  ofGroup(group) {
    if (!group) return this;
    const queues = only(this.queues, (queue) => queue.groups.includes(group));
    return new BoardRows({
      agents: only(this.agents, (agent) => agent.group === group),
      calls: only(this.calls, (call) => call.groups.includes(group)),
      queues,
      callers: only(this.callers, (caller) => queues.has(`${caller.server}|${caller.queue}`)),
      peers: new Map(),
    });
  }

  // These queues with their members; without a name all of them.
  ofQueues(names) {
    if (!names.length) return this;
    const queues = only(this.queues, (queue) => names.includes(queue.queue));
    const members = new Set([...queues.values()].flatMap((queue) => queue.members.accounts));
    return new BoardRows({
      agents: only(this.agents, (agent) => members.has(agent.account)),
      calls: only(this.calls, (call) => names.includes(call.queue)),
      queues,
      callers: only(this.callers, (caller) => names.includes(caller.queue)),
      peers: new Map(),
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
    const inOrder = [...this.calls.values()].sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));
    for (const call of inOrder)
      for (const account of [call.srcAccount, call.dstAccount]) if (account) index.set(account, call);
    return index;
  }
}
