// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the editor of questions more comfortable: saving and moving replace the questions without a new page, what was
// typed elsewhere stays, the focus stays on the button that was pressed. The editor works without it.

const editor = ".survey-editor";

// What was typed but not saved, of all forms but the one that is being sent.
function typedBeside(sent) {
  const typed = [];
  for (const field of document.querySelectorAll(`${editor} input, ${editor} textarea`)) {
    if (field.form !== sent && field.id && field.value !== field.defaultValue) typed.push([field.id, field.value]);
  }
  return typed;
}

function show(page, sent, pressed) {
  const typed = typedBeside(sent);
  const place = pressed?.id || document.activeElement.id;
  document.querySelector(editor).replaceWith(page.querySelector(editor));
  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  const problem = document.querySelector(`${editor} .problem`)?.parentElement.querySelector(".field");
  const same = document.getElementById(place);
  // A question that reached the end cannot be moved on: its title takes the focus.
  const next = same?.disabled ? same.closest(".question-card").querySelector("h2") : same;
  (problem ?? next)?.focus();
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: pressed } = event;
  if (!form.closest(editor)) return;
  event.preventDefault();
  const address = pressed?.hasAttribute("formaction") ? pressed.formAction : form.action;
  const fields = new URLSearchParams(new FormData(form));
  if (pressed?.name) fields.set(pressed.name, pressed.value);
  const response = await fetch(address, { method: "POST", body: fields }).catch(() => undefined);
  const page = response && new DOMParser().parseFromString(await response.text(), "text/html");
  if (page?.querySelector(editor)) {
    show(page, form, pressed);
    return;
  }
  // Another page, such as the question what becomes of answers, or no answer at all: as without this script.
  if (pressed?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }));
  form.action = address;
  form.submit();
});
