// SPDX-License-Identifier: GPL-3.0-or-later
// Click to dial: whatever carries data-dial calls that number, on every page.

import { say } from "./said.js";
import { actionTo } from "./server.js";

const dialog = document.getElementById("override-dialog");

// Why the number is dialed all the same; nothing when the person lets it be.
function askWhy(refusal) {
  dialog.querySelector("form").reset();
  dialog.querySelector(".override-refusal").textContent = refusal;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const close = () => resolve(dialog.returnValue === "dial" ? dialog.querySelector("input").value.trim() : "");
    dialog.addEventListener("close", close, { once: true });
  });
}

// Asks for a reason where the number may be dialed with one. Resolves to the answer; nothing when the person lets it be.
export async function askToDial(path, fields) {
  const answer = await actionTo(path, fields);
  if (!answer.override) return answer;
  const why = await askWhy(answer.text);
  return why ? actionTo(path, { ...fields, override: why }) : undefined;
}

// Resolves to whether Asterisk took it up; the page hears of it as the event `dialed`.
export async function order(path, fields) {
  const answer = await askToDial(path, fields);
  if (!answer) return false;
  say(answer.text, answer.done);
  if (answer.done) document.dispatchEvent(new CustomEvent("dialed"));
  return answer.done;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dial]");
  if (button) order("/dial", { number: button.dataset.dial });
});
