// SPDX-License-Identifier: GPL-3.0-or-later
// The record button of each call in the bar: asks the server, and shows what is told of recordings.

import { postTo } from "./server.js";

const icons = { off: "fa-circle", requested: "fa-circle", recording: "fa-stop", stopping: "fa-stop", fixed: "fa-circle" };
const over = ["recorded", "failed"];

export class Recordings {
  // on: { changed(leg), trouble(text) }
  constructor(words, isOffered, on) {
    this.words = words;
    this.isOffered = isOffered;
    this.on = on;
    this.byLeg = new Map(); // the latest news of each leg; while we wait for an answer without a row's number
  }

  apply(news) {
    const known = this.byLeg.get(news.leg);
    if (known?.recording > news.recording) return;
    this.byLeg.set(news.leg, news);
    if (news.error && news.mine) this.on.trouble(`${this.words.recordingFailed}: ${news.error}`);
    this.on.changed(news.leg);
  }

  // The truth from the server.
  reset(all) {
    const legs = new Set(this.byLeg.keys());
    this.byLeg.clear();
    for (const news of all) this.byLeg.set(news.leg, news);
    for (const leg of [...legs, ...this.byLeg.keys()]) this.on.changed(leg);
  }

  paint(button, call) {
    button.hidden = (call.phase !== "talking" && call.phase !== "held") || !this.isOffered;
    const state = this.#stateOf(call.leg);
    button.dataset.recording = state;
    button.querySelector("i").className = `fa ${icons[state]}`;
    button.querySelector(".call-record-word").textContent = this.#wordOf(state);
    button.title = this.#hintOf(state, this.byLeg.get(call.leg));
    button.setAttribute("aria-pressed", String(state !== "off" && state !== "requested"));
    button.setAttribute("aria-disabled", String(!["off", "recording"].includes(state)));
  }

  isRunning(call) {
    return this.byLeg.get(call.leg)?.status === "recording";
  }

  async toggle(call) {
    const state = this.#stateOf(call.leg);
    const known = this.byLeg.get(call.leg);
    if (state === "off") await this.#ask(call.leg, "requested", "/record/start", { leg: call.leg });
    if (state === "recording") await this.#ask(call.leg, "stopping", "/record/stop", { recording: known.recording, leg: call.leg });
  }

  async #ask(leg, status, path, fields) {
    const before = this.byLeg.get(leg);
    const asked = { ...before, leg, status, mine: true, forced: false, error: "" };
    this.byLeg.set(leg, asked);
    this.on.changed(leg);
    this.on.trouble("");
    try {
      const response = await postTo(path, fields);
      // 404: the call is over; 409: somebody was quicker. Its news is on its way.
      if (response.status === 404 || response.status === 409) this.#takeBack(leg, asked, before);
      else if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    } catch {
      this.#takeBack(leg, asked, before);
      this.on.trouble(this.words.unreachable);
    }
  }

  #takeBack(leg, asked, before) {
    if (this.byLeg.get(leg) !== asked) return;
    if (before) this.byLeg.set(leg, before);
    else this.byLeg.delete(leg);
    this.on.changed(leg);
  }

  #stateOf(leg) {
    const news = this.byLeg.get(leg);
    if (!news || over.includes(news.status)) return "off";
    return news.mine && !news.forced ? news.status : "fixed";
  }

  #wordOf(state) {
    const words = { off: "record", requested: "recordStarts", recording: "recordStop", stopping: "recordStops", fixed: "recorded" };
    return this.words[words[state]];
  }

  #hintOf(state, news) {
    if (state !== "fixed") return "";
    return news.forced ? this.words.recordForced : this.words.recordOther;
  }
}
