// SPDX-License-Identifier: GPL-3.0-or-later
// The line that tells what an action has come to, read out by screen readers.

const line = document.getElementById("said");
const staysMs = 12000;
let timer;

export function say(text, isDone = true) {
  line.textContent = text;
  line.dataset.done = String(isDone);
  line.hidden = !text;
  clearTimeout(timer);
  timer = setTimeout(() => (line.hidden = true), staysMs);
}
