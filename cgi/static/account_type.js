// SPDX-License-Identifier: GPL-3.0-or-later
// The table of rights: offers what the chosen base can have; every right brings the right to view along.
const form = document.getElementById("account-type");
const base = form.elements.basetype;

function offer() {
  for (const box of form.querySelectorAll("[data-right]")) {
    const isOffered = box.dataset.notFor !== base.value;
    const isFixed = box.dataset.fixedFor === base.value;
    box.hidden = !isOffered;
    box.disabled = !isOffered || isFixed;
    if (isFixed) box.checked = true;
  }
  for (const row of form.querySelectorAll(".rights-table tbody tr")) row.hidden = !row.querySelector("[data-right]:not([hidden])");
}

form.addEventListener("change", ({ target }) => {
  if (target === base) return offer();
  if (!target.dataset.right) return;
  const boxes = [...target.closest("tr").querySelectorAll("[data-right]")];
  if (target.dataset.right !== "view" && target.checked) boxes[0].checked = true;
  if (target.dataset.right === "view" && !target.checked) for (const box of boxes) box.checked = false;
});

if (base) offer();
