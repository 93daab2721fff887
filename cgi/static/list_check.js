// SPDX-License-Identifier: GPL-3.0-or-later
// The check of a campaign's list before the start: asked for step by step until it has come to the end of the list. The
// dialog may be closed meanwhile: what has been looked at stays looked at.

import { checkText, count } from "./campaign_words.js";
import { setText } from "./keyed_rows.js";
import { words } from "./open_board.js";
import { say } from "./said.js";
import { postTo } from "./server.js";

const dialog = document.getElementById("check-dialog");
const startButton = document.getElementById("check-start");
const program = "/astercrm/manager.fcgi";

export class ListCheck {
  // on: { start(campaign), reasons(list element, reasons, campaign) }
  constructor(on) {
    this.on = on;
    document.getElementById("check-again").addEventListener("click", () => this.#run("1"));
    dialog.addEventListener("close", () => {
      const { campaign } = this;
      this.campaign = undefined;
      if (dialog.returnValue === "start") this.on.start(campaign);
    });
  }

  // offersStart: the check comes before a start that somebody has asked for.
  open(campaign, offersStart) {
    this.campaign = campaign;
    dialog.returnValue = "";
    startButton.hidden = !offersStart;
    setText(dialog, ".check-campaign", campaign.name);
    setText(dialog, ".check-result", "");
    this.on.reasons(document.getElementById("check-reasons"), [], campaign);
    dialog.showModal();
    this.#run("1");
  }

  async #run(again) {
    const { campaign } = this;
    this.#show({ checked: 0, finished: false });
    let step = await this.#step(campaign, again);
    while (step && !step.finished && this.campaign === campaign) {
      this.#show(step);
      step = await this.#step(campaign, "0");
    }
    if (step && this.campaign === campaign) this.#show(step);
  }

  async #step(campaign, again) {
    try {
      const response = await postTo("/dialer/check", { campaign: campaign.id, again }, program);
      const answer = await response.json();
      if (response.ok) return answer;
      this.#fail(answer.text);
    } catch {
      this.#fail(document.getElementById("said").dataset.unreachable);
    }
    return undefined;
  }

  #fail(text) {
    dialog.querySelector(".check-progress").hidden = true;
    setText(dialog, ".check-result", text);
    say(text, false);
  }

  #show({ checked, callable, finished, reasons = {} }) {
    const progress = dialog.querySelector(".check-progress");
    progress.hidden = finished;
    progress.max = Math.max(1, this.campaign.list.all, checked);
    progress.value = checked;
    startButton.textContent = finished ? words.start : words.startAnyway;
    setText(dialog, ".check-result", finished ? checkText({ checked, callable, finished }) : `${count(checked)} ${words.checkedOf}`);
    const list = Object.entries(reasons).map(([reason, found]) => ({ reason, ...found }));
    this.on.reasons(document.getElementById("check-reasons"), list, this.campaign);
  }
}
