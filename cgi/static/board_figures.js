// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of the board come to: each agent's standing, the figures on top, the alarms, and how bad they are.

import { kindOf } from "./agent_kinds.js";

const levels = ["good", "amber", "red"];

// A call's phase as the state of whoever is in it.
export const kindOfPhase = { talking: "talking", held: "hold", ringing: "ringing", dialing: "dialing" };

export function levelOf({ bad, amber, red }, value) {
  const isBeyond = (limit) => (bad === "above" ? value > limit : value < limit);
  if (isBeyond(red)) return "red";
  return isBeyond(amber) ? "amber" : "good";
}

// Somebody who has not signed in is known by his telephone's calls only.
function kindOfAgent(agent, call) {
  if (agent.stateSince !== null || !call) return kindOf(agent);
  return call.phase === "dialing" && call.dstAccount === agent.account ? "ringing" : kindOfPhase[call.phase];
}

function sinceOf(agent, kind, call) {
  if (kind === agent.state) return agent.stateSince;
  if (kind === agent.status) return agent.statusSince;
  return call?.answer ?? call?.ringing ?? call?.start ?? null;
}

function agentLevel(limits, agent, kind, since, now) {
  if (kind === "unreachable") return "red";
  if (since === null || (!limits[kind] && kind !== "paused") || kind === "ready") return "good";
  const limit = kind === "paused" && agent.limit ? { bad: "above", amber: agent.limit * 60, red: agent.limit * 60 } : limits[kind];
  return levelOf(limit, (now - since) / 1000);
}

// kind, since, level, call, and the number at the other end
export function standingOf(limits, rows, agent, now) {
  const call = rows.callOf(agent.account);
  const kind = kindOfAgent(agent, call);
  const since = sinceOf(agent, kind, call);
  const isCalled = call?.dstAccount === agent.account;
  return {
    kind,
    since,
    level: agentLevel(limits, agent, kind, since, now),
    call,
    isCalled,
    peer: call ? (isCalled ? call.srcName || call.src : call.dst) : "",
    ends: kind === "wrapup" ? agent.wrapupEnd : null,
  };
}

// Talk per call today, in seconds; undefined before the first.
export function handleTime(agent) {
  return agent.callsToday ? agent.talkToday / agent.callsToday : undefined;
}

function longestWait(rows) {
  const since = [...rows.callers.values()].map((caller) => caller.since);
  for (const queue of rows.queues.values()) if (queue.longestSince !== null) since.push(queue.longestSince);
  return since.length ? Math.min(...since) : null;
}

function serviceLevel(queues) {
  const counted = queues.filter((queue) => queue.serviceLevel !== null);
  const offered = (queue) => queue.answered + queue.abandoned;
  const all = counted.reduce((sum, queue) => sum + offered(queue), 0);
  return all ? Math.round(counted.reduce((sum, queue) => sum + queue.serviceLevel * offered(queue), 0) / all) : null;
}

// Values of null are not known yet.
export function figuresOf(limits, rows, now) {
  const queues = [...rows.queues.values()];
  const standings = [...rows.agents.values()].map((agent) => standingOf(limits, rows, agent, now));
  const count = (...kinds) => standings.filter(({ kind }) => kinds.includes(kind)).length;
  const sum = (field) => queues.reduce((all, queue) => all + queue[field], 0);
  const calls = new Map([...rows.calls.values()].map((call) => [call.linkedid, call.phase]));
  const waitingSince = longestWait(rows);
  const offered = sum("answered") + sum("abandoned");
  const figures = {
    waiting: sum("waiting"),
    waitingSince,
    wait: waitingSince === null ? 0 : Math.max(0, now - waitingSince) / 1000,
    service_level: serviceLevel(queues),
    ready: count("ready"),
    talking: count("talking", "hold"),
    paused: count("paused"),
    signedIn: standings.filter(({ kind }) => kind !== "off").length,
    calls: calls.size,
    answered: sum("answered"),
    abandonedCalls: sum("abandoned"),
    abandoned: offered ? (100 * sum("abandoned")) / offered : 0,
    sinceRestart: queues.some((queue) => queue.counts === "asterisk"),
  };
  figures.levels = {
    waiting: levelOf(limits.waiting, figures.waiting),
    wait: levelOf(limits.wait, figures.wait),
    service_level: figures.service_level === null ? undefined : levelOf(limits.service_level, figures.service_level),
    ready: figures.signedIn || figures.waiting ? levelOf(limits.ready, figures.ready) : "good",
    abandoned: levelOf(limits.abandoned, figures.abandoned),
  };
  return figures;
}

// What calls for somebody at once: [word, value] each.
export function alarmsOf(limits, rows, now, figures) {
  const alarms = [];
  if (figures.waiting && !figures.ready) alarms.push(["nobodyReady", figures.waiting]);
  if (figures.levels.wait === "red") alarms.push(["longWait", figures.wait * 1000]);
  for (const agent of rows.agents.values()) {
    const { kind, level, since } = standingOf(limits, rows, agent, now);
    if (kind === "paused" && level === "red") alarms.push(["longPause", now - since, agent]);
  }
  return alarms;
}

// Over a threshold first, the longest in its state first among equals; who is off comes last.
export function byNeed(a, b) {
  const rank = ({ kind, level }) => (kind === "off" ? -1 : levels.indexOf(level));
  return rank(b) - rank(a) || (a.since ?? Infinity) - (b.since ?? Infinity);
}
