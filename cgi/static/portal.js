// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's desktop: puts call bar, pops and the live feed together.

import { AgentStatus } from "./agent_status.js";
import { announceCall, showInTitle } from "./attention.js";
import { Board } from "./board.js";
import { CallBar, callKey, stateWord } from "./callbar.js";
import { syncClock } from "./clock.js";
import { Colleagues } from "./colleagues.js";
import { Controls } from "./controls.js";
import { order } from "./dial.js";
import { keepOnlyOf } from "./drafts.js";
import { ExternalCrm } from "./external_crm.js";
import { LiveFeed } from "./live.js";
import { namedIn } from "./names.js";
import { showNotice } from "./notice.js";
import { wirePopTest } from "./pop_test.js";
import { Pops } from "./pop.js";
import { Recordings } from "./recording.js";
import { say } from "./said.js";
import { getFrom, getJson, toElement } from "./server.js";
import { DialList } from "./work.js";

const settings = document.body.dataset;
const retryMs = 2000;
const ringsWithinMs = 35000; // Asterisk gives up after 30 s

const words = {};
for (const word of document.getElementById("words").content.querySelectorAll("[data-word]")) {
  words[word.dataset.word] = word.textContent;
}

function showTrouble(text) {
  const line = document.getElementById("trouble");
  line.textContent = text;
  line.hidden = !text;
}

async function refresh(id, path) {
  const response = await getFrom(path).catch(() => undefined);
  if (response?.ok) document.getElementById(id).replaceChildren(toElement(await response.text()));
}

const pops = new Pops(words, {
  found: (key, line, who) => bar.describe(key, line, who),
  saved: () => refresh("own", "/own"),
  trouble: showTrouble,
});

const recordings = new Recordings(words, document.body.dataset.write === "1", {
  changed: (leg) => bar.repaintRecord(leg),
  trouble: showTrouble,
});

const agent = new AgentStatus({ trouble: showTrouble });

const controls = new Controls(words, {
  changed: () => bar.repaintControls(),
  isRecorded: (call) => recordings.isRunning(call),
});

const bar = new CallBar(words, {
  show: (call) => pops.bringUp(callKey(call)) || openPop(call),
  record: (call) => recordings.toggle(call),
  paintRecord: (button, call) => recordings.paint(button, call),
  wire: (element, callOf) => controls.wire(element, callOf),
  paintControls: (element, call) => controls.paint(element, call),
});

const board = new Board();
const colleagues = new Colleagues(words, board, {
  myTalk: () => bar.talk(),
  invite: (call, number) => controls.consult(call, number),
});

const dialList = new DialList({
  show: ({ key, number, campaign, script }) => {
    if (!pops.bringUp(key)) pops.open({ key, leg: "", number, did: "", channel: "", title: "" });
    pops.setCampaign(key, campaign, script);
  },
  gone: (key) => bar.has(key) || pops.setPhase(key, "ended", ""),
});

// Asterisk takes an order up before it knows whether anybody's telephone is there.
let awaited;
document.addEventListener("dialed", () => {
  clearTimeout(awaited);
  awaited = setTimeout(() => say(words.nothingRings, false), ringsWithinMs);
});

const external = new ExternalCrm(settings.externalHome, words, {
  trouble: showTrouble,
  blocked: (link) => {
    showTrouble(words.windowBlocked);
    document.getElementById("trouble").append(" ", link);
  },
});

// Browsers obey in a window without tabs only.
function bringWindowUp() {
  window.focus();
  if (settings.popMaximizes !== "1") return;
  window.moveTo(0, 0);
  window.resizeTo(screen.availWidth, screen.availHeight);
}

function openPop(call) {
  bringWindowUp();
  if (external.isUsed) {
    external.open(call);
    return;
  }
  const { leg, peer, did, peerchannel, peername } = call;
  pops.open({ key: callKey(call), leg, number: peer, did, channel: peerchannel, title: peername });
}

// "yes", or why not: "off" for this direction, or the number is too "short".
function judgePop(call) {
  const wanted = call.dir === "in" ? settings.popIn : settings.popOut;
  if (wanted !== "1") return "off";
  return call.peer.replace(/[^0-9*#]/g, "").length > Number(settings.popLongerThan) ? "yes" : "short";
}

function callBegan(call) {
  clearTimeout(awaited);
  if (judgePop(call) === "yes") openPop(call);
  if (call.dir === "in" && call.phase !== "talking" && call.phase !== "held") announceCall(words, call);
}

function applyCall(call) {
  controls.follow(call);
  const news = bar.apply(call);
  if (news === "") return;
  if (news === "began") callBegan(call);
  if (call.phase === "talking") dialList.callAnswered(call);
  pops.setPhase(callKey(call), call.phase, stateWord(words, call));
  showInTitle(words, bar.ringing());
  colleagues.repaint();
  // The finished call is in the list as soon as astercc has written it, which is in the same transaction.
  if (news !== "ended") return;
  refresh("recent", "/recent");
  refresh("own-day", "/today");
  dialList.callEnded();
}

function applyAgent(news) {
  agent.apply(news);
  dialList.agentChanged();
  if (news.state === "idle") refresh("own-day", "/today");
}

async function loadState() {
  const state = await getJson("/state");
  syncClock(state.now);
  recordings.reset(state.recordings);
  controls.reset(state.controls);
  for (const call of state.calls) controls.follow(call);
  await agent.load();
  for (const call of bar.reset(state.calls)) callBegan(call);
  for (const call of state.calls) pops.setPhase(callKey(call), call.phase, stateWord(words, call));
  showInTitle(words, bar.ringing());
  return state.feed;
}

const light = document.getElementById("connection");
const feed = new LiveFeed(settings.live, Number(settings.pollMs), {
  event: (topic, data) => {
    if (topic === "call") applyCall(data);
    if (topic === "recording") recordings.apply(data);
    if (topic === "agent") applyAgent(data);
    if (topic === "control") controls.apply(data);
    if (topic === "notice") showNotice(data);
  },
  reset: () => loadState().catch(() => undefined),
  bye: () => location.assign("/astercrm/login.fcgi"),
  state: (state) => {
    light.dataset.state = state;
    light.querySelector(".connection-word").textContent = words[state];
  },
}, { feed: "/astercrm/portal.fcgi/feed", board: "/astercrm/portal.fcgi/board" }, { name: "colleagues", rows: board });

async function begin() {
  try {
    feed.start(await loadState());
    showTrouble("");
  } catch {
    showTrouble(words.unreachable);
    setTimeout(begin, retryMs);
  }
}

function openRecord({ customerid, contactid }, title) {
  pops.open({ key: `record|${customerid}|${contactid}`, leg: "", number: "", did: "", channel: "", title, customerid, contactid });
}

document.getElementById("lookup").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = document.getElementById("lookup-number");
  const number = field.value.trim();
  const person = namedIn(field);
  if (person) openRecord(person, person.name);
  else if (number) pops.open({ key: `lookup|${number}`, leg: "", number, did: "", channel: "", title: "" });
});

document.getElementById("quick-dial").addEventListener("submit", (event) => {
  event.preventDefault();
  const { source, target } = Object.fromEntries(new FormData(event.target));
  order("/quickdial", { source, target });
});

document.getElementById("own").addEventListener("click", (event) => {
  const button = event.target.closest(".own-open");
  if (!button) return;
  openRecord(button.dataset, button.querySelector(".own-name").textContent);
});

const menu = document.getElementById("menu");
document.addEventListener("click", (event) => menu.contains(event.target) || menu.removeAttribute("open"));
menu.addEventListener("keydown", (event) => event.key === "Escape" && menu.removeAttribute("open"));
document.getElementById("logout").addEventListener("submit", () => sessionStorage.clear());

wirePopTest(judgePop, openPop);
keepOnlyOf(settings.user);
pops.restore();
begin();
controls.load();
dialList.load();
