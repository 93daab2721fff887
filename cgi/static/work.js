// SPDX-License-Identifier: GPL-3.0-or-later
// The dial list worked by hand. The server owns where the work stands (so a reload or a second tab finds it as it is);
// this panel shows it, asks for steps, and tells the server that somebody is there.

import { Callbacks, timeText } from "./callbacks.js";
import { durationText, serverNow, syncClock } from "./clock.js";
import { askToDial } from "./dial.js";
import { say } from "./said.js";
import { actionTo, getJson, postTo } from "./server.js";

const panel = document.getElementById("work");
const stopDialog = document.getElementById("stop-dialog");
const stopForm = document.getElementById("stop-form");
const idleMs = 60000;
const heartbeatMs = { calling: 5000 };
const usualHeartbeatMs = 15000;
const dueRetryMs = 2000;

const words = {};
for (const word of document.getElementById("work-words").content.querySelectorAll("[data-word]")) {
  words[word.dataset.word] = word.textContent;
}

const isBetweenCalls = (state) => state.phase === "countdown" || state.phase === "waiting";

const isOffered = {
  get: (s) => s.phase === "off",
  start: (s) => s.phase === "off",
  dial: (s) => s.phase === "preview",
  release: (s) => s.phase === "preview",
  next: (s) => isBetweenCalls(s) && !s.break,
  pause: (s) => isBetweenCalls(s),
  resume: (s) => s.phase === "paused",
  stop: (s) => s.round && s.phase !== "off",
  forget: (s) => !s.owes && s.phase !== "calling",
};

export class DialList {
  // on: { show({ key, number, campaign, script }): its screen pop, gone(key): it is over for that pop }
  constructor(on) {
    this.on = on;
    this.askedAt = 0;
    this.callbacks = new Callbacks(words, { changed: () => this.#changed() });
    this.tabs = new BroadcastChannel("work");
    this.tabs.addEventListener("message", () => this.load());
    panel.addEventListener("click", (event) => this.#clicked(event.target));
    stopForm.addEventListener("submit", (event) => this.#stopWith(event));
    stopDialog.querySelector("[data-close]").addEventListener("click", () => stopDialog.close());
    document.addEventListener("keydown", (event) => this.#hotkey(event));
    setInterval(() => this.#tick(), 500);
  }

  async load() {
    try {
      this.#paint(await getJson("/listwork/state"));
    } catch {
      // The next heartbeat asks again; the connection's light tells the person.
    }
  }

  // Somebody is here: what is over is closed, and what is due is dialed.
  async step() {
    if (this.isStepping) return;
    this.isStepping = true;
    this.askedAt = Date.now();
    const response = await postTo("/listwork/do", { action: "step" }).catch(() => undefined);
    if (response?.status === 409 || response?.status === 502) say((await response.json()).text, false);
    await this.load();
    this.isStepping = false;
  }

  // A call that the dialer has connected is this agent's from here on.
  callAnswered(call) {
    if (call.linkedid?.startsWith("dial-") && call.linkedid !== this.answered) {
      this.answered = call.linkedid;
      this.step();
    }
  }

  // Ready again after a break: the round goes on.
  agentChanged() {
    if (this.state?.round) this.load();
  }

  callEnded() {
    if (this.state?.phase === "calling") this.step();
  }

  #changed() {
    this.tabs.postMessage("changed");
    return this.load();
  }

  async #ask(path, fields) {
    panel.setAttribute("aria-busy", "true");
    const answer = await askToDial(path, fields);
    panel.removeAttribute("aria-busy");
    if (answer) say(answer.text, answer.done);
    await this.#changed();
  }

  #clicked(target) {
    const choice = target.closest(".work-choice");
    if (choice) this.#choose(this.state.dispositions[Number(choice.dataset.index)]);
    const action = target.closest("[data-work]")?.dataset.work;
    if (!action) return;
    if (action === "stop" || action === "pause") this.#stop(action);
    else this.#ask("/listwork/do", { action });
  }

  #stop(action) {
    if (!this.state.verify) {
      this.#ask("/listwork/stop", { action });
      return;
    }
    stopForm.reset();
    stopForm.elements.action.value = action;
    for (const button of stopForm.querySelectorAll("[data-for]")) button.hidden = button.dataset.for !== action;
    stopForm.querySelector(".work-dialog-said").textContent = "";
    stopDialog.showModal();
  }

  async #stopWith(event) {
    event.preventDefault();
    const answer = await actionTo("/listwork/stop", Object.fromEntries(new FormData(stopForm)));
    stopForm.elements.password.value = "";
    stopForm.querySelector(".work-dialog-said").textContent = answer.done ? "" : answer.text;
    if (!answer.done) return;
    stopDialog.close();
    say(answer.text);
    this.#changed();
  }

  #choose({ id, meaning }) {
    const memo = document.getElementById("work-memo").value;
    const fields = { attempt: this.state.call.id, disposition: id };
    if (meaning === "callback") this.callbacks.ask("/listwork/result", fields, { number: this.state.call.number, memo, days: this.state.campaign?.callbackDays });
    else this.#ask("/listwork/result", { ...fields, memo });
  }

  // 1 to 9 choose a result, unless somebody types.
  #hotkey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[1-9]$/.test(event.key)) return;
    if (!document.getElementById("with-hotkeys").checked || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const choice = document.getElementById("work-results").hidden ? undefined : this.state.dispositions[event.key - 1];
    if (!choice) return;
    event.preventDefault();
    this.#choose(choice);
  }

  #tick() {
    if (!this.state) return;
    this.callbacks.remind();
    this.#paintCountdown();
    const passed = Date.now() - this.askedAt;
    const { phase, next, owes } = this.state;
    const isDue = isBetweenCalls(this.state) && !owes && !this.state.break && next <= serverNow();
    if (isDue && passed > dueRetryMs) this.step();
    else if (phase !== "off" && passed > (heartbeatMs[phase] ?? usualHeartbeatMs)) this.step();
    else if (phase === "off" && passed > idleMs) {
      this.askedAt = Date.now();
      this.load();
    }
  }

  #paint(state) {
    syncClock(state.now);
    const before = this.state;
    this.state = state;
    const { phase, trouble } = state;
    const hasResults = Boolean(state.dispositions?.length) && !state.call.disposition;
    panel.hidden = document.body.dataset.write !== "1" || (phase === "off" && !state.waiting && !state.callbacks.length && !hasResults && trouble === "none");
    panel.dataset.phase = phase;
    panel.toggleAttribute("data-trouble", trouble !== "none");
    document.getElementById("work-waiting").textContent = state.waiting;
    document.getElementById("work-due").textContent = state.due;
    document.getElementById("work-number").textContent = state.number?.number ?? "";
    document.getElementById("work-campaign").textContent = (state.number && state.campaign?.name) || "";
    this.#paintHeld();
    this.#paintButtons();
    this.#paintResults(hasResults, before?.call?.id);
    this.#paintCountdown();
    this.callbacks.update(state.callbacks, state.people);
    this.#showNumber(before);
  }

  // Why numbers wait, and until when.
  #paintHeld() {
    const { held } = this.state;
    document.getElementById("work-held").hidden = !held.length;
    const texts = held.map(({ words: why, numbers, again }) => `${numbers} ${why} (${words.again} ${timeText(again)})`);
    document.getElementById("work-held-why").textContent = texts.join("; ");
  }

  #paintButtons() {
    const focused = panel.contains(document.activeElement);
    for (const button of panel.querySelectorAll("[data-work]")) {
      button.hidden = !isOffered[button.dataset.work](this.state);
      button.disabled = ["get", "start"].includes(button.dataset.work) && (!this.state.waiting || Boolean(this.state.owes));
    }
    if (focused && !document.activeElement?.offsetParent) panel.querySelector("[data-work]:not([hidden], :disabled)")?.focus();
  }

  #paintResults(hasResults, earlierCall) {
    document.getElementById("work-results").hidden = !hasResults;
    if (!hasResults) return;
    const { call, dispositions, owes } = this.state;
    document.getElementById("work-called").textContent = call.number;
    document.getElementById("work-owed").hidden = !owes;
    if (call.id === earlierCall && document.getElementById("work-choices").childElementCount === dispositions.length) return;
    document.getElementById("work-memo").value = "";
    const template = document.getElementById("work-choice").content.firstElementChild;
    const choices = dispositions.map((choice, index) => {
      const item = template.cloneNode(true);
      const button = item.querySelector("button");
      Object.assign(button.dataset, { index, meaning: choice.meaning });
      button.querySelector("kbd").textContent = index < 9 ? index + 1 : "";
      button.querySelector("span").textContent = choice.words;
      return item;
    });
    document.getElementById("work-choices").replaceChildren(...choices);
  }

  #paintCountdown() {
    const { phase, next, owes, trouble, round, waiting } = this.state;
    const onBreak = isBetweenCalls(this.state) && this.state.break;
    const counts = phase === "countdown" && !onBreak && !(owes && next <= serverNow());
    let word = words[phase];
    if (phase === "calling" && !round) word = words.lastcall;
    if (phase === "off" && !waiting) word = words.empty;
    if (isBetweenCalls(this.state) && owes && !counts) word = words.owes;
    if (onBreak) word = words.break;
    if (trouble !== "none") word = words[trouble];
    const line = document.getElementById("work-word");
    if (line.textContent !== word) line.textContent = word;
    document.getElementById("work-countdown").textContent = counts ? durationText(next - serverNow() + 999) : "";
  }

  #showNumber(before) {
    const { number, campaign } = this.state;
    const earlier = before?.number?.pop;
    if (earlier && earlier !== number?.pop) this.on.gone(earlier);
    if (!number || earlier === number.pop) return;
    const title = [campaign?.name, number.callback && words.callback, number.memo].filter(Boolean).join(" - ");
    this.on.show({ key: number.pop, number: number.number, campaign: title, script: campaign?.script ?? "" });
  }
}
