// SPDX-License-Identifier: GPL-3.0-or-later
// The colleagues one watches: whether they are there, whom they talk to, since when, and what one may do.

import { durationText, serverNow, syncClock } from "./clock.js";
import { order } from "./dial.js";
import { getJson } from "./server.js";

const icons = { away: "fa-plug", free: "fa-check", ringing: "fa-bell", dialing: "fa-phone", talking: "fa-volume-control-phone", held: "fa-pause" };
const importance = ["talking", "held", "ringing", "dialing"];

function callOf(colleague) {
  const rank = (call) => importance.indexOf(call.phase);
  return colleague.calls.filter((call) => rank(call) >= 0).sort((a, b) => rank(a) - rank(b))[0];
}

function stateOf(colleague, call) {
  if (!call) return colleague.there ? "free" : "away";
  return call.dir === "in" && call.phase === "dialing" ? "ringing" : call.phase;
}

export class Colleagues {
  // on: { myTalk(): the call I am in, invite(call, number) }
  constructor(words, everyMs, on) {
    this.words = words;
    this.on = on;
    this.box = document.getElementById("colleagues-box");
    this.list = document.getElementById("colleagues");
    this.template = document.getElementById("colleague-card");
    this.known = new Map(); // account -> { colleague, element }
    setInterval(() => document.visibilityState === "visible" && !this.box.hidden && this.refresh(), everyMs);
    setInterval(() => this.#tick(), 1000);
  }

  async refresh() {
    const answer = await getJson("/colleagues").catch(() => undefined);
    if (!answer) return;
    syncClock(answer.now);
    const accounts = new Set(answer.colleagues.map((colleague) => colleague.account));
    for (const [account, { element }] of this.known) {
      if (accounts.has(account)) continue;
      element.remove();
      this.known.delete(account);
    }
    for (const colleague of answer.colleagues) this.#show(colleague);
    this.box.hidden = this.known.size === 0;
  }

  repaint() {
    for (const { colleague, element } of this.known.values()) this.#paint(element, colleague);
  }

  #show(colleague) {
    let entry = this.known.get(colleague.account);
    if (!entry) {
      entry = { element: this.template.content.firstElementChild.cloneNode(true) };
      entry.element.addEventListener("click", (event) => this.#press(event.target.closest("[data-panel]"), entry.colleague));
      this.known.set(colleague.account, entry);
      this.list.append(entry.element);
      this.#suggest(colleague);
    }
    entry.colleague = colleague;
    this.#paint(entry.element, colleague);
  }

  #paint(element, colleague) {
    const call = callOf(colleague);
    const state = stateOf(colleague, call);
    const put = (name, text) => (element.querySelector(name).textContent = text);
    element.dataset.state = state;
    element.dataset.extension = colleague.extension;
    element.querySelector(".colleague-icon i").className = `fa ${icons[state]}`;
    put(".colleague-name", colleague.name || colleague.extension);
    put(".colleague-extension", colleague.extension);
    put(".colleague-state", this.words[state]);
    put(".colleague-peer", call ? `${call.dir === "in" ? "\u2190" : "\u2192"} ${call.peer || this.words.unknown}` : "");
    element.dataset.since = call ? call.answer ?? call.ringing ?? call.start : "";
    const mine = this.on.myTalk();
    const shown = {
      dial: state === "free" && !mine,
      invite: state === "free" && Boolean(mine),
      spy: colleague.mayListen && (state === "talking" || state === "held"),
      whisper: colleague.mayListen && (state === "talking" || state === "held"),
    };
    for (const button of element.querySelectorAll("[data-panel]")) button.hidden = !shown[button.dataset.panel];
    this.#paintTimer(element);
  }

  #press(button, colleague) {
    if (!button) return undefined;
    const leg = callOf(colleague)?.leg;
    const mine = this.on.myTalk();
    if (button.dataset.panel === "invite") return mine && this.on.invite(mine, colleague.extension);
    if (button.dataset.panel === "dial") return order("/dial", { number: colleague.extension });
    return order("/listen", { leg, how: button.dataset.panel === "whisper" ? "whisper" : "silent" });
  }

  // Whom a call may be transferred to.
  #suggest(colleague) {
    const option = document.createElement("option");
    option.value = colleague.extension;
    option.label = colleague.name;
    document.getElementById("known-numbers").append(option);
  }

  #tick() {
    for (const { element } of this.known.values()) this.#paintTimer(element);
  }

  #paintTimer(element) {
    const since = element.dataset.since;
    element.querySelector(".colleague-timer").textContent = since ? durationText(serverNow() - Number(since)) : "";
  }
}
