// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons of a call in the bar: what they ask for, and when they are there. Which of them the telephone system
// can do is asked once.
//
// Muted, recording paused, consulting: Asterisk tells nobody, so the server keeps them, by channel (feed, topic control).

import { say } from "./said.js";
import { actionTo, getJson } from "./server.js";

const alive = ["talking", "held"];
const retryMs = 15000;

// Called by somebody, or by Asterisk for a number I clicked.
function myPhoneRings(call) {
  return call.dir === "in" ? call.phase === "ringing" || call.phase === "dialing" : call.phase === "dialing" && !call.peerchannel;
}

function keyOf({ server, channel }) {
  return `${server}|${channel}`;
}

export class Controls {
  // on: { changed(): paint all again, isRecorded(call) }
  constructor(words, on) {
    this.words = words;
    this.on = on;
    this.can = {};
    this.marks = new Map(); // by channel
    this.phases = new Map();
  }

  reset(marks) {
    this.marks = new Map(marks.map((mark) => [keyOf(mark), mark]));
  }

  apply(mark) {
    this.marks.set(keyOf(mark), mark);
    this.on.changed();
  }

  // Who talks again after a hold consults nobody any more: the server takes that from the same news.
  follow(call) {
    const key = keyOf(call);
    const mark = this.marks.get(key);
    if (mark && call.phase === "talking" && this.phases.get(key) === "held") this.marks.set(key, { ...mark, consulting: "", parked: false });
    this.phases.set(key, call.phase);
    if (call.phase === "ended") for (const known of [this.marks, this.phases]) known.delete(key);
  }

  async load() {
    try {
      this.can = await getJson("/controls");
      this.on.changed();
    } catch {
      setTimeout(() => this.load(), retryMs); // Asterisk is away
    }
  }

  wire(element, callOf) {
    element.querySelector(".call-controls").addEventListener("click", (event) => {
      const button = event.target.closest("[data-control]");
      if (button) this.press(button.dataset.control, callOf(), element);
    });
    const target = element.querySelector(".call-target");
    target.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendTo(callOf(), element, event.submitter?.value ?? "transfer");
    });
    target.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(element));
    element.querySelector(".call-keys").addEventListener("click", (event) => {
      const key = event.target.closest("[data-key]");
      if (key) this.#press(callOf(), key.dataset.key);
    });
  }

  paint(element, call) {
    const known = this.marks.get(keyOf(call)) ?? {};
    const talks = alive.includes(call.phase);
    const consults = Boolean(known.consulting);
    const away = consults || Boolean(known.parked && call.phase === "held");
    const shown = {
      answer: this.can.answer && myPhoneRings(call),
      hangup: this.can.hangUp && call.phase !== "ended",
      hold: this.can.hold && call.phase === "talking" && !consults,
      resume: this.can.hold && call.phase === "held" && !consults,
      mute: this.can.mute && talks && !known.muted,
      unmute: this.can.mute && talks && known.muted,
      keypad: this.can.keypad && talks && !away,
      transfer: this.can.transfer && talks && !away,
      pause: this.can.mask && talks && this.on.isRecorded(call) && !known.masked,
      unpause: this.can.mask && talks && known.masked && this.on.isRecorded(call),
      complete: this.can.consult && consults,
      back: this.can.giveBack && consults,
      join: this.can.join && consults,
    };
    for (const button of element.querySelectorAll("[data-control]")) button.hidden = !shown[button.dataset.control];
    element.querySelector("[value=consult]").hidden = !this.can.consult;
    if (known.joined && talks) element.querySelector(".call-state").textContent = this.words.conference;
    element.dataset.muted = String(Boolean(known.muted && talks));
    element.dataset.masked = String(Boolean(known.masked && talks));
    if (!shown.transfer && element.dataset.open === "target") this.#open(element, "");
    if (!shown.keypad && element.dataset.open === "keys") this.#open(element, "");
  }

  async press(control, call, element) {
    const toggles = { transfer: "target", keypad: "keys" };
    if (control in toggles) return this.#open(element, element.dataset.open === toggles[control] ? "" : toggles[control]);
    const paths = { pause: "/record/pause", unpause: "/record/resume" };
    await this.#ask(paths[control] ?? `/call/${control}`, call, {});
  }

  // By a colleague's "invite": the call waits while the colleague is asked.
  async consult(call, number) {
    await this.#ask("/call/consult", call, { number });
  }

  async #sendTo(call, element, how) {
    const field = element.querySelector(".call-number-to");
    const number = field.value.trim();
    if (!number) return field.focus();
    if (how === "consult") await this.consult(call, number);
    else await this.#ask("/call/transfer", call, { number });
    field.value = "";
    this.#open(element, "");
  }

  async #press(call, key) {
    await this.#ask("/call/keys", call, { keys: key });
  }

  async #ask(path, call, fields) {
    const answer = await actionTo(path, { leg: call.leg, ...fields });
    say(answer.text, answer.done);
    return answer.done;
  }

  #close(element) {
    this.#open(element, "");
    element.querySelector("[data-control=transfer]").focus();
  }

  #open(element, what) {
    element.dataset.open = what;
    element.querySelector(".call-target").hidden = what !== "target";
    element.querySelector(".call-keys").hidden = what !== "keys";
    for (const [control, part] of [["transfer", "target"], ["keypad", "keys"]])
      element.querySelector(`[data-control=${control}]`).setAttribute("aria-expanded", String(what === part));
    if (what === "target") element.querySelector(".call-number-to").focus();
    if (what === "keys") element.querySelector("[data-key]").focus();
  }
}
