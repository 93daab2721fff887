// SPDX-License-Identifier: GPL-3.0-or-later
// Click to dial: whatever carries data-dial calls that number, on every page.

import { say } from "./said.js";
import { actionTo } from "./server.js";

// Resolves to whether Asterisk took it up; the page hears of it as the event `dialed`.
export async function order(path, fields) {
  const answer = await actionTo(path, fields);
  say(answer.text, answer.done);
  if (answer.done) document.dispatchEvent(new CustomEvent("dialed"));
  return answer.done;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dial]");
  if (button) order("/dial", { number: button.dataset.dial });
});
