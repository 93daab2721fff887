// SPDX-License-Identifier: GPL-3.0-or-later
// Predictive dialer: the campaigns of one's scope as /live tells of them, started, stopped and changed while they run.

import { chosenPace, paintCampaign, showReasons } from "./campaign_card.js";
import { isToday, urgencyOf } from "./campaign_words.js";
import { KeyedRows } from "./keyed_rows.js";
import { ListCheck } from "./list_check.js";
import { openBoard, showAsOf } from "./open_board.js";
import { say } from "./said.js";
import { actionTo } from "./server.js";

const program = "/astercrm/manager.fcgi";
const isClassic = document.documentElement.dataset.skin === "classic";

const filter = document.getElementById("filter");
const campaigns = document.getElementById("campaigns");
const cards = new KeyedRows(campaigns, document.getElementById("campaign-card"), (card, item) => {
  // The manual's page shows the choices at once.
  if (!card.campaign && isClassic) card.querySelector(".campaign-pace").open = true;
  paintCampaign(card, item);
});

async function ask(path, fields) {
  const answer = await actionTo(path, fields, program);
  say(answer.text, answer.done);
  paint();
}

const start = (campaign) => ask("/dialer/start", { campaign: campaign.id });
const check = new ListCheck({ start, reasons: (list, reasons) => showReasons(list, reasons) });

const whichOnes = {
  "": () => true,
  started: (campaign) => campaign.started,
  trouble: (campaign) => campaign.started && urgencyOf(campaign) !== "none",
};

function chosen() {
  const { group, which, text } = Object.fromEntries(new FormData(filter));
  const sought = text.trim().toLowerCase();
  return (campaign) =>
    (group === "0" || campaign.group === Number(group)) && whichOnes[which](campaign) && `${campaign.name} ${campaign.queue}`.toLowerCase().includes(sought);
}

function paintGroups(rows) {
  const groups = new Map(rows.filter(({ group }) => group).map(({ group, groupName }) => [String(group), groupName]));
  const select = filter.elements.group;
  if (select.options.length - 1 === groups.size) return;
  const before = select.value;
  while (select.options.length > 1) select.options[1].remove();
  for (const [id, name] of [...groups].sort((a, b) => a[1].localeCompare(b[1]))) select.add(new Option(name, id));
  select.value = groups.has(before) ? before : "0";
}

// By group; those that are not enabled last.
function inOrder(a, b) {
  return a.groupName.localeCompare(b.groupName) || a.group - b.group || b.enabled - a.enabled || a.name.localeCompare(b.name);
}

function paint() {
  if (!board.asOf) return;
  const rows = [...board.rows("campaign").values()];
  paintGroups(rows);
  const seen = rows.filter(chosen()).sort(inOrder);
  const legs = [...board.rows("call").values()];
  cards.show(seen.map((campaign, i) => ({ key: campaign.id, campaign, legs, isFirst: campaign.group !== seen[i - 1]?.group })));
  document.getElementById("no-campaigns").hidden = seen.length > 0;
  showAsOf(board.asOf);
}

// The switch shows what is so, not what was asked for. A start comes after a look at the list, once a day.
function switchPressed(event) {
  event.preventDefault();
  const { campaign } = event.target.closest(".campaign");
  if (campaign.started) return ask("/dialer/stop", { campaign: campaign.id });
  const isChecked = campaign.check?.finished && isToday(campaign.check.finished);
  return isChecked || !campaign.enabled ? start(campaign) : check.open(campaign, true);
}

campaigns.addEventListener("click", (event) => {
  if (event.target.matches(".switch")) switchPressed(event);
  else if (event.target.closest("[data-do=check]")) check.open(event.target.closest(".campaign").campaign, false);
});
campaigns.addEventListener("change", (event) => {
  const form = event.target.closest(".pace-form");
  if (form) ask("/dialer/pace", { campaign: form.closest(".campaign").campaign.id, ...chosenPace(form) });
});
campaigns.addEventListener("submit", (event) => event.preventDefault());
campaigns.addEventListener("toggle", paint, true);
filter.addEventListener("input", paint);
filter.addEventListener("submit", (event) => event.preventDefault());

const board = openBoard({ name: "campaigns", parts: ["campaign", "call"], polled: `${program}/dialer/board` }, paint);
