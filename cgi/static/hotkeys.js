// SPDX-License-Identifier: GPL-3.0-or-later
// The desk without a mouse. One key may mean one of several buttons: the first of them that is there is pressed. Esc
// never ends a call.

const keys = {
  F2: ["[data-control=answer]"],
  F3: ["[data-control=hangup]"],
  F4: ["[data-control=hold]", "[data-control=resume]"],
  F6: ["[data-control=transfer]", "[data-control=complete]"],
  F7: ["[data-control=mute]", "[data-control=unmute]"],
  F8: ["[data-control=pause]", "[data-control=unpause]", ".call-record"],
};
const importance = ["talking", "held", "ringing", "dialing"];
const choice = document.getElementById("with-hotkeys");
const map = document.getElementById("hotkey-map");

choice.checked = localStorage.getItem("hotkeys") !== "off";
choice.addEventListener("change", () => localStorage.setItem("hotkeys", choice.checked ? "on" : "off"));

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

document.addEventListener("keydown", (event) => {
  if (!choice.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.key === "?" && !isTyping(event.target)) {
    event.preventDefault();
    if (!map.open) map.showModal();
  } else if (keys[event.key] && !map.open) {
    event.preventDefault();
    buttonFor(keys[event.key])?.click();
  }
});

document.getElementById("hotkeys-show").addEventListener("click", () => map.showModal());
