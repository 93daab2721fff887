// SPDX-License-Identifier: GPL-3.0-or-later
// The screen pops: one card for each call, the newest on top. The server says who calls; this file shows it, sends
// what was typed, and keeps drafts. Open cards survive a reload of the page.

import { dropAllOf, dropDraft, hasDraft, keepDraft, restoreDraft } from "./drafts.js";
import { getFrom, postForm, toElement } from "./server.js";

const openCards = "pops";
const retryMs = 3000;

// The form comes back as it was sent, with what is wrong.
const isAnsweredTyped = (response) => response.status === 409 || response.status === 422;

export class Pops {
  // on: { found(key, line, who), saved(), trouble(text) }
  constructor(words, on) {
    this.words = words;
    this.on = on;
    this.holder = document.getElementById("pops");
    this.resting = document.getElementById("resting");
    this.template = document.getElementById("pop-card");
    this.pops = new Map(); // key -> { about, element, ended }
  }

  // about: { key, leg, number, did, channel, title, contactid, customerid, campaign, script }
  open(about) {
    const known = this.pops.get(about.key);
    if (known) {
      known.element.dataset.leg = about.leg;
      known.ended = false;
      this.#remember();
      return;
    }
    this.#clearAway();
    const element = this.template.content.firstElementChild.cloneNode(true);
    const pop = { about, element, ended: false };
    element.dataset.leg = about.leg;
    element.dataset.number = about.number;
    element.querySelector(".pop-title").textContent = about.title || about.number;
    element.querySelector(".pop-number").textContent = about.title ? about.number : "";
    element.querySelector(".pop-close").addEventListener("click", () => this.#close(about.key));
    element.addEventListener("click", (e) => this.#clicked(pop, e));
    element.addEventListener("input", (e) => e.target.form && keepDraft(about.key, e.target.form));
    element.addEventListener("submit", (e) => {
      e.preventDefault();
      this.#save(pop, e.target, e.submitter);
    });
    this.pops.set(about.key, pop);
    this.holder.prepend(element);
    this.resting.hidden = true;
    this.#remember();
    this.#load(pop);
  }

  // What the number is called for, and what to say.
  setCampaign(key, campaign, script) {
    const { about, element } = this.pops.get(key);
    Object.assign(about, { campaign, script });
    const box = element.querySelector(".pop-campaign");
    box.hidden = !campaign;
    box.querySelector("b").textContent = campaign;
    box.querySelector("p").textContent = script;
    this.#remember();
  }

  setPhase(key, phase, word) {
    const pop = this.pops.get(key);
    if (!pop) return;
    pop.ended = phase === "ended";
    pop.element.dataset.phase = phase;
    pop.element.querySelector(".pop-phase").textContent = word;
  }

  bringUp(key) {
    const element = this.pops.get(key)?.element;
    if (!element) return false;
    this.holder.prepend(element);
    element.scrollIntoView({ block: "nearest" });
    return true;
  }

  // Cards that were open before the page was reloaded.
  restore() {
    for (const about of JSON.parse(sessionStorage.getItem(openCards) ?? "[]")) {
      this.open(about);
      this.pops.get(about.key).ended = true;
      if (about.campaign) this.setCampaign(about.key, about.campaign, about.script);
    }
  }

  #remember() {
    sessionStorage.setItem(openCards, JSON.stringify([...this.pops.values()].map((pop) => pop.about)));
  }

  // A new call needs the place of those that are over, unless something unsaved is in them.
  #clearAway() {
    for (const [key, pop] of this.pops) if (pop.ended && !hasDraft(key)) this.#close(key);
  }

  #close(key) {
    this.pops.get(key)?.element.remove();
    this.pops.delete(key);
    dropAllOf(key);
    this.resting.hidden = this.pops.size > 0;
    this.#remember();
  }

  async #load(pop) {
    const { leg, number, did, channel, contactid, customerid } = pop.about;
    const query = { leg: pop.about.key, number, did, channel };
    if (Number(contactid)) query.contactid = contactid;
    if (Number(customerid)) query.customerid = customerid;
    try {
      const response = await getFrom("/pop", query);
      if (response.status >= 500) throw new Error(`pop of ${leg} answered ${response.status}`);
      this.#put(pop, await response.text());
    } catch {
      this.on.trouble(this.words.unreachable);
      setTimeout(() => this.pops.has(pop.about.key) && this.#load(pop), retryMs);
    }
  }

  #put(pop, markup) {
    const body = pop.element.querySelector(".pop-body");
    body.replaceChildren(toElement(markup));
    for (const form of body.querySelectorAll("form")) restoreDraft(pop.about.key, form);
    const content = body.querySelector(".pop-content");
    if (!content) return;
    const { line, who } = content.dataset;
    if (who) pop.element.querySelector(".pop-title").textContent = who;
    pop.element.querySelector(".pop-number").textContent = who ? pop.about.number : "";
    this.on.found(pop.about.key, line, who);
  }

  #clicked(pop, event) {
    const pick = event.target.closest(".pick");
    if (pick) {
      pop.about.contactid = pick.dataset.contactid;
      pop.about.customerid = pick.dataset.customerid;
      this.#remember();
      this.#load(pop);
      return;
    }
    const use = event.target.closest(".use-customer");
    const form = use && pop.element.querySelector(".person-form");
    if (!form) return;
    form.elements.customer.value = use.dataset.customer;
    keepDraft(pop.about.key, form);
    (form.elements.contact ?? form.elements.note).focus();
  }

  #keepForms(pop) {
    for (const form of pop.element.querySelectorAll("form")) keepDraft(pop.about.key, form);
  }

  #showProblems(problems) {
    for (const problem of problems) problem.closest("details")?.setAttribute("open", "");
    problems[0]?.parentElement.querySelector(".field, input:not([type=hidden])")?.focus();
  }

  async #save(pop, form, pressed) {
    const buttons = [...form.elements].filter((element) => element.type === "submit");
    for (const button of buttons) button.disabled = true;
    try {
      const response = await postForm(form, pressed);
      if (response.status >= 500 || response.status === 401) throw new Error(`save answered ${response.status}`);
      // The answer holds what was typed, and newer marks of what it was opened with: it is the draft from now on.
      if (response.ok || isAnsweredTyped(response)) dropDraft(pop.about.key, form);
      this.#put(pop, await response.text());
      if (!response.ok || pop.element.querySelector(".note-form [name=note]")?.value) this.#keepForms(pop);
      this.#showProblems(pop.element.querySelectorAll(".problem"));
      if (response.ok) this.on.saved();
      this.on.trouble("");
    } catch {
      for (const button of buttons) button.disabled = false;
      this.on.trouble(this.words.unreachable);
    }
  }
}
