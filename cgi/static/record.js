// SPDX-License-Identifier: GPL-3.0-or-later
// A record's form: what depends on another field is there while that field has one of the values it depends on.
const form = document.querySelector("form.record");
const depending = [...form.querySelectorAll("[data-when]")];

function valueOf(name) {
  const field = form.elements[name];
  if (!field) return "";
  return field.type === "checkbox" ? (field.checked ? "1" : "0") : field.value;
}

function offer() {
  for (const part of depending) part.hidden = !part.dataset.values.split(" ").includes(valueOf(part.dataset.when));
}

form.addEventListener("change", offer);
offer();
