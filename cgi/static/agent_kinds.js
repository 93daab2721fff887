// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent is shown as: a call or wrap-up before the status the person chose.

export const kindIcons = {
  off: "fa-moon-o", ready: "fa-check-circle", paused: "fa-pause-circle", ringing: "fa-bell", dialing: "fa-phone",
  talking: "fa-volume-control-phone", hold: "fa-pause", wrapup: "fa-pencil", unreachable: "fa-chain-broken",
};

export function kindOf(agent) {
  if (agent.state !== "idle" && !(agent.status === "off" && agent.state === "unreachable")) return agent.state;
  return agent.status;
}

// The word for a status; the system's own reasons have words of ours, people's are as they were written.
export function standingWord(words, { status, reasonid, reason }) {
  if (status !== "paused") return words[status];
  return reasonid ? reason : words[reason] ?? reason;
}
