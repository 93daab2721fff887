// SPDX-License-Identifier: GPL-3.0-or-later
// Another CRM instead of our pop: its page for a call in the frame, or in a window of its own that is used again. A
// browser that lets no page open windows gets a link.

import { getJson } from "./server.js";

const windowName = "astercrm-external";

export class ExternalCrm {
  // home: its first page; undefined: no other CRM is used. on: { trouble(text), blocked(link) }
  constructor(home, words, on) {
    this.isUsed = home !== undefined;
    this.words = words;
    this.on = on;
    this.frame = document.getElementById("external");
    if (this.frame && home) this.frame.src = home;
  }

  async open({ leg, peer, dir, start }) {
    try {
      const query = { number: peer, dir, uniqueid: leg.split("|")[1] ?? "" };
      if (start) query.start = start;
      const { url } = await getJson("/external", query);
      this.#show(url);
    } catch {
      this.on.trouble(this.words.unreachable);
    }
  }

  #show(url) {
    if (this.frame) {
      this.frame.src = url;
      return;
    }
    const opened = window.open(url, windowName);
    if (opened) {
      opened.focus();
      return;
    }
    const link = document.getElementById("external-link").content.firstElementChild.cloneNode(true);
    link.href = url;
    this.on.blocked(link);
  }
}
