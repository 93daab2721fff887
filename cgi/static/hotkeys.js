// SPDX-License-Identifier: GPL-3.0-or-later
// The desk without a mouse. One key may mean one of several buttons: the first of them that is there is pressed. Esc
// never ends a call. Each person may choose other keys; they are kept with the account.

import { actionTo } from "./server.js";

const usualKeys = { answer: "F2", hangup: "F3", hold: "F4", transfer: "F6", mute: "F7", record: "F8", status: "F9" };
const buttons = {
  answer: ["[data-control=answer]"],
  hangup: ["[data-control=hangup]"],
  hold: ["[data-control=hold]", "[data-control=resume]"],
  transfer: ["[data-control=transfer]", "[data-control=complete]"],
  mute: ["[data-control=mute]", "[data-control=unmute]"],
  record: ["[data-control=pause]", "[data-control=unpause]", ".call-record"],
};
const importance = ["talking", "held", "ringing", "dialing"];
const choice = document.getElementById("with-hotkeys");
const map = document.getElementById("hotkey-map");
const form = document.getElementById("hotkey-form");
const fields = [...form.querySelectorAll(".hotkey")];
const said = document.getElementById("hotkey-said");
const save = document.getElementById("hotkey-save");
const takenWord = document.getElementById("hotkey-words").content.querySelector("[data-word=taken]").textContent;

const own = document.body.dataset.hotkeys.split(",").filter(Boolean).map((entry) => entry.split("="));
let keys = { ...usualKeys, ...Object.fromEntries(own) };

choice.checked = localStorage.getItem("hotkeys") !== "off";
choice.addEventListener("change", () => localStorage.setItem("hotkeys", choice.checked ? "on" : "off"));

// "F4", "Ctrl+Alt+K"; nothing for a key that cannot be a hot key.
function nameOf(event) {
  const plain = /^F([1-9]|1[0-2])$/.test(event.key) ? event.key : /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1];
  if (!plain || event.metaKey || event.getModifierState("AltGraph") || (plain.length === 1 && !event.ctrlKey && !event.altKey)) return "";
  return (event.ctrlKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey ? "Shift+" : "") + plain;
}

function buttonFor(selectors) {
  for (const phase of importance)
    for (const card of document.querySelectorAll(`.call[data-phase=${phase}]`))
      for (const selector of selectors) {
        const button = card.querySelector(`${selector}:not([hidden])`);
        if (button) return button;
      }
  return undefined;
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]");
}

function perform(action) {
  if (action === "status") document.dispatchEvent(new CustomEvent("hotkey-status"));
  else buttonFor(buttons[action])?.click();
}

function show() {
  if (map.open) return;
  put(keys);
  map.showModal();
}

// --- choosing others ---

function put(shown) {
  for (const field of fields) field.value = shown[field.name];
  judge();
}

// What a key is used for already is told, and cannot be saved.
function judge() {
  said.textContent = "";
  for (const field of fields) {
    const other = fields.find((one) => one !== field && one.value === field.value);
    field.setAttribute("aria-invalid", String(Boolean(other)));
    if (other && !said.textContent) said.textContent = `${field.value}: ${takenWord} ${other.labels[0].textContent}`;
  }
  save.disabled = said.textContent !== "" || fields.every((field) => field.value === keys[field.name]);
}

form.addEventListener("keydown", (event) => {
  const field = event.target.closest(".hotkey");
  const name = field && nameOf(event);
  if (!name) return;
  event.preventDefault();
  field.value = name;
  judge();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (save.disabled) return;
  const chosen = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const others = Object.entries(chosen).filter(([action, key]) => key !== usualKeys[action]);
  const answer = await actionTo("/hotkeys", { keys: others.map((entry) => entry.join("=")).join(",") });
  if (answer.done) keys = chosen;
  judge();
  said.textContent ||= answer.done ? "" : answer.text;
  if (answer.done) map.close();
});

document.getElementById("hotkey-reset").addEventListener("click", () => put(usualKeys));
document.getElementById("hotkey-close").addEventListener("click", () => map.close());

document.addEventListener("keydown", (event) => {
  if (!choice.checked || event.repeat || map.open) return;
  if (event.key === "?" && !isTyping(event.target)) {
    event.preventDefault();
    show();
    return;
  }
  const name = nameOf(event);
  const action = name && Object.keys(keys).find((one) => keys[one] === name);
  if (!action) return;
  event.preventDefault();
  perform(action);
});

document.getElementById("hotkeys-show").addEventListener("click", show);
