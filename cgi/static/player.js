// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings are heard where they are listed: one player at the page's foot, so one recording at a time. Without this
// script a link opens the browser's own player.

const player = document.getElementById("player");
const sound = document.getElementById("player-sound");
const title = document.getElementById("player-title");
const problem = document.getElementById("player-problem");
let playing; // the link it came from

function show(text) {
  problem.textContent = text;
  problem.hidden = !text;
  sound.hidden = Boolean(text);
}

function mark(link) {
  playing?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  playing = link;
}

// A sound that fails to load says nothing of why; the server does.
async function explain(address) {
  const response = await fetch(address, { headers: { Range: "bytes=0-0" }, cache: "no-store" }).catch(() => undefined);
  if (response?.status === 401) location.assign(response.headers.get("X-Login"));
  const answer = response && !response.ok ? await response.json().catch(() => undefined) : undefined;
  if (playing?.href === address) show(answer?.sentence ?? player.dataset.unplayable);
}

function play(link) {
  mark(link);
  show("");
  title.textContent = link.dataset.title;
  player.hidden = false;
  sound.src = link.href;
  sound.play().catch(() => undefined); // its error event tells
  sound.focus();
}

function close() {
  const link = playing;
  mark(undefined);
  sound.pause();
  sound.removeAttribute("src");
  sound.load();
  player.hidden = true;
  link?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.play");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  play(link);
});

sound.addEventListener("error", () => playing && explain(playing.href));
player.addEventListener("change", (event) => {
  sound.defaultPlaybackRate = sound.playbackRate = Number(event.target.value);
});
player.addEventListener("keydown", (event) => event.key === "Escape" && close());
document.getElementById("player-close").addEventListener("click", close);
