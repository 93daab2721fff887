// SPDX-License-Identifier: GPL-3.0-or-later
// Moves the progress bar of an import and shows the page anew when its state changes. The work itself does not need
// the page.

const progress = document.getElementById("progress");
const bar = document.getElementById("bar");
let pause = 250;

function show(state) {
  if (state.status === "running") bar.value = state.percent;
  for (const place of progress.querySelectorAll("[data-count]")) place.textContent = state.counts[place.dataset.count];
}

async function look() {
  try {
    const response = await fetch(`/astercrm/manager.fcgi/import/state?id=${progress.dataset.id}`, { cache: "no-store" });
    if (response.status === 401 || response.status === 404) return location.reload();
    if (response.ok) {
      const state = await response.json();
      const began = progress.dataset.status === "ready" && state.status === "running";
      if (!state.under_way || (state.status !== progress.dataset.status && !began)) return location.reload();
      show(state);
    }
  } catch {
    // The server cannot be reached for a moment: asked again below.
  }
  pause = Math.min(pause * 1.5, 1000);
  setTimeout(look, pause);
}

setTimeout(look, pause);
