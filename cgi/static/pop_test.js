// SPDX-License-Identifier: GPL-3.0-or-later
// "Test my pop": what a call from or to a number would do, step by step, and the pop itself.

import { getFrom, toElement } from "./server.js";

const dialog = document.getElementById("pop-test");
const form = document.getElementById("pop-test-form");
const result = document.getElementById("pop-test-result");
const opener = document.getElementById("pop-test-open");

function callOf() {
  const { number, dir, did } = Object.fromEntries(new FormData(form));
  return { server: "test", leg: "", linkedid: `test-${number}`, peer: number, peername: "", peerchannel: "", dir, did, phase: "ringing" };
}

function showVerdict(verdict) {
  for (const line of dialog.querySelectorAll("[data-verdict]")) line.hidden = line.dataset.verdict !== verdict;
  opener.hidden = verdict !== "yes";
}

// judge(call): "yes", "off" or "short"; open(call): as if it rang.
export function wirePopTest(judge, open) {
  document.getElementById("pop-test-show").addEventListener("click", () => dialog.showModal());
  document.getElementById("pop-test-close").addEventListener("click", () => dialog.close());
  form.addEventListener("input", () => showVerdict(""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const call = callOf();
    const response = await getFrom("/pop/trace", { number: call.peer, dir: call.dir, did: call.did, leg: "test" }).catch(() => undefined);
    if (!response?.ok) return;
    result.replaceChildren(toElement(await response.text()));
    showVerdict(judge(call));
  });
  opener.addEventListener("click", () => {
    dialog.close();
    open(callOf());
  });
}
