// SPDX-License-Identifier: GPL-3.0-or-later
// System status: queues, agents, calls and telephones of one's scope, as /live tells of them, and what may be done.

import { kindIcons, standingWord } from "./agent_kinds.js";
import { alarmsOf, byNeed, figuresOf, handleTime, kindOfPhase, levelOf, standingOf } from "./board_figures.js";
import { limits, openSystemBoard, showAlarms, showFigures } from "./board_page.js";
import { BoardRows } from "./board_rows.js";
import { durationText, serverNow, timeText } from "./clock.js";
import { KeyedRows, setText } from "./keyed_rows.js";
import { showAsOf, words } from "./open_board.js";
import { Supervision } from "./supervise.js";

const phaseWords = { dialing: words.phaseDialing, ringing: words.phaseRinging, talking: words.phaseTalking, held: words.phaseHeld };
const peerWords = { registered: words.peerRegistered, busy: words.peerBusy, unavailable: words.peerUnavailable };
const peerIcons = { registered: "fa-check-circle", busy: "fa-volume-control-phone", unavailable: "fa-plug" };

const filter = document.getElementById("filter");
const template = (id) => document.getElementById(id);

const nameOf = (agent) => agent.name || agent.username;
const { compare } = new Intl.Collator();

function chosen() {
  const { group, kind, sort, text } = Object.fromEntries(new FormData(filter));
  return { group: Number(group), kind, sort, text: text.trim().toLowerCase() };
}

function matches(text, ...values) {
  return !text || values.some((value) => String(value ?? "").toLowerCase().includes(text));
}

// A timer, in the color of its level.
function setTimer(parent, selector, since, level) {
  const element = parent.querySelector(selector);
  if (element.dataset.level !== (level ?? "good")) element.dataset.level = level ?? "good";
  setText(parent, selector, since === null ? "" : durationText(serverNow() - since));
}

function setLeveled(parent, selector, text, level) {
  parent.querySelector(selector).dataset.level = level;
  setText(parent, selector, String(text));
}

function setState(element, kind, colour, word) {
  const badge = element.querySelector(".state-badge");
  badge.dataset.kind = kind;
  badge.dataset.colour = colour;
  badge.querySelector(".fa").className = `fa ${kindIcons[kind]}`;
  setText(badge, ".state-word", word);
}

// --- queues ---------------------------------------------------------------------------------------------------

function paintCaller(element, { caller }) {
  setText(element, ".caller-number", `${caller.position}. ${caller.name || caller.number || words.unknown}`);
  setTimer(element, ".caller-timer", caller.since, levelOf(limits.wait, (serverNow() - caller.since) / 1000));
}

function paintQueue(element, { queue, callers }) {
  element.dataset.queue = queue.queue;
  setText(element, ".queue-name", queue.queue);
  setLeveled(element, ".queue-waiting", queue.waiting, levelOf(limits.waiting, queue.waiting));
  element.callers ??= new KeyedRows(element.querySelector(".queue-callers"), template("caller-line"), paintCaller);
  element.callers.show(callers.map((caller) => ({ key: caller.channel, caller })));
  for (const member of element.querySelectorAll("[data-member]")) setText(member, "b", String(queue.members[member.dataset.member]));
  const level = queue.serviceLevel;
  setLeveled(element, ".queue-level", level === null ? "\u2013" : `${level}\u00a0%`, level === null ? "good" : levelOf(limits.service_level, level));
  element.title = queue.counts === "asterisk" ? words.sinceRestart : "";
  setText(element, ".queue-answered", String(queue.answered));
  const offered = queue.answered + queue.abandoned;
  setLeveled(element, ".queue-abandoned", queue.abandoned, levelOf(limits.abandoned, offered ? (100 * queue.abandoned) / offered : 0));
}

// --- agents ---------------------------------------------------------------------------------------------------

const orders = {
  need: byNeed,
  name: (a, b) => compare(nameOf(a.agent), nameOf(b.agent)),
  kind: (a, b) => compare(words[a.kind], words[b.kind]) || byNeed(a, b),
  time: (a, b) => (a.since ?? Infinity) - (b.since ?? Infinity),
  calls: (a, b) => b.agent.callsToday - a.agent.callsToday,
};

function peerText({ call, isCalled, peer }) {
  return call ? `${isCalled ? "\u2190" : "\u2192"}\u00a0${peer || words.unknown}` : "";
}

function tickAgent(element, { since, level, ends }) {
  setTimer(element, ".state-timer", since, level);
  const left = ends === null ? "" : `${words.wrapup}: ${durationText(ends - serverNow())}`;
  const timer = element.querySelector(".state-timer");
  if (timer.title !== left) timer.title = left;
}

function paintAgent(element, { agent, kind, since, level, ends, ...talk }) {
  element.dataset.account = agent.account;
  element.dataset.kind = kind;
  element.dataset.level = level;
  setText(element, ".agent-name", nameOf(agent));
  setText(element, ".agent-extension", agent.extension);
  setText(element, ".agent-group", agent.groupName);
  element.querySelector(".agent-unplugged").hidden = agent.there;
  setState(element, kind, kind === "paused" ? agent.colour || "amber" : "", kind === "paused" ? standingWord(words, agent) : words[kind]);
  tickAgent(element, { since, level, ends });
  setText(element, ".agent-peer", peerText(talk));
  setText(element, ".agent-in-queue", kind === "off" ? "" : agent.queue || talk.call?.queue || "");
  setText(element, ".agent-calls", String(agent.callsToday));
  const average = handleTime(agent);
  setText(element, ".agent-aht", average === undefined ? "\u2013" : durationText(average * 1000));
  supervision.offer(element, { call: talk.call, account: agent.account, agent: agent.stateSince === null ? undefined : agent, name: nameOf(agent) });
}

// --- calls ----------------------------------------------------------------------------------------------------

function paintParty(element, side, { number, name, agent, channel }) {
  const who = agent ? nameOf(agent) : name;
  setText(element, `.call-${side}`, who || number || (side === "src" ? words.unknown : ""));
  const detail = [who && who !== number ? number : "", channel].filter(Boolean).join(" \u00b7 ");
  setText(element, `.call-${side}-detail`, detail);
  element.querySelector(`.call-${side}-detail`).title = detail;
}

function tickCall(element, { call }) {
  const since = call.answer ?? call.start;
  setTimer(element, ".call-duration", since, call.answer === null ? "good" : levelOf(limits.talking, (serverNow() - since) / 1000));
}

function paintCall(element, { call, caller, called }) {
  const kind = kindOfPhase[call.phase];
  element.dataset.leg = call.leg;
  element.dataset.phase = call.phase;
  paintParty(element, "src", { number: call.src, name: call.srcName, agent: caller, channel: call.srcChannel });
  paintParty(element, "dst", { number: call.dst, name: "", agent: called, channel: call.dstChannel });
  setState(element, kind, "", phaseWords[call.phase]);
  setText(element, ".call-start", timeText(call.start));
  setText(element, ".call-answer", call.answer === null ? "" : timeText(call.answer));
  tickCall(element, { call });
  setText(element, ".call-in-queue", call.queue);
  setText(element, ".call-line-number", call.did);
  supervision.offer(element, { call, account: 0, name: `${call.src} \u2192 ${call.dst}` });
}

function paintPeer(element, { peer }) {
  element.dataset.status = peer.status;
  element.querySelector(".fa").className = `fa ${peerIcons[peer.status]}`;
  setText(element, ".peer-name", peer.peer);
  setText(element, ".peer-state", peerWords[peer.status]);
}

// --- the page -------------------------------------------------------------------------------------------------

const supervision = new Supervision();
const lists = {
  queues: new KeyedRows(template("queues"), template("queue-row"), paintQueue),
  agents: new KeyedRows(template("agents"), template("agent-row"), paintAgent, tickAgent),
  calls: new KeyedRows(template("calls"), template("call-row"), paintCall, tickCall),
  peers: new KeyedRows(template("peers"), template("peer-chip"), paintPeer),
};

// People look at the top of a list; a thousand rows that change all the time keep a browser busy. The others are a button
// away.
const shownAtFirst = 100;
for (const name of ["agents", "calls"]) {
  lists[name].limit = shownAtFirst;
  document.getElementById(`all-${name}`).addEventListener("click", () => {
    lists[name].limit = Infinity;
    paint();
  });
}

function paintGroups(rows) {
  const groups = new Map([...rows.agents.values()].filter(({ group }) => group).map(({ group, groupName }) => [String(group), groupName]));
  const select = filter.elements.group;
  if (select.options.length - 1 === groups.size) return;
  const before = select.value;
  while (select.options.length > 1) select.options[1].remove();
  for (const [id, name] of [...groups].sort((a, b) => a[1].localeCompare(b[1]))) select.add(new Option(name, id));
  select.value = groups.has(before) ? before : "0";
}

function show(name, items) {
  lists[name].show(items);
  const none = document.getElementById(`no-${name}`);
  if (none) none.hidden = items.length > 0;
  const all = document.getElementById(`all-${name}`);
  if (!all) return;
  all.hidden = items.length <= lists[name].limit;
  setText(all, "b", String(items.length));
}

function agentItems(seen, { kind, sort, text }, now) {
  return [...seen.agents.values()]
    .map((agent) => ({ key: agent.account, agent, ...standingOf(limits, seen, agent, now) }))
    .filter((item) => !kind || item.kind === kind)
    .filter(({ agent, peer }) => matches(text, agent.name, agent.username, agent.extension, agent.reason, agent.queue, peer))
    .sort((a, b) => orders[sort](a, b) || compare(nameOf(a.agent), nameOf(b.agent)));
}

function paint() {
  if (!board.asOf) return;
  const rows = BoardRows.of(board);
  const now = serverNow();
  const wanted = chosen();
  const seen = rows.ofGroup(wanted.group);
  const figures = figuresOf(limits, seen, now);
  paintGroups(rows);
  showFigures(figures);
  showAlarms(alarmsOf(limits, seen, now, figures), nameOf);
  show("queues", [...seen.queues.entries()].filter(([, queue]) => matches(wanted.text, queue.queue)).sort(([, a], [, b]) => b.waiting - a.waiting || a.queue.localeCompare(b.queue))
    .map(([key, queue]) => ({ key, queue, callers: seen.callersOf(queue) })));
  show("agents", agentItems(seen, wanted, now));
  show("calls", [...seen.calls.values()].filter((call) => matches(wanted.text, call.src, call.srcName, call.dst, call.queue, call.did, call.srcChannel, call.dstChannel))
    .sort((a, b) => a.start - b.start)
    .map((call) => ({ key: call.leg, call, caller: rows.agents.get(String(call.srcAccount)), called: rows.agents.get(String(call.dstAccount)) })));
  const peers = [...seen.peers.entries()].filter(([, { peer }]) => matches(wanted.text, peer)).sort(([a], [b]) => a.localeCompare(b));
  show("peers", peers.map(([key, peer]) => ({ key, peer })));
  document.getElementById("peers-box").hidden = !peers.length;
  showAsOf(board.asOf);
}

filter.addEventListener("input", paint);
filter.addEventListener("submit", (event) => event.preventDefault());

const board = openSystemBoard(paint);
