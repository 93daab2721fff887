// SPDX-License-Identifier: GPL-3.0-or-later
// One campaign on the dialer's page: painted from its row, and what is pressed in it.

import { callsOf } from "./campaign_calls.js";
import { checkText, count, figuresOf, momentText, paceText, reasonText, standstillText, urgencyOf } from "./campaign_words.js";
import { durationText, serverNow } from "./clock.js";
import { KeyedRows, setText } from "./keyed_rows.js";
import { words } from "./open_board.js";

const program = "/astercrm/manager.fcgi";
const urgencyIcons = { none: "fa-check-circle", waits: "fa-clock-o", act: "fa-exclamation-triangle", off: "fa-stop-circle-o" };
const needsQueue = ["queue", "progressive", "predictive"];
const template = (id) => document.getElementById(id);

function address(page, conditions) {
  const query = new URLSearchParams();
  conditions.forEach(([field, value], i) => {
    query.set(`f${i + 1}`, field);
    query.set(`c${i + 1}`, "equal");
    query.set(`v${i + 1}`, value);
  });
  return `${program}/${page}?${query}`;
}

const listAddress = (campaign, reason) => address("diallist", [["campaign", campaign.name], ...(reason ? [["heldreason", reason]] : [])]);
const decisionsAddress = (campaign, reason) => address("decisions", [["campaign", campaign.name], ...(reason ? [["verdict", reason]] : [])]);

function paintReason(element, { reason, numbers, again, href }) {
  const link = element.querySelector(".reason-link");
  if (href) link.href = href;
  setText(element, ".reason-count", count(numbers));
  setText(element, ".reason-words", reasonText(reason));
  setText(element, ".reason-again", again ? `${words.from} ${momentText(again)}` : "");
}

// reasons: [{ reason, numbers, again }]; hrefOf(reason): where those numbers are listed
export function showReasons(list, reasons, hrefOf) {
  list.rows ??= new KeyedRows(list, template("reason-line"), paintReason);
  const items = reasons.map((each) => ({ key: each.reason, ...each, href: hrefOf?.(each.reason) }));
  list.rows.show(items.sort((a, b) => b.numbers - a.numbers));
  list.dataset.none = items.length ? "" : words.noneSo;
}

function paintCall(element, { number, state, since, agent }) {
  element.dataset.state = state;
  setText(element, ".call-number", number);
  setText(element, ".call-state", words[state]);
  setText(element, ".call-time", durationText(serverNow() - since));
  setText(element, ".call-agent", agent);
}

function paintHead(element, campaign) {
  element.querySelector(".switch").checked = campaign.started;
  element.querySelector(".switch").setAttribute("aria-label", `${words.start}: ${campaign.name}`);
  setText(element, ".campaign-name", campaign.name);
  setText(element, ".campaign-queue", campaign.queue);
  const urgency = urgencyOf(campaign);
  element.dataset.urgency = urgency;
  element.dataset.why = campaign.why;
  element.querySelector(".campaign-why .fa").className = `fa ${urgencyIcons[urgency]}`;
  setText(element, ".why-sentence", standstillText(campaign));
  const links = { list: listAddress(campaign), decisions: decisionsAddress(campaign), form: `${program}/campaigns/edit?id=${campaign.id}` };
  for (const link of element.querySelectorAll("[data-to]")) link.href = links[link.dataset.to];
}

function paintFigures(element, campaign) {
  const figures = figuresOf(campaign);
  for (const figure of element.querySelectorAll("[data-figure]")) {
    const [value, below, level = ""] = figures[figure.dataset.figure];
    figure.dataset.level = level;
    setText(figure, "b", value);
    setText(figure, "small", below);
  }
}

// What somebody is typing in stays.
function paintPace(element, campaign) {
  setText(element, ".pace-summary", paceText(campaign));
  const form = element.querySelector(".pace-form");
  for (const way of form.querySelectorAll("[data-mode]")) {
    const { mode } = way.dataset;
    way.hidden = needsQueue.includes(mode) && !campaign.hasQueue && mode !== campaign.mode;
    const radio = way.querySelector("[type=radio]");
    radio.name = `mode-${campaign.id}`;
    if (form.contains(document.activeElement)) continue;
    radio.checked = mode === campaign.mode;
  }
  if (form.contains(document.activeElement)) return;
  const values = { max_channel: campaign.maxChannel, timed_channel: campaign.maxChannel, queue_increasement: campaign.perSeat, abandontarget: campaign.target };
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}

function paintCalls(element, campaign, legs) {
  const part = element.querySelector(".campaign-calls");
  const calls = callsOf(campaign.id, legs);
  setText(part, ".calls-count", count(calls.length));
  part.querySelector(".calls-none").hidden = calls.length > 0;
  if (!part.open) return;
  part.rows ??= new KeyedRows(part.querySelector("tbody"), template("campaign-call"), paintCall);
  part.rows.show(calls);
}

function paintSkipped(element, campaign) {
  const part = element.querySelector(".campaign-skipped");
  const { list, refused, check } = campaign;
  setText(part, ".skipped-count", count(list.held + refused.reduce((sum, { numbers }) => sum + numbers, 0)));
  if (!part.open) return;
  const of = (name) => part.querySelector(`[data-reasons=${name}]`);
  showReasons(of("held"), list.reasons, (reason) => listAddress(campaign, reason));
  showReasons(of("refused"), refused, (reason) => decisionsAddress(campaign, reason));
  showReasons(of("checked"), check?.reasons ?? []);
  setText(part, ".check-summary", checkText(check, check?.finished ? momentText(check.finished) : ""));
}

// legs: all calls of the board; isFirst: of its group
export function paintCampaign(element, { campaign, legs, isFirst }) {
  element.campaign = campaign;
  element.dataset.campaign = campaign.id;
  const group = element.querySelector(".campaign-group");
  group.hidden = !isFirst || !campaign.groupName;
  setText(element, ".campaign-group", campaign.groupName);
  paintHead(element, campaign);
  paintFigures(element, campaign);
  paintPace(element, campaign);
  paintCalls(element, campaign, legs);
  paintSkipped(element, campaign);
}

// What the form of a campaign says: the fields of /dialer/pace.
export function chosenPace(form) {
  const mode = form.querySelector("[type=radio]:checked")?.value;
  const { max_channel: most, timed_channel: timed, queue_increasement: factor, abandontarget: target } = form.elements;
  return { limit_type: mode, max_channel: (mode === "timed" ? timed : most).value, queue_increasement: factor.value, abandontarget: target.value };
}
