// SPDX-License-Identifier: GPL-3.0-or-later
// Names that begin with what is being typed, offered below every field with data-names ("customer", "contact", or ""
// for both). A name that was picked from the list, or typed like one, is said to be there already.

import { getJson } from "./server.js";

const pauseMs = 150;
let lists = 0;
const timers = new WeakMap();
const offered = new WeakMap(); // field -> the people last offered

function listOf(field) {
  if (field.list) return field.list;
  const list = document.createElement("datalist");
  list.id = `names-${++lists}`;
  field.after(list);
  field.setAttribute("list", list.id);
  return list;
}

function optionOf(person) {
  const option = document.createElement("option");
  option.value = person.name;
  option.label = person.of ? `${person.name}, ${person.of}` : person.name;
  return option;
}

const keyOf = ({ customerid, contactid }) => `${customerid}|${contactid}`;

// Whom the field names, among those offered: { name, of, customerid, contactid }.
export function namedIn(field) {
  return offered.get(field)?.find((person) => person.name === field.value.trim());
}

function showKnown(field) {
  const row = field.closest(".form-row");
  if (!row) return;
  const shown = row.querySelector(".known-name");
  const person = namedIn(field);
  if (shown && person && shown.dataset.person === keyOf(person)) return;
  shown?.remove();
  if (!person) return;
  const note = document.getElementById("known-name").content.firstElementChild.cloneNode(true);
  note.dataset.person = keyOf(person);
  const pick = note.querySelector(".pick");
  pick.textContent = person.of ? `${person.name}, ${person.of}` : person.name;
  pick.dataset.customerid = person.contactid ? 0 : person.customerid;
  pick.dataset.contactid = person.contactid;
  row.append(note);
}

async function offer(field) {
  const text = field.value.trim();
  // A number is looked up, not offered.
  const names = text && !/^[0-9+*#() -]+$/.test(text) ? (await getJson("/names", { text, of: field.dataset.names })).names : [];
  if (field.value.trim() !== text) return;
  offered.set(field, names);
  listOf(field).replaceChildren(...names.map(optionOf));
  showKnown(field);
}

document.addEventListener("input", ({ target }) => {
  if (target.dataset?.names === undefined) return;
  showKnown(target);
  clearTimeout(timers.get(target));
  timers.set(target, setTimeout(() => offer(target).catch(() => undefined), pauseMs));
});
