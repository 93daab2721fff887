// SPDX-License-Identifier: GPL-3.0-or-later
// What happens, as it happens: Server-Sent Events, and polling the same feed while they do not come through.
//
// `after` is a watermark: everything up to it has been delivered. Rows above it may have been delivered too, so the
// numbers of rows seen are remembered and a row is never told twice.
// The board comes over the same connection: rows that replace themselves (docs/architecture/live.md).

import { syncClock } from "./clock.js";
import { getUrl } from "./server.js";

const topics = ["call", "recording", "agent", "control", "notice"];
const firstRetryMs = 2000;
const longestRetryMs = 30000;
const pollAfterMs = 3000; // how long a broken stream may try by itself before we poll beside it
const rememberedRows = 2000;

export class LiveFeed {
  // on: { event(topic, data), reset(), bye(), state("live" | "polling" | "connecting" | "lost") }
  // polled: { feed, board }: the addresses asked while streams do not come through; without one of them that is not polled.
  // board: { name: "system" | "colleagues", rows: a Board }, or nothing.
  constructor(url, pollMs, on, polled, board) {
    this.url = url;
    this.pollMs = pollMs;
    this.polled = polled;
    this.board = board;
    this.on = on;
    this.after = 0;
    this.seen = new Set();
    this.retryMs = firstRetryMs;
    this.lost = false;
    this.timers = {};
  }

  // after: the feed's position of the state that the page shows; without: from now on.
  start(after = 0) {
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
    const query = new URLSearchParams();
    if (this.after) query.set("after", this.after);
    if (this.board) query.set("board", this.board.name);
    const stream = new EventSource(`${this.url}?${query}`);
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
    if (this.board) this.#hearBoard(stream);
    stream.addEventListener("reset", () => this.on.reset());
    stream.addEventListener("bye", () => {
      stream.close();
      this.on.bye();
    });
    stream.addEventListener("error", () => this.#streamBroke());
  }

  #hearBoard(stream) {
    const { rows } = this.board;
    stream.addEventListener("board", (e) => rows.apply(JSON.parse(e.data)));
    stream.addEventListener("board_reset", (e) => rows.reset(JSON.parse(e.data)));
    stream.addEventListener("board_beat", (e) => {
      rows.beat(JSON.parse(e.data));
      this.#moveWatermark(Number(e.lastEventId));
    });
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
      if (this.polled.feed) await this.#pollFeed();
      if (this.board && this.polled.board) await this.#pollBoard();
      if (!this.polling) return;
      this.on.state("polling");
      if (this.lost) this.on.reset(); // the feed is kept for a while only: what was missed may be gone
      this.lost = false;
    } catch {
      this.lost = true;
      if (this.polling) this.on.state("lost");
    }
    if (this.polling) this.#later("poll", this.pollMs, () => this.#poll());
  }

  async #ask(url, params) {
    const response = await getUrl(url, params);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  async #pollFeed() {
    const answer = await this.#ask(this.polled.feed, { after: this.after });
    if (!this.polling) return;
    syncClock(answer.now);
    for (const { event, data } of answer.events) this.#tell(event, data);
    this.#moveWatermark(answer.feed);
  }

  async #pollBoard() {
    const answer = await this.#ask(this.polled.board, {});
    if (!this.polling) return;
    syncClock(answer.as_of);
    this.board.rows.reset(answer);
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
