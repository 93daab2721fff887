// SPDX-License-Identifier: GPL-3.0-or-later
// The wallboard: pages that take turns. In the address: queue=NAME (several times: several), pages=today,queues,agents,
// rotate=SECONDS (0: hold), names=0 (agents by extension only). Keys: left and right, space holds, n hides names, f fills
// the screen.

import { kindIcons, standingWord } from "./agent_kinds.js";
import { alarmsOf, byNeed, figuresOf, levelOf, standingOf } from "./board_figures.js";
import { limits, openSystemBoard, showAlarms, showFigures } from "./board_page.js";
import { BoardRows } from "./board_rows.js";
import { durationText, serverNow } from "./clock.js";
import { KeyedRows, setText } from "./keyed_rows.js";
import { showAsOf, words } from "./open_board.js";

const usualRotateSeconds = 15;
const agentsAtOnce = 12;
const queuesAtOnce = 4;

const wishes = new URLSearchParams(location.search);
const queues = wishes.getAll("queue");
const rotateMs = 1000 * (Number(wishes.get("rotate") ?? usualRotateSeconds) || 0);
const sections = [...document.querySelectorAll("[data-page]")];
const wanted = wishes.get("pages")?.split(",") ?? sections.map((section) => section.dataset.page);

let showsNames = wishes.get("names") !== "0";
let held = rotateMs <= 0;
let turn = 0; // which of the turns is shown
let turns = []; // { page, from } each
let turnedAt = Date.now();

const nameOf = (agent) => (showsNames ? agent.name || agent.username : agent.extension);

function setLeveled(element, name, text, level) {
  const figure = element.querySelector(`[data-wall=${name}] dd`);
  figure.dataset.level = level;
  if (figure.textContent !== text) figure.textContent = text;
}

function paintQueue(element, { queue }) {
  const waited = queue.longestSince === null ? 0 : Math.max(0, serverNow() - queue.longestSince) / 1000;
  const level = queue.serviceLevel;
  setText(element, ".queue-name", queue.queue);
  setLeveled(element, "waiting", String(queue.waiting), levelOf(limits.waiting, queue.waiting));
  setLeveled(element, "wait", durationText(waited * 1000), levelOf(limits.wait, waited));
  setLeveled(element, "level", level === null ? "\u2013" : `${level}\u00a0%`, level === null ? "good" : levelOf(limits.service_level, level));
  setLeveled(element, "ready", String(queue.members.ready), queue.waiting ? levelOf(limits.ready, queue.members.ready) : "good");
}

function paintAgent(element, { agent, kind, since, level }) {
  element.dataset.kind = kind;
  element.dataset.colour = kind === "paused" ? agent.colour || "amber" : "";
  element.querySelector(".fa").className = `fa ${kindIcons[kind]}`;
  setText(element, ".wall-agent-name", nameOf(agent));
  setText(element, ".state-word", kind === "paused" ? standingWord(words, agent) : words[kind]);
  element.querySelector("time").dataset.level = level;
  setText(element, "time", since === null ? "" : durationText(serverNow() - since));
}

const lists = {
  queues: new KeyedRows(document.getElementById("wall-queues"), document.getElementById("wall-queue"), paintQueue),
  agents: new KeyedRows(document.getElementById("wall-agents"), document.getElementById("wall-agent"), paintAgent),
};

function itemsOf(rows, now) {
  return {
    today: [],
    queues: [...rows.queues.entries()].map(([key, queue]) => ({ key, queue })).sort((a, b) => b.queue.waiting - a.queue.waiting || a.queue.queue.localeCompare(b.queue.queue)),
    agents: [...rows.agents.values()]
      .map((agent) => ({ key: agent.account, agent, ...standingOf(limits, rows, agent, now) }))
      .filter(({ kind }) => kind !== "off")
      .sort((a, b) => byNeed(a, b) || a.agent.extension.localeCompare(b.agent.extension)),
  };
}

// A page with more than fits takes several turns; one with nothing takes none, unless it is the only one.
function turnsOf(items) {
  const sizes = { today: 1, queues: queuesAtOnce, agents: agentsAtOnce };
  const all = [];
  for (const { dataset } of sections) {
    const { page } = dataset;
    if (!wanted.includes(page)) continue;
    const count = page === "today" ? 1 : items[page].length;
    for (let from = 0; from < count; from += sizes[page]) all.push({ page, from, to: from + sizes[page] });
  }
  return all.length ? all : [{ page: "today", from: 0, to: 1 }];
}

function showTurn(items) {
  turn %= turns.length;
  const { page, from, to } = turns[turn];
  for (const section of sections) section.hidden = section.dataset.page !== page;
  document.getElementById("wall-page-name").textContent = sections.find((section) => section.dataset.page === page).dataset.name;
  lists[page]?.show(items[page].slice(from, to));
  showPages();
}

function showPages() {
  const box = document.getElementById("wall-pages");
  while (box.children.length > turns.length) box.lastElementChild.remove();
  while (box.children.length < turns.length) box.append(document.getElementById("wall-page-button").content.firstElementChild.cloneNode(true));
  turns.forEach(({ page }, i) => {
    const button = box.children[i];
    const many = turns.filter((other) => other.page === page);
    const name = sections.find((section) => section.dataset.page === page).dataset.name;
    button.textContent = many.length > 1 ? `${name} ${many.indexOf(turns[i]) + 1}` : name;
    if (i === turn) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
    button.onclick = () => turnTo(i);
  });
}

function paint() {
  if (!held && Date.now() - turnedAt >= rotateMs) turnTo(turn + 1, false);
  if (!board.asOf) return;
  const now = serverNow();
  const rows = BoardRows.of(board).ofQueues(queues);
  const figures = figuresOf(limits, rows, now);
  const items = itemsOf(rows, now);
  turns = turnsOf(items);
  showTurn(items);
  showFigures(figures);
  showAlarms(alarmsOf(limits, rows, now, figures), nameOf);
  showAsOf(board.asOf);
}

function turnTo(next, paints = true) {
  turn = (next + turns.length) % Math.max(1, turns.length);
  turnedAt = Date.now();
  if (paints) paint();
}

function press(id, isOn) {
  document.getElementById(id).setAttribute("aria-pressed", String(isOn));
}

function toggleHold() {
  held = !held;
  turnedAt = Date.now();
  press("wall-hold", held);
}

function toggleNames() {
  showsNames = !showsNames;
  press("wall-names", !showsNames);
  paint();
}

function fillScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.body.requestFullscreen().catch(() => undefined);
}

const keys = { ArrowRight: () => turnTo(turn + 1), ArrowLeft: () => turnTo(turn - 1), " ": toggleHold, n: toggleNames, f: fillScreen };

document.addEventListener("keydown", (event) => {
  if (event.target.closest("button, a") && event.key === " ") return;
  if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
document.getElementById("wall-hold").addEventListener("click", toggleHold);
document.getElementById("wall-names").addEventListener("click", toggleNames);
document.getElementById("wall-full").addEventListener("click", fillScreen);
press("wall-hold", held);
press("wall-names", !showsNames);

const board = openSystemBoard(paint);
