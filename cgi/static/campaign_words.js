// SPDX-License-Identifier: GPL-3.0-or-later
// A campaign's row in words: why it does not dial, its figures, why numbers are not dialed.

import { serverNow } from "./clock.js";
import { words } from "./open_board.js";

const language = document.documentElement.lang;
const none = "\u2013";
const warnsFrom = 0.8; // of the limit

function wordsBy(name) {
  const all = document.getElementById("words").content.querySelectorAll(`[data-${name}]`);
  return new Map([...all].map((element) => [element.dataset[name], element]));
}

const standstills = wordsBy("why");
const flaws = wordsBy("flaw");
const reasons = wordsBy("reason");

const number = new Intl.NumberFormat(language);
const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const clock = new Intl.DateTimeFormat(language, { timeStyle: "short", hourCycle: "h23" });
const dayAndClock = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });

export const count = (value) => number.format(value);
export const percent = (value) => `${decimal.format(value)}\u00a0%`;

export function isToday(epochMs) {
  return new Date(epochMs).toDateString() === new Date(serverNow()).toDateString();
}

// By the clock of whoever looks; with the day when it is another.
export function momentText(epochMs) {
  return (isToday(epochMs) ? clock : dayAndClock).format(epochMs);
}

export function reasonText(reason) {
  return reasons.get(reason)?.textContent ?? reason;
}

// The dialer's detail is "what: value" of a setting, or a name.
function detailText(detail) {
  const [what, ...value] = detail.split(": ");
  const flaw = flaws.get(what)?.textContent;
  return flaw ? [flaw, value.join(": ")].filter(Boolean).join(": ") : detail;
}

export function standstillText({ why, whyUntil, detail }) {
  const sentence = standstills.get(why)?.textContent ?? `${reasonText(why)}.`;
  const until = whyUntil === null || whyUntil <= serverNow() ? "" : `${words.goesOn} ${momentText(whyUntil)}.`;
  return [sentence, detail && `(${detailText(detail)})`, until].filter(Boolean).join(" ");
}

// What has no sentence of its own is about numbers, and asks for somebody.
export function urgencyOf({ why }) {
  return standstills.get(why)?.dataset.urgency ?? "act";
}

export function paceText({ mode, maxChannel, perSeat, target }) {
  const value = { channel: count(maxChannel), timed: count(maxChannel), queue: decimal.format(perSeat), predictive: percent(target) }[mode];
  return [words[`mode_${mode}`] ?? mode, value].filter(Boolean).join(" ");
}

function abandonedLevel({ calls, rate, limit }) {
  if (!calls || limit === undefined || limit >= 100) return "good";
  if (rate >= limit) return "red";
  return rate >= warnsFrom * limit ? "amber" : "good";
}

// Today's rate, and the profile's window with its limit.
function ratesText({ today, todayRate, window, rate, limit }) {
  const ofToday = today ? percent(todayRate) : "";
  const ofWindow = window && limit < 100 ? `${words[`window_${window}`]}: ${percent(rate)}, ${words.limit} ${percent(limit)}` : "";
  return [ofToday, ofWindow].filter(Boolean).join(" \u00b7 ");
}

function timeLeft(minutes) {
  if (minutes === null) return [none, ""];
  const hours = Math.floor(minutes / 60);
  return [`${hours}:${String(minutes % 60).padStart(2, "0")}\u00a0h`, `${words.endsAt} ${momentText(serverNow() + minutes * 60000)}`];
}

function listFigure({ all, due, held, whole }) {
  const atLeast = whole ? "" : `${words.atLeast} `;
  return [atLeast + count(all), `${count(due)} ${words.due}${held ? `, ${count(held)} ${words.held}` : ""}`];
}

function agentsFigure(dialer) {
  const others = [[dialer.busy, words.talkingAgents], [dialer.wrapup, words.wrapup], [dialer.paused, words.paused]];
  return [count(dialer.idle), others.map(([value, word]) => `${count(value)} ${word}`).join(", ")];
}

// Each [value, what stands below it, level].
export function figuresOf({ list, dialer, hitRate, abandoned, minutesLeft, today }) {
  const live = (field) => [dialer ? count(dialer[field]) : none, ""];
  return {
    list: listFigure(list),
    dialing: live("dialing"),
    ringing: live("ringing"),
    waiting: live("waiting"),
    talking: live("talking"),
    agents: dialer ? agentsFigure(dialer) : [none, ""],
    lines: [dialer && dialer.lines !== null ? count(dialer.lines) : none, ""],
    hits: [hitRate === null ? none : percent(hitRate), `${count(today.dials)} ${words.dialedToday}`],
    abandoned: [count(abandoned.today), ratesText(abandoned), abandonedLevel(abandoned)],
    left: timeLeft(minutesLeft),
  };
}

// when: it was finished, or nothing to tell of it
export function checkText(check, when = "") {
  if (!check) return words.notChecked;
  if (!check.checked && check.finished) return words.listIsEmpty;
  const result = `${count(check.callable)} / ${count(check.checked)} ${words.callable}`;
  return [when, result, check.finished ? "" : `(${words.notFinished})`].filter(Boolean).join(" ");
}
