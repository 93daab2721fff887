// SPDX-License-Identifier: GPL-3.0-or-later
// A report's form: whoever changes a date wants the days from ... to; lines and campaigns know neither queue nor agent.

const form = document.getElementById("report-form");
const { period, by, queue, agent } = form.elements;

for (const date of [form.elements.from, form.elements.to]) {
  date.addEventListener("change", () => {
    period.value = "dates";
  });
}

by?.addEventListener("change", () => {
  queue.disabled = agent.disabled = ["line", "campaign"].includes(by.value);
});
