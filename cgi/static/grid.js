// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a list more comfortable: search rows are added and taken out, a value's input fits its column, all rows of a page
// are ticked at once. The list works without it.

const comparisons = {
  text: ["contains", "equal", "more", "less", "between", "empty"],
  number: ["equal", "more", "less", "between"],
  datetime: ["between", "equal", "more", "less", "empty"],
  choice: ["equal"],
  flag: ["equal"],
  reference: ["contains", "equal", "empty"],
};
const inputTypes = { number: "text", datetime: "datetime-local" };

const search = document.getElementById("search");
const addButton = document.getElementById("add-condition");

function choicesOf(type, field) {
  const name = type === "flag" ? "" : field;
  return document.querySelector(`template.choices[data-field="${name}"]`);
}

function selectWith(choices, old) {
  const select = document.createElement("select");
  select.append(choices.content.cloneNode(true));
  select.value = old.value;
  return select;
}

function inputOf(type, old) {
  const input = document.createElement("input");
  input.type = inputTypes[type] ?? "text";
  input.autocomplete = "off";
  if (type === "number") input.inputMode = "decimal";
  // A day alone is no value of datetime-local: it begins at midnight.
  input.value = input.type === "datetime-local" && /^\d{4}-\d\d-\d\d$/.test(old.value) ? `${old.value}T00:00` : old.value;
  return input;
}

function fit(row) {
  const field = row.querySelector(".condition-field");
  const type = field.selectedOptions[0]?.dataset.type ?? "text";
  const comparison = row.querySelector(".condition-comparison");
  for (const option of comparison.options) option.hidden = option.disabled = !comparisons[type].includes(option.value);
  if (comparison.selectedOptions[0]?.disabled ?? true) comparison.value = comparisons[type][0];

  const isChoice = type === "choice" || type === "flag";
  for (const name of ["condition-value", "condition-to"]) {
    const old = row.querySelector(`.${name}`);
    const made = isChoice && name === "condition-value" ? selectWith(choicesOf(type, field.value), old) : inputOf(type, old);
    made.className = old.className;
    made.id = old.id;
    made.name = old.name;
    old.replaceWith(made);
  }
  row.querySelector(".condition-value").hidden = comparison.value === "empty";
  row.querySelector(".condition-to").hidden = comparison.value !== "between";
}

function watch(row) {
  row.querySelector(".condition-field").addEventListener("change", () => fit(row));
  row.querySelector(".condition-comparison").addEventListener("change", () => fit(row));
  const remove = row.querySelector(".condition-remove");
  remove.hidden = false;
  remove.addEventListener("click", () => {
    if (search.querySelectorAll(".condition").length > 1) {
      row.remove();
    } else {
      for (const input of row.querySelectorAll("input")) input.value = "";
    }
  });
  fit(row);
}

function addRow() {
  const rows = search.querySelectorAll(".condition");
  const last = rows[rows.length - 1];
  const n = 1 + Math.max(...[...rows].map((row) => Number(row.dataset.n)));
  const row = last.cloneNode(true);
  row.dataset.n = n;
  row.querySelector(".problem")?.remove();
  for (const part of row.querySelectorAll("[name]")) {
    part.name = part.id = part.name[0] + n;
    if (part.tagName === "INPUT") part.value = "";
  }
  for (const label of row.querySelectorAll("label")) label.htmlFor = label.htmlFor[0] + n;
  last.after(row);
  watch(row);
  row.querySelector(".condition-field").focus();
}

for (const row of search.querySelectorAll(".condition")) watch(row);
addButton.hidden = false;
addButton.addEventListener("click", addRow);

const tickAll = document.getElementById("tick-all");
if (tickAll) {
  tickAll.hidden = false;
  tickAll.addEventListener("change", () => {
    for (const box of document.querySelectorAll("td.tick input")) box.checked = tickAll.checked;
  });
}
