// SPDX-License-Identifier: GPL-3.0-or-later
// What happens, as it happens: Server-Sent Events, and polling the same feed while they do not come through.
//
// `after` is a watermark: everything up to it has been delivered. Rows above it may have been delivered too, so the
// numbers of rows seen are remembered and a row is never told twice.

import { syncClock } from "./clock.js";
import { getFrom } from "./server.js";

const topics = ["call", "recording", "agent", "notice"];
const firstRetryMs = 2000;
const longestRetryMs = 30000;
const pollAfterMs = 3000; // how long a broken stream may try by itself before we poll beside it
const rememberedRows = 2000;

export class LiveFeed {
  // on: { event(topic, data), reset(), bye(), state("live" | "polling" | "connecting" | "lost") }
  constructor(url, pollMs, on) {
    this.url = url;
    this.pollMs = pollMs;
    this.on = on;
    this.after = 0;
    this.seen = new Set();
    this.retryMs = firstRetryMs;
    this.lost = false;
    this.timers = {};
  }

  start(after) {
    this.after = after;
    this.#openStream();
  }

  #later(name, ms, action) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(action, ms);
  }

  #cancel(name) {
    clearTimeout(this.timers[name]);
    delete this.timers[name];
  }

  #openStream() {
    this.stream?.close();
    const stream = new EventSource(`${this.url}?after=${this.after}`);
    this.stream = stream;
    stream.addEventListener("hello", (e) => {
      const hello = JSON.parse(e.data);
      syncClock(hello.now);
      this.#moveWatermark(hello.feed);
      this.#streamWorks();
    });
    stream.addEventListener("open", () => this.#streamWorks());
    for (const topic of topics) {
      stream.addEventListener(topic, (e) => {
        this.#tell(topic, JSON.parse(e.data));
        this.#moveWatermark(Number(e.lastEventId));
      });
    }
    stream.addEventListener("reset", () => this.on.reset());
    stream.addEventListener("bye", () => {
      stream.close();
      this.on.bye();
    });
    stream.addEventListener("error", () => this.#streamBroke());
  }

  #streamWorks() {
    this.retryMs = firstRetryMs;
    this.polling = false;
    this.#cancel("poll");
    this.#cancel("retry");
    this.on.state("live");
  }

  #streamBroke() {
    if (!this.polling) this.on.state("connecting");
    const gaveUp = this.stream.readyState === EventSource.CLOSED;
    if (gaveUp) {
      this.#later("retry", this.retryMs, () => this.#openStream());
      this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
    }
    if (!this.polling) {
      this.polling = true;
      this.#later("poll", gaveUp ? 0 : pollAfterMs, () => this.#poll());
    }
  }

  async #poll() {
    if (!this.polling) return;
    try {
      const response = await getFrom("/feed", { after: this.after });
      if (!response.ok) throw new Error(String(response.status));
      const answer = await response.json();
      if (!this.polling) return;
      syncClock(answer.now);
      for (const { event, data } of answer.events) this.#tell(event, data);
      this.#moveWatermark(answer.feed);
      this.on.state("polling");
      if (this.lost) this.on.reset(); // the feed is kept for a while only: what was missed may be gone
      this.lost = false;
    } catch {
      this.lost = true;
      if (this.polling) this.on.state("lost");
    }
    if (this.polling) this.#later("poll", this.pollMs, () => this.#poll());
  }

  #tell(topic, data) {
    if (this.seen.has(data.feed)) return;
    if (data.feed !== undefined) this.seen.add(data.feed);
    this.on.event(topic, data);
  }

  #moveWatermark(row) {
    if (!(row > this.after)) return;
    this.after = row;
    if (this.seen.size <= rememberedRows) return;
    for (const old of this.seen) if (old <= row - rememberedRows) this.seen.delete(old);
  }
}
