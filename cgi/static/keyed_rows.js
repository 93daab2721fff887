// SPDX-License-Identifier: GPL-3.0-or-later
// A list whose elements are kept as long as their keys are there: what has the focus, or is being pointed at, survives
// an update. While somebody works in the list its order holds.

const holdMs = 8000; // after the last move or key
const tickMs = 990; // a little less than the pages' own second

const isSame = (item, before) => Boolean(before) && Object.keys(item).every((field) => Object.is(item[field], before[field]));

// Positions of the longest rising run among the numbers: what may stay where it is.
function longestRise(numbers) {
  const ends = []; // ends[n]: where the run of n + 1 that ends lowest does so
  const previous = numbers.map((number, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]] < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = i;
    return ends[low - 1];
  });
  const rise = new Set();
  for (let i = ends.at(-1); i !== undefined; i = previous[i]) rise.add(i);
  return rise;
}

export class KeyedRows {
  // `template`: of one element; `paint(element, item)` fills it in. With `tick(element, item)`, which moves the timers on, an
  // element is painted when a field of its item is another, and otherwise ticks once a second while it is in view: style and
  // layout of a thousand rows cost half a second. Without, it is always painted.
  constructor(list, template, paint, tick) {
    this.list = list;
    this.template = template;
    this.paint = paint;
    this.tick = tick;
    this.ticked = 0;
    this.inView = new Set(); // elements
    this.watch = tick && new IntersectionObserver((changes) => this.#look(changes), { rootMargin: "200px" });
    this.items = new Map(); // as they were painted
    this.elements = new Map();
    this.limit = Infinity; // elements beyond it are kept up, and hidden: they cost no style and no layout
    this.touched = 0;
    for (const kind of ["pointermove", "keydown", "focusin"]) list.addEventListener(kind, () => (this.touched = Date.now()));
  }

  // items: { key, ... } in their order
  show(items) {
    this.#removeAllBut(new Set(items.map(({ key }) => key)));
    const isTick = Date.now() - this.ticked >= tickMs;
    if (isTick) this.ticked = Date.now();
    const elements = items.map((item, i) => {
      const element = this.elements.get(item.key) ?? this.#add(item.key);
      if (element.hidden !== i >= this.limit) element.hidden = i >= this.limit;
      this.#show(element, item, isTick);
      return element;
    });
    if (Date.now() - this.touched > holdMs) this.#order(elements);
  }

  #show(element, item, isTick) {
    if (!this.tick || !isSame(item, this.items.get(item.key))) this.paint(element, item);
    else if (isTick && this.inView.has(element)) this.tick(element, item);
    this.items.set(item.key, item);
  }

  #look(changes) {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) this.inView.add(target);
      else this.inView.delete(target);
    }
    this.ticked = 0; // what comes into view is old
  }

  #removeAllBut(keys) {
    for (const [key, element] of this.elements) {
      if (keys.has(key)) continue;
      element.remove();
      this.watch?.unobserve(element);
      this.inView.delete(element);
      this.elements.delete(key);
      this.items.delete(key);
    }
  }

  #add(key) {
    const element = this.template.content.firstElementChild.cloneNode(true);
    this.elements.set(key, element);
    this.list.append(element);
    this.watch?.observe(element);
    return element;
  }

  // An element that is moved loses the focus, and costs layout: as few as can be are.
  #order(elements) {
    const places = new Map([...this.list.children].map((element, i) => [element, i]));
    const stays = longestRise(elements.map((element) => places.get(element)));
    if (stays.size === elements.length) return;
    const focused = this.list.contains(document.activeElement) ? document.activeElement : undefined;
    for (let i = elements.length - 1; i >= 0; --i) if (!stays.has(i)) this.list.insertBefore(elements[i], elements[i + 1] ?? null);
    if (focused && focused !== document.activeElement) {
      const { touched } = this;
      focused.focus({ preventScroll: true });
      this.touched = touched;
    }
  }
}

// Only what differs is written: an untouched text is not read out again.
export function setText(parent, selector, text) {
  const element = parent.querySelector(selector);
  if (element.textContent !== text) element.textContent = text;
}
