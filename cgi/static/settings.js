// SPDX-License-Identifier: GPL-3.0-or-later
// The check buttons of the settings page: the server tries what stands in the form, saved or not.
import { postFields, toElement } from "./server.js";

const form = document.getElementById("settings");

async function check(button) {
  const result = document.getElementById(`check-${button.dataset.check}`);
  button.disabled = true;
  result.replaceChildren("…");
  try {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("check", button.dataset.check);
    const response = await postFields(`${form.action}/check`, fields);
    if (!response.ok) throw new Error(`status ${response.status}`);
    result.replaceChildren(toElement(await response.text()));
  } catch {
    result.replaceChildren(button.dataset.failed);
  } finally {
    button.disabled = false;
  }
}

for (const button of form.querySelectorAll("[data-check]")) {
  button.addEventListener("click", () => check(button));
}
