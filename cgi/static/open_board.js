// SPDX-License-Identifier: GPL-3.0-or-later
// What every page has that shows a board: its words, the rows as /live tells them, the connection light, "data as of".

import { Board } from "./board.js";
import { serverNow, timeText } from "./clock.js";
import { LiveFeed } from "./live.js";

const settings = document.body.dataset;
const tickMs = 1000;
const staleAfterMs = 10000;

export const words = {};
for (const word of document.getElementById("words").content.querySelectorAll("[data-word]")) {
  words[word.dataset.word] = word.textContent;
}

// The board of that name, whose rows are of these parts; `polled` is asked while streams do not come through. `changed`
// is called soon after each change, and every second for the timers.
export function openBoard({ name, parts, polled }, changed) {
  const board = new Board();
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      changed();
    });
  };
  for (const part of parts) board.subscribe(part, { put: soon, gone: soon });
  const on = { event: () => {}, reset: () => {}, bye: () => location.assign("/astercrm/login.fcgi"), state: showConnection };
  new LiveFeed(settings.live, Number(settings.pollMs), on, { board: polled }, { name, rows: board }).start();
  setInterval(changed, tickMs);
  return board;
}

export function showConnection(state) {
  const light = document.getElementById("connection");
  light.dataset.state = state;
  light.querySelector(".connection-word").textContent = words[state];
}

// Data that is not renewed any more must not look like the present.
export function showAsOf(asOf) {
  const line = document.getElementById("as-of");
  line.hidden = !asOf;
  line.querySelector("time").textContent = timeText(asOf);
  line.toggleAttribute("data-stale", serverNow() - asOf > staleAfterMs);
}
