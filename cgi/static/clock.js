// SPDX-License-Identifier: GPL-3.0-or-later
// The server's clock: timers must not depend on how well this computer's is set.

let offset = 0;

export function syncClock(serverNow) {
  offset = serverNow - Date.now();
}

export function serverNow() {
  return Date.now() + offset;
}

let clock;

// The time of day in the page's language and, where it names one (data-time-zone), its zone.
export function timeText(epochMs) {
  clock ??= new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium", hourCycle: "h23", timeZone: document.body.dataset.timeZone || undefined });
  return clock.format(epochMs);
}

export function durationText(ms) {
  const all = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(all / 3600);
  const tail = `${two(all % 60)}`;
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}
