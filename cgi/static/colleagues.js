// SPDX-License-Identifier: GPL-3.0-or-later
// The colleagues one watches: whether they are there, what they do and since when, whom they talk to, and what one may do.

import { standingWord } from "./agent_kinds.js";
import { agentWords } from "./agent_status.js";
import { durationText, serverNow } from "./clock.js";
import { order } from "./dial.js";

const icons = {
  away: "fa-plug", off: "fa-moon-o", free: "fa-check", paused: "fa-pause-circle", wrapup: "fa-pencil",
  ringing: "fa-bell", dialing: "fa-phone", talking: "fa-volume-control-phone", held: "fa-pause",
};
const importance = ["talking", "held", "ringing", "dialing"];

// The call as the colleague at one of its ends has it.
function callAt(account, call) {
  const isCalled = call.dstAccount === account;
  const phase = isCalled && call.phase === "dialing" ? "ringing" : call.phase;
  return { ...call, isCalled, phase, peer: isCalled ? call.src : call.dst };
}

function stateOf(agent, call) {
  if (call) return call.phase;
  if (!agent.there) return "away";
  if (agent.state === "wrapup") return "wrapup";
  if (agent.status === "paused") return "paused";
  return agent.status === "off" && agent.statusSince ? "off" : "free";
}

function sinceOf(agent, call) {
  if (call) return call.answer ?? call.ringing ?? call.start;
  if (agent.state === "wrapup") return agent.stateSince;
  return agent.status === "paused" ? agent.statusSince : undefined;
}

export class Colleagues {
  // on: { myTalk(): the call I am in, invite(call, number) }
  constructor(words, board, on) {
    this.words = words;
    this.board = board;
    this.on = on;
    this.listens = document.body.dataset.listens;
    this.box = document.getElementById("colleagues-box");
    this.list = document.getElementById("colleagues");
    this.template = document.getElementById("colleague-card");
    this.cards = new Map(); // account -> element
    board.subscribe("agent", {
      put: (id, agent) => this.#put(agent),
      gone: (id, agent) => this.#remove(agent.account),
    });
    const repaintEnds = (call) => call && [call.srcAccount, call.dstAccount].forEach((account) => this.#repaint(account));
    board.subscribe("call", {
      put: (id, call, before) => [before, call].forEach(repaintEnds),
      gone: (id, before) => repaintEnds(before),
    });
    setInterval(() => this.cards.forEach((element) => this.#paintTimer(element)), 1000);
  }

  repaint() {
    for (const account of this.cards.keys()) this.#repaint(account);
  }

  #put(agent) {
    if (!this.cards.has(agent.account)) this.#add(agent);
    this.#repaint(agent.account);
  }

  #add(agent) {
    const element = this.template.content.firstElementChild.cloneNode(true);
    element.dataset.extension = agent.extension;
    element.addEventListener("click", (event) => this.#press(event.target.closest("[data-panel]"), agent.account));
    const next = [...this.list.children].find((other) => other.dataset.extension > agent.extension);
    this.list.insertBefore(element, next ?? null);
    this.cards.set(agent.account, element);
    this.box.hidden = false;
    this.#suggest(agent);
  }

  #remove(account) {
    this.cards.get(account)?.remove();
    this.cards.delete(account);
    this.box.hidden = this.cards.size === 0;
  }

  #callOf(account) {
    const calls = [...this.board.rows("call").values()].filter((call) => [call.srcAccount, call.dstAccount].includes(account));
    const rank = (call) => importance.indexOf(call.phase);
    return calls.map((call) => callAt(account, call)).sort((a, b) => rank(a) - rank(b))[0];
  }

  #repaint(account) {
    const element = this.cards.get(account);
    const agent = this.board.rows("agent").get(String(account));
    if (element && agent) this.#paint(element, agent, this.#callOf(account));
  }

  #paint(element, agent, call) {
    const state = stateOf(agent, call);
    const put = (name, text) => (element.querySelector(name).textContent = text);
    element.dataset.state = state;
    element.dataset.colour = state === "paused" ? agent.colour : "";
    element.dataset.extension = agent.extension;
    element.querySelector(".colleague-icon i").className = `fa ${icons[state]}`;
    put(".colleague-name", agent.name || agent.extension);
    put(".colleague-extension", agent.extension);
    put(".colleague-state", state === "paused" ? standingWord(agentWords, agent) : this.words[state]);
    put(".colleague-peer", call ? `${call.isCalled ? "\u2190" : "\u2192"} ${call.peer || this.words.unknown}` : "");
    element.dataset.since = sinceOf(agent, call) ?? "";
    this.#offer(element, agent, state, call);
    this.#paintTimer(element);
  }

  #offer(element, agent, state, call) {
    const mine = this.on.myTalk();
    const mayRing = agent.there && !call;
    const mayListen = this.listens === "all" || this.listens === String(agent.group);
    const isTalking = state === "talking" || state === "held";
    const shown = {
      dial: mayRing && !mine,
      invite: mayRing && Boolean(mine),
      spy: mayListen && isTalking,
      whisper: mayListen && isTalking,
    };
    for (const button of element.querySelectorAll("[data-panel]")) button.hidden = !shown[button.dataset.panel];
  }

  #press(button, account) {
    if (!button) return undefined;
    const { extension } = this.board.rows("agent").get(String(account));
    const mine = this.on.myTalk();
    if (button.dataset.panel === "invite") return mine && this.on.invite(mine, extension);
    if (button.dataset.panel === "dial") return order("/dial", { number: extension });
    return order("/listen", { leg: this.#callOf(account)?.leg, account, how: button.dataset.panel === "whisper" ? "whisper" : "silent" });
  }

  // Whom a call may be transferred to.
  #suggest({ extension, name }) {
    const option = document.createElement("option");
    option.value = extension;
    option.label = name;
    document.getElementById("known-numbers").append(option);
  }

  #paintTimer(element) {
    const since = element.dataset.since;
    element.querySelector(".colleague-timer").textContent = since ? durationText(serverNow() - Number(since)) : "";
  }
}
