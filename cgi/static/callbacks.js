// SPDX-License-Identifier: GPL-3.0-or-later
// Calls promised for a time: the form that asks when, the list of one's own, and the reminder when one is due. Times are
// shown and typed in this browser's zone and sent as ms since 1970.

import { serverNow } from "./clock.js";
import { say } from "./said.js";
import { actionTo } from "./server.js";

const dialog = document.getElementById("callback-dialog");
const form = document.getElementById("callback-form");
const limit = document.getElementById("callback-limit");
const dayMs = 86400000;
const usualDelayMs = 3600000;
const stepMs = 900000;

function localText(ms) {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export function timeText(ms) {
  const isToday = new Date(ms).toDateString() === new Date(serverNow()).toDateString();
  return new Date(ms).toLocaleString(document.documentElement.lang, { dateStyle: isToday ? undefined : "short", timeStyle: "short" });
}

export class Callbacks {
  // on: { changed() }
  constructor(words, on) {
    this.words = words;
    this.on = on;
    this.list = [];
    this.people = [];
    this.reminded = new Set();
    form.addEventListener("submit", (event) => this.#submitted(event));
    document.addEventListener("click", (event) => this.#clicked(event.target));
  }

  update(list, people) {
    this.list = list;
    this.people = people;
    this.#paint();
    this.remind();
  }

  // Asks when to call. `path` and `fields`: where that goes beside what is typed. `days`: how far ahead at most.
  ask(path, fields, { number, at = Math.ceil((serverNow() + usualDelayMs) / stepMs) * stepMs, memo = "", days = null }) {
    this.target = { path, fields };
    const { elements } = form;
    elements.number.value = number;
    elements.number.readOnly = Boolean(fields.id || fields.attempt);
    elements.at.value = localText(at);
    elements.at.max = days === null ? "" : localText(serverNow() + days * dayMs);
    limit.hidden = days === null;
    limit.querySelector("b").textContent = days;
    elements.memo.value = memo;
    elements.assign.replaceChildren(...this.people.map(({ extension, name }) => new Option(`${name} (${extension})`, extension)));
    elements.assign.value = this.#own();
    this.#tell("");
    dialog.showModal();
    elements.at.focus();
  }

  remind() {
    for (const { id, number, at, memo } of this.list) {
      const key = `${id}@${at}`;
      if (at > serverNow() || this.reminded.has(key)) continue;
      this.reminded.add(key);
      say([`${this.words.callbackDue}: ${number}`, memo].filter(Boolean).join(" - "));
    }
  }

  #own() {
    return document.body.dataset.extension;
  }

  #tell(text) {
    form.querySelector(".work-dialog-said").textContent = text;
  }

  async #submitted(event) {
    event.preventDefault();
    const { number, at, assign, memo } = Object.fromEntries(new FormData(form));
    const answer = await actionTo(this.target.path, { number, assign, memo, at: new Date(at).getTime(), ...this.target.fields });
    if (!answer.done) {
      this.#tell(answer.text);
      return;
    }
    dialog.close();
    say(answer.text);
    this.on.changed();
  }

  async #clicked(target) {
    if (target.closest("#callback-dialog [data-close]")) dialog.close();
    const pop = target.closest("[data-callback]")?.closest(".pop");
    if (pop) this.ask("/listwork/callback", {}, { number: pop.dataset.number });
    const callback = this.list.find(({ id }) => String(id) === target.closest(".work-callback")?.dataset.id);
    if (!callback) return;
    if (target.closest("[data-callback-change]")) this.ask("/listwork/callback", { id: callback.id }, callback);
    if (!target.closest("[data-callback-cancel]")) return;
    const answer = await actionTo("/listwork/callback/cancel", { id: callback.id });
    say(answer.text, answer.done);
    this.on.changed();
  }

  #paint() {
    const box = document.getElementById("work-callbacks");
    box.hidden = !this.list.length;
    document.getElementById("work-callback-count").textContent = this.list.length;
    document.getElementById("work-callback-next").textContent = this.list.length ? `(${timeText(this.list[0].at)})` : "";
    const template = document.getElementById("work-callback").content.firstElementChild;
    const lines = this.list.map(({ id, number, at, memo }) => {
      const line = template.cloneNode(true);
      line.dataset.id = id;
      line.toggleAttribute("data-due", at <= serverNow());
      line.querySelector("time").textContent = timeText(at);
      line.querySelector("b").textContent = number;
      line.querySelector(".work-callback-memo").textContent = memo;
      return line;
    });
    document.getElementById("work-callback-list").replaceChildren(...lines);
  }
}
