// SPDX-License-Identifier: GPL-3.0-or-later
// What system status and wallboard have in common: limits, the figures on top, and the alarms.

import { durationText } from "./clock.js";
import { openBoard, words } from "./open_board.js";

const settings = document.body.dataset;
const parts = ["agent", "call", "queue", "caller", "peer"];
const levelIcons = { good: "fa-check", amber: "fa-exclamation-circle", red: "fa-exclamation-triangle" };

export const limits = JSON.parse(settings.limits);

export function openSystemBoard(changed) {
  return openBoard({ name: "system", parts, polled: "/astercrm/manager.fcgi/board" }, changed);
}

function targetText(name, unit = (value) => value) {
  const { bad, amber } = limits[name];
  return `${words.target} ${bad === "above" ? "\u2264" : "\u2265"} ${unit(amber)}`;
}

const percent = (value) => `${value}\u00a0%`;

function tilesOf(figures) {
  const counted = figures.sinceRestart ? words.sinceRestart : words.today;
  return {
    waiting: [figures.waiting, targetText("waiting")],
    wait: [durationText(figures.wait * 1000), targetText("wait", (seconds) => durationText(seconds * 1000))],
    service_level: [figures.service_level === null ? "\u2013" : percent(figures.service_level), targetText("service_level", percent)],
    ready: [figures.ready, `${targetText("ready")}\n${words.talking} ${figures.talking} \u00b7 ${words.paused} ${figures.paused}`],
    calls: [figures.calls, `${words.answered} ${counted}: ${figures.answered}`],
    abandoned: [figures.abandonedCalls, `${counted}: ${percent(Math.round(figures.abandoned))}\n${targetText("abandoned", percent)}`],
  };
}

export function showFigures(figures) {
  const tiles = tilesOf(figures);
  for (const tile of document.querySelectorAll("[data-figure]")) {
    const name = tile.dataset.figure;
    const [value, sub] = tiles[name];
    tile.querySelector(".figure-value").textContent = value;
    tile.querySelector(".figure-sub").textContent = sub;
    const level = figures.levels[name];
    tile.dataset.level = level ?? "";
    const told = tile.querySelector(".figure-level");
    if (!told) continue;
    told.hidden = !level;
    told.querySelector(".fa").className = `fa ${levelIcons[level]}`;
    told.querySelector(".figure-word").textContent = words[level] ?? "";
  }
}

// Whose alarm it is, is read out once, not at every second of its timer.
export function showAlarms(alarms, nameOf) {
  const line = document.getElementById("alarms");
  const text = alarms.map(([word, , agent]) => (agent ? `${words[word]}: ${nameOf(agent)}` : words[word])).join(" \u00b7 ");
  if (line.textContent !== text) line.textContent = text;
  line.hidden = !text;
}
