// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a list more comfortable: search rows are added and taken out, a value's input fits its column, all rows of a page
// are ticked at once, a search that takes long goes on until the page is full. The list works without it.

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

const tableBody = document.querySelector("table.grid tbody");
const isWholeList = () => !document.querySelector('.pager [rel="prev"], .pager [rel="next"]');

const isBackward = (address) => new URL(address, location.href).searchParams.has("before");

// On the way back the beginning comes as a whole page.
function isFirst(page) {
  const on = page.querySelector("#search-on a");
  return !page.querySelector('.pager [rel="prev"]') && !(on && isBackward(on.href));
}

// The page that a search is shown on gets what the next part of the table has; the way on is that of the part.
function take(part, backward) {
  const rows = [...part.querySelectorAll("table.grid tbody tr")];
  if (backward) tableBody.prepend(...rows);
  else tableBody.append(...rows);
  const beyond = part.querySelector(`.pager [rel="${backward ? "prev" : "next"}"]`);
  if (beyond) document.querySelector(".pager-sizes").before(beyond);
  const next = part.getElementById("search-on");
  const isEmpty = tableBody.rows.length === 0;
  const end = next ?? (isEmpty ? part.querySelector(".grid-empty") : null);
  const old = document.getElementById("search-on");
  if (end) old.replaceWith(end);
  else old.remove();
  return next;
}

function tellCount(isEnd) {
  const count = new Intl.NumberFormat(document.documentElement.lang).format(tableBody.rows.length);
  document.getElementById("row-count").textContent = isEnd ? count : `${count}+`;
  if (isEnd) document.getElementById("count-all")?.remove();
}

async function searchOn(place) {
  const counts = isWholeList();
  const pageSize = Number(document.querySelector(".pager-sizes [aria-current]").textContent);
  const stopped = new AbortController();
  const watchStop = (part) => {
    const stop = part.querySelector("button");
    stop.hidden = false;
    stop.addEventListener("click", () => stopped.abort());
    part.querySelector("a").hidden = part.querySelector("#search-part").hidden = true;
    part.querySelector("#searching").hidden = false;
  };
  const rest = (part) => {
    part.querySelector("button").hidden = part.querySelector("#searching").hidden = true;
    part.querySelector("a").hidden = part.querySelector("#search-part").hidden = false;
  };
  let part = place;
  try {
    while (part && tableBody.rows.length < pageSize) {
      watchStop(part);
      const address = part.querySelector("a").href;
      const answer = await fetch(address, { signal: stopped.signal });
      if (!answer.ok || answer.redirected) break;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const backward = isBackward(address);
      if (backward && isFirst(page)) return location.replace(address);
      part = take(page, backward);
      if (counts) tellCount(!part && isWholeList());
    }
  } catch (error) {
    if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
  }
  if (part) rest(part);
}

const unsearched = document.getElementById("search-on");
if (unsearched) searchOn(unsearched);
