// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to portal.fcgi, or another program of ours. Whoever is not logged in any more is taken to the login page.

const base = "/astercrm/portal.fcgi";

function leaveWhenLoggedOut(response) {
  if (response.status !== 401) return;
  location.assign(response.headers.get("X-Login") || "/astercrm/login.fcgi");
}

export async function getUrl(url, params = {}) {
  const response = await fetch(`${url}?${new URLSearchParams(params)}`, { cache: "no-store" });
  leaveWhenLoggedOut(response);
  return response;
}

export function getFrom(path, params) {
  return getUrl(`${base}${path}`, params);
}

export async function getJson(path, params) {
  const response = await getFrom(path, params);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

// Where to: as the button says that was pressed, else as the form does.
export function postForm(form, button) {
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  return postFields(address, new URLSearchParams(new FormData(form)));
}

export async function postFields(url, body) {
  const response = await fetch(url, { method: "POST", body });
  leaveWhenLoggedOut(response);
  return response;
}

// What a button asks for, without a form around it.
export function postTo(path, fields, program = base) {
  return postFields(`${program}${path}`, new URLSearchParams({ ...fields, csrf: document.querySelector("[data-csrf]").dataset.csrf }));
}

// An action whose answer is a sentence: { done, text }.
export async function actionTo(path, fields, program = base) {
  const said = document.getElementById("said").dataset;
  try {
    const response = await postTo(path, fields, program);
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(response.status));
    const answer = await response.json();
    return { ...answer, done: answer.done === true, text: answer.text ?? said.unreachable };
  } catch {
    return { done: false, text: said.unreachable };
  }
}

// Markup of our own server, escaped there.
export function toElement(markup) {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content;
}
