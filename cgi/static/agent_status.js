// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's status in the top bar: what it is and since when, what may be chosen, the wrap-up's clock, the queues.
// The server owns it all: a choice is asked for, and painted when the feed tells of it, in every tab alike.

import { kindIcons, kindOf, standingWord } from "./agent_kinds.js";
import { durationText, serverNow } from "./clock.js";
import { getJson, postTo } from "./server.js";

const minuteMs = 60000;

export const agentWords = {};
for (const word of document.getElementById("agent-words").content.querySelectorAll("[data-word]")) {
  agentWords[word.dataset.word] = word.textContent;
}

export class AgentStatus {
  // on: { trouble(text) }
  constructor(on) {
    this.on = on;
    this.root = document.getElementById("agent");
    this.menu = document.getElementById("agent-menu");
    this.reasons = [];
    this.offered = [];
    this.root.addEventListener("click", (event) => this.#clicked(event.target.closest("[data-ask]")));
    this.menu.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
    document.addEventListener("click", (event) => this.menu.contains(event.target) || this.menu.removeAttribute("open"));
    document.addEventListener("hotkey-status", () => this.#hotkey());
    setInterval(() => this.#paintTimes(), 500);
  }

  // The truth from the server.
  async load() {
    const { agent, reasons, queues } = await getJson("/agent/state");
    this.agent = undefined;
    this.reasons = reasons;
    this.offered = queues;
    this.#paintReasons();
    if (agent) this.apply(agent);
  }

  apply(agent) {
    if (this.agent && agent.at < this.agent.at) return;
    const wasKnown = this.agent !== undefined;
    const hadError = this.agent?.error;
    this.agent = agent;
    if (!wasKnown && !this.offered.length) this.#learnOffers();
    this.root.hidden = false;
    this.root.removeAttribute("aria-busy");
    if (agent.error) this.on.trouble(`${agentWords.refused}: ${agent.error}`);
    else if (hadError) this.on.trouble("");
    this.#paintBadge();
    this.#paintChoices();
    this.#paintQueues();
    this.#paintTimes();
  }

  // Signed in before astercc knew of it: what may be chosen was not told yet.
  async #learnOffers() {
    const { reasons, queues } = await getJson("/agent/state");
    this.reasons = reasons;
    this.offered = queues;
    this.#paintReasons();
    this.#paintQueues();
  }

  #clicked(button) {
    if (!button) return;
    const { ask, reason = "", queue = "" } = button.dataset;
    this.#ask({ action: ask, reason, queue });
    if (!queue && this.menu.contains(button)) this.#close();
  }

  #close() {
    this.menu.removeAttribute("open");
    this.menu.querySelector("summary").focus();
  }

  // Its hot key says "ready", or "busy", or that the wrap-up is done.
  #hotkey() {
    if (!this.agent) return;
    if (this.agent.state === "wrapup") this.#ask({ action: "finish" });
    else this.#ask({ action: this.agent.status === "ready" && !this.agent.next ? "pause" : "ready" });
  }

  async #ask(fields) {
    this.root.setAttribute("aria-busy", "true");
    const response = await postTo("/agent/choose", fields).catch(() => undefined);
    if (response?.ok) return;
    this.root.removeAttribute("aria-busy");
    this.on.trouble(response?.status === 409 ? agentWords.resultFirst : agentWords.notYours);
    this.load().catch(() => undefined);
  }

  #paintBadge() {
    const kind = kindOf(this.agent);
    const badge = document.getElementById("agent-badge");
    const reason = this.reasons.find(({ id }) => id === this.agent.reasonid);
    const word = kind === "paused" ? standingWord(agentWords, this.agent) : agentWords[kind];
    this.root.dataset.kind = kind;
    this.root.dataset.status = this.agent.status;
    this.root.dataset.colour = kind === "paused" ? reason?.colour ?? "amber" : "";
    badge.querySelector(".fa").className = `fa ${kindIcons[kind]}`;
    badge.querySelector(".agent-word").textContent = word;
    this.#say(word);
    const next = document.getElementById("agent-next");
    next.hidden = !this.agent.next;
    next.textContent = this.agent.next ? `${agentWords.next}: ${standingWord(agentWords, this.agent.next)}` : "";
    const resting = document.querySelector("#resting h2");
    if (resting) resting.textContent = word;
  }

  #say(word) {
    const said = document.getElementById("agent-said");
    if (said.textContent !== word) said.textContent = word;
  }

  #paintReasons() {
    const template = document.getElementById("agent-reason").content.firstElementChild;
    const buttons = this.reasons.map(({ id, reason, colour, limit }) => {
      const button = template.cloneNode(true);
      button.dataset.reason = id;
      button.dataset.colour = colour;
      button.querySelector(".agent-reason-word").textContent = reason;
      button.querySelector(".agent-limit").textContent = limit ? `${limit} ${agentWords.minutes}` : "";
      return button;
    });
    document.getElementById("agent-reasons").replaceChildren(...buttons);
  }

  #paintChoices() {
    const chosen = this.agent.next ?? this.agent;
    for (const button of this.menu.querySelectorAll(".agent-choice")) {
      const { ask, reason } = button.dataset;
      const status = ask === "pause" ? "paused" : ask;
      const isReason = status !== "paused" || (reason ? Number(reason) === chosen.reasonid : chosen.reason === "PAUSED");
      button.setAttribute("aria-pressed", String(status === chosen.status && isReason));
    }
  }

  #paintQueues() {
    const box = document.getElementById("agent-queues");
    box.hidden = !this.offered.length;
    const mine = new Map(this.agent?.queues.map((seat) => [seat.queue, seat]));
    const focused = document.activeElement?.closest?.(".agent-queue") && document.activeElement.dataset;
    box.querySelector("ul").replaceChildren(...this.offered.map((queue) => this.#queueLine(queue, mine.get(queue.queue))));
    if (focused) box.querySelector(`[data-slot="${focused.slot}"][data-queue="${CSS.escape(focused.queue)}"]`)?.focus();
  }

  #queueLine({ queue, pinned }, seat) {
    const line = document.getElementById("agent-queue").content.firstElementChild.cloneNode(true);
    const joined = pinned || Boolean(seat?.joined);
    const paused = Boolean(seat?.pause);
    line.querySelector(".agent-queue-name").textContent = queue;
    line.querySelector(".agent-queue-state").textContent = agentWords[!joined ? "outside" : paused ? "pausedHere" : "member"];
    line.dataset.state = !joined ? "outside" : paused ? "paused" : "member";
    const put = (selector, slot, ask, word, hidden) => {
      const button = line.querySelector(selector);
      Object.assign(button.dataset, { ask, queue, slot });
      button.textContent = word;
      button.setAttribute("aria-label", `${word}: ${queue}`);
      button.hidden = hidden;
    };
    put(".agent-queue-member", "member", joined ? "leave" : "join", joined ? agentWords.leave : agentWords.join, pinned);
    put(".agent-queue-pause", "pause", paused ? "resume_queue" : "pause_queue", paused ? agentWords.resumeQueue : agentWords.pauseQueue, !joined);
    return line;
  }

  #paintTimes() {
    if (!this.agent) return;
    const { agent } = this;
    const kind = kindOf(agent);
    const passed = serverNow() - (kind === agent.state ? agent.stateSince : agent.statusSince);
    const left = agent.wrapupEnd - serverNow() + 999; // the last second is shown as one
    document.querySelector(".agent-timer").textContent = durationText(kind === "wrapup" ? left : passed);
    const limit = this.reasons.find(({ id }) => id === agent.reasonid)?.limit;
    this.root.toggleAttribute("data-over", kind === "paused" && Boolean(limit) && passed > limit * minuteMs);
    document.getElementById("agent-wrapup").hidden = kind !== "wrapup";
  }
}
