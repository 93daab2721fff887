// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody is typing into a pop's form, kept for this tab: a reload, a lost connection or the next call costs
// no word. Forgotten when saved, and at logout.

const prefix = "draft:";

function keyOf(popKey, form) {
  return `${prefix}${popKey}:${form.dataset.draft}`;
}

// Hidden fields that say what the form was opened with are kept beside what was typed.
function fieldsOf(form) {
  const isKept = (field) => field.type !== "hidden" || "keep" in field.dataset;
  return [...form.elements].filter((field) => field.name && field.tagName !== "FIELDSET" && isKept(field));
}

export function keepDraft(popKey, form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox") values[field.name] = field.checked;
    else if (field.type !== "radio" || field.checked) values[field.name] = field.value;
  }
  sessionStorage.setItem(keyOf(popKey, form), JSON.stringify(values));
  form.querySelector(".draft-word").hidden = false;
}

export function restoreDraft(popKey, form) {
  const kept = sessionStorage.getItem(keyOf(popKey, form));
  if (!kept) return;
  const values = JSON.parse(kept);
  for (const field of fieldsOf(form)) {
    if (!(field.name in values)) continue;
    if (field.type === "radio") field.checked = field.value === values[field.name];
    else if (field.type === "checkbox") field.checked = values[field.name];
    else field.value = values[field.name];
  }
  form.querySelector(".draft-word").hidden = false;
}

export function dropDraft(popKey, form) {
  sessionStorage.removeItem(keyOf(popKey, form));
}

export function dropAllOf(popKey) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(`${prefix}${popKey}:`)) sessionStorage.removeItem(key);
}

// The next one to log in at this tab neither sees nor loses by what somebody else left in it.
export function keepOnlyOf(user) {
  if (sessionStorage.getItem("user") !== user) sessionStorage.clear();
  sessionStorage.setItem("user", user);
}

export function hasDraft(popKey) {
  return Object.keys(sessionStorage).some((key) => key.startsWith(`${prefix}${popKey}:`));
}
