// SPDX-License-Identifier: GPL-3.0-or-later
// What a supervisor did with my status or my call: read out, and there until it is put away.

import { timeText } from "./clock.js";

const line = document.getElementById("notice");
const words = document.getElementById("notice-words").content;

line.querySelector("button").addEventListener("click", () => (line.hidden = true));

// { what, by, reason, at } as the feed's topic `notice` has them
export function showNotice({ what, by, reason, at }) {
  const word = words.querySelector(`[data-word="${what}"]`);
  if (!word) return;
  const sentence = reason ? `${word.textContent}: ${reason}` : word.textContent;
  line.dataset.what = what;
  line.querySelector(".notice-text").textContent = `${timeText(at)} \u00b7 ${by} \u00b7 ${sentence}`;
  line.hidden = false;
}
