// SPDX-License-Identifier: GPL-3.0-or-later
// Whom an account watches: a name chosen or typed becomes a ticked box at once. Without it, saving does.

const input = document.getElementById("watch_add");
const list = document.getElementById("watched");
const options = document.getElementById("colleagues").options;

function find(token) {
  const wanted = token.trim().toLowerCase();
  return [...options].find((o) => o.value.toLowerCase() === wanted || (wanted && o.dataset.extension === wanted));
}

function add(option) {
  const label = document.createElement("label");
  label.className = "check";
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: `watch_${option.dataset.id}`, value: "1", checked: true });
  const name = document.createElement("b");
  name.textContent = option.value;
  label.append(box, " ", name, ` ${option.textContent}`);
  list.append(label);
  option.remove();
}

function take() {
  const left = input.value.split(/[,，、;]/).filter((token) => {
    const option = find(token);
    if (option) add(option);
    return token.trim() && !option;
  });
  input.value = left.join(",");
}

input.addEventListener("change", take);
input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !input.value.trim()) return;
  event.preventDefault();
  take();
});
