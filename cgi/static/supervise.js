// SPDX-License-Identifier: GPL-3.0-or-later
// What a supervisor does with a row: listen, whisper, join and hang up where there is a call to do it with; another
// status for the agent. The answer is a sentence; the row changes when the board tells so.

import { say } from "./said.js";
import { actionTo } from "./server.js";

const program = "/astercrm/manager.fcgi";
const settings = document.body.dataset;
const mayAct = settings.mayAct === "1";
const mayListen = settings.mayListen === "1";
const seesAll = settings.seesAll === "1";

async function ask(path, fields) {
  const answer = await actionTo(path, fields, program);
  say(answer.text, answer.done);
}

export class Supervision {
  constructor() {
    this.offers = new WeakMap(); // row -> what its buttons are about
    this.status = document.getElementById("status-dialog");
    this.hangup = document.getElementById("hangup-dialog");
    document.addEventListener("click", (event) => this.#pressed(event.target.closest("[data-do]")));
    this.status.addEventListener("click", (event) => this.#chose(event.target.closest("[data-force]")));
    this.hangup.addEventListener("close", () => this.hangup.returnValue === "hangup" && ask("/system/hangup", { leg: this.about.call.leg }));
  }

  // about: { call, account: whose end of it; agent: whose status, name: to be read out }
  offer(row, about) {
    this.offers.set(row, about);
    const { call, agent } = about;
    const talks = call?.phase === "talking" || call?.phase === "held";
    const isOurs = Boolean(call) && (seesAll || Boolean(call.srcAccount || call.dstAccount));
    const shown = { silent: mayListen && talks && isOurs, hangup: mayAct && isOurs, status: mayAct && Boolean(agent) };
    shown.whisper = shown.silent;
    shown.barge = shown.silent;
    for (const button of row.querySelectorAll("[data-do]")) {
      button.hidden = !shown[button.dataset.do];
      const label = `${button.title}: ${about.name}`;
      if (button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
    }
  }

  #pressed(button) {
    if (!button) return;
    this.about = this.offers.get(button.closest("tr"));
    const what = button.dataset.do;
    if (what === "status") this.#openStatus();
    else if (what === "hangup") this.#openHangup();
    else ask("/system/listen", { leg: this.about.call.leg, account: this.about.account, how: what });
  }

  #openStatus() {
    const { agent, name } = this.about;
    this.status.querySelector(".status-who").textContent = name;
    for (const choice of this.status.querySelectorAll("[data-force]")) {
      const { force, reason = "0", group = "0" } = choice.dataset;
      choice.hidden = group !== "0" && Number(group) !== agent.group;
      const isNow = force === (agent.status === "paused" ? "pause" : agent.status) && (force !== "pause" || (Number(reason) === agent.reasonid && (reason !== "0" || agent.reason === "PAUSED")));
      choice.setAttribute("aria-pressed", String(isNow));
    }
    this.status.showModal();
  }

  #openHangup() {
    this.hangup.querySelector(".hangup-whose").textContent = this.about.name;
    this.hangup.returnValue = "";
    this.hangup.showModal();
  }

  #chose(button) {
    if (!button) return;
    this.status.close();
    const { force, reason = "" } = button.dataset;
    ask("/system/agent", { account: this.about.agent.account, action: force, reason });
  }
}
