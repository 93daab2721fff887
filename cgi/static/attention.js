// SPDX-License-Identifier: GPL-3.0-or-later
// Telling somebody who looks elsewhere that a call comes in: the tab's title, and by choice a sound and a
// notification. The choices are this browser's.

const plainTitle = document.title;
let audio;

function choice(id, allowed) {
  const box = document.getElementById(id);
  box.checked = localStorage.getItem(id) === "1";
  box.addEventListener("change", async () => {
    if (box.checked && !(await allowed())) box.checked = false;
    localStorage.setItem(id, box.checked ? "1" : "0");
  });
  return () => box.checked;
}

const wantsSound = choice("with-sound", () => true);
const wantsNotification = choice("with-notification", async () => {
  return "Notification" in window && (await Notification.requestPermission()) === "granted";
});

function ringOnce() {
  audio ??= new AudioContext();
  for (const [at, pitch] of [[0, 660], [0.22, 880]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.15, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.2);
  }
}

export function announceCall(words, call, who) {
  const text = `${words.ringing}: ${who || call.peername || call.peer || words.unknown}`;
  document.getElementById("announce").textContent = text;
  if (wantsSound()) ringOnce();
  if (wantsNotification() && document.hidden) new Notification(text, { tag: call.leg });
}

export function showInTitle(words, call) {
  document.title = call ? `\u260e ${call.peer || words.unknown} - ${words.ringing}` : plainTitle;
}
