// SPDX-License-Identifier: GPL-3.0-or-later
// The call bar: one line for each call of mine, painted from the event itself.

import { durationText, serverNow } from "./clock.js";

const icons = { ringing: "fa-bell", dialing: "fa-phone", talking: "fa-volume-control-phone", held: "fa-pause", ended: "fa-power-off" };
const order = { dialing: 0, ringing: 1, talking: 2, held: 2, ended: 3 };
const importance = ["talking", "held", "ringing", "dialing", "ended"];
const endedStaysMs = 30000;

// An incoming call that Asterisk has only just begun to dial to us is already our phone's business.
function phaseOf(call) {
  return call.dir === "in" && call.phase === "dialing" ? "ringing" : call.phase;
}

// A line of the bar is a channel of our phone: the leg it takes part in may change while the story goes on.
function lineKey(call) {
  return `${call.server}|${call.channel || call.leg}`;
}

// A pop belongs to a call with somebody: a queue that rings us three times for one caller needs one pop.
export function callKey(call) {
  return [call.server, call.linkedid, call.peer].join("|");
}

// "Missed call" rather than "Hung up" when it was never answered.
export function stateWord(words, call) {
  const phase = phaseOf(call);
  return words[phase === "ended" && call.dir === "in" && !call.answer ? "missed" : phase];
}

export class CallBar {
  // on: { show(call): the person wants to see this call's pop, record(call): its record button was pressed,
  // paintRecord(button, call), wire(element, callOf): a new line, paintControls(element, call) }
  constructor(words, on) {
    this.words = words;
    this.on = on;
    this.bar = document.getElementById("callbar");
    this.list = document.getElementById("calls");
    this.template = document.getElementById("call-card");
    this.cards = new Map(); // line -> { call, element }
    setInterval(() => this.#tick(), 500);
  }

  // Returns what is new about the call: "began", "changed", "ended", or "" when this is old news.
  apply(call) {
    const known = this.cards.get(lineKey(call));
    if (known ? this.#isOld(known.call, call) : call.phase === "ended") return "";
    const before = known?.call.phase;
    const card = known ?? this.#add(call);
    card.call = call;
    this.#paint(card);
    this.#paintBar(call);
    if (call.phase === "ended") {
      setTimeout(() => this.#remove(card), endedStaysMs);
      return "ended";
    }
    if (before === undefined) return "began";
    return before === call.phase ? "" : "changed";
  }

  // The truth from the server: calls that are not in it have ended unseen. Returns those that are new.
  reset(calls) {
    const live = new Set(calls.map(lineKey));
    for (const [line, card] of this.cards) {
      if (!live.has(line) && card.call.phase !== "ended") this.#remove(card);
      else card.call.at = 0;
    }
    return calls.filter((call) => this.apply(call) === "began");
  }

  repaintRecord(leg) {
    for (const { call, element } of this.cards.values())
      if (call.leg === leg) {
        this.on.paintRecord(element.querySelector(".call-record"), call);
        this.on.paintControls(element, call);
      }
  }

  repaintControls() {
    for (const { call, element } of this.cards.values()) this.on.paintControls(element, call);
  }

  // The call I am in, if any.
  talk() {
    return [...this.cards.values()].map((card) => card.call).find((call) => call.phase === "talking" || call.phase === "held");
  }

  // Trunk and name, once the pop has found them.
  describe(key, line, who) {
    for (const { call, element } of this.cards.values()) {
      if (callKey(call) !== key) continue;
      if (line) element.querySelector(".call-line").textContent = line;
      if (who) element.querySelector(".call-name").textContent = who;
    }
  }

  has(key) {
    return [...this.cards.values()].some(({ call }) => callKey(call) === key && call.phase !== "ended");
  }

  ringing() {
    return [...this.cards.values()].map((card) => card.call).find((call) => call.dir === "in" && phaseOf(call) === "ringing");
  }

  #isOld(known, call) {
    if (known.phase === "ended") return true;
    return call.at < known.at || (call.at === known.at && order[call.phase] < order[known.phase]);
  }

  #add(call) {
    for (const card of this.cards.values()) if (card.call.phase === "ended") this.#remove(card);
    const element = this.template.content.firstElementChild.cloneNode(true);
    const card = { call, element };
    element.querySelector(".call-show").addEventListener("click", () => this.on.show(card.call));
    element.querySelector(".call-record").addEventListener("click", () => this.on.record(card.call));
    element.querySelector(".call-close").addEventListener("click", () => this.#remove(card));
    this.on.wire(element, () => card.call);
    this.cards.set(lineKey(call), card);
    this.list.prepend(element);
    return card;
  }

  #paint({ call, element }) {
    const phase = phaseOf(call);
    const put = (name, text) => (element.querySelector(name).textContent = text);
    element.dataset.leg = call.leg;
    element.dataset.phase = phase;
    element.dataset.dir = call.dir;
    element.querySelector(".call-icon i").className = `fa ${icons[phase]}`;
    put(".call-state", stateWord(this.words, call));
    put(".call-number", call.peer || this.words.unknown);
    if (call.peername) put(".call-name", call.peername);
    put(".call-did", call.did ? `${this.words.line} ${call.did}` : "");
    put(".call-queue", call.queue);
    this.on.paintRecord(element.querySelector(".call-record"), call);
    this.on.paintControls(element, call);
    this.#paintTimer({ call, element });
  }

  #paintBar(call) {
    const phases = new Set([...this.cards.values()].map((card) => phaseOf(card.call)));
    this.bar.dataset.state = importance.find((phase) => phases.has(phase)) ?? "idle";
    if (!call) return;
    this.bar.dataset.at = call.at;
    this.bar.dataset.painted = Date.now();
  }

  #paintTimer({ call, element }) {
    const from = call.answer ?? call.ringing ?? call.start;
    const to = call.phase === "ended" ? call.end ?? call.at : serverNow();
    element.querySelector(".call-timer").textContent = durationText(to - from);
  }

  #tick() {
    for (const card of this.cards.values()) if (card.call.phase !== "ended") this.#paintTimer(card);
  }

  #remove(card) {
    card.element.remove();
    if (this.cards.get(lineKey(card.call)) === card) this.cards.delete(lineKey(card.call));
    this.#paintBar();
  }
}
