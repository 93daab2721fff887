// SPDX-License-Identifier: GPL-3.0-or-later
// A campaign's live calls out of their legs (docs/architecture/live.md): the customer's leg, and the one to an agent once
// one is called. Pure.

const phases = ["dialing", "ringing", "talking", "held"]; // the furthest last

function furthest(legs) {
  return legs.reduce((best, leg) => (best && phases.indexOf(best.phase) >= phases.indexOf(leg.phase) ? best : leg), undefined);
}

// A word of the page, and since when.
function stateOf(customer, agent) {
  const isAnswered = (leg) => leg?.phase === "talking" || leg?.phase === "held";
  if (isAnswered(agent)) return ["callTalking", agent.answer];
  if (agent) return ["callAgentRings", customer?.answer ?? agent.start];
  if (isAnswered(customer)) return ["callWaiting", customer.answer];
  return [customer.phase === "ringing" ? "callRinging" : "callDialing", customer.start];
}

// [{ key, number, state, since, agent }], the oldest first
export function callsOf(campaign, legs) {
  const byCall = new Map();
  for (const leg of legs) {
    if (leg.campaign === campaign) byCall.set(leg.linkedid, [...(byCall.get(leg.linkedid) ?? []), leg]);
  }
  const calls = [...byCall].map(([key, ofCall]) => {
    const customer = furthest(ofCall.filter((leg) => !leg.account));
    const agent = furthest(ofCall.filter((leg) => leg.account));
    const [state, since] = stateOf(customer, agent);
    return { key, number: ofCall[0].number, state, since, agent: agent?.agent ?? "" };
  });
  return calls.sort((a, b) => a.since - b.since);
}
