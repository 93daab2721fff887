// SPDX-License-Identifier: GPL-3.0-or-later
// A list whose elements are kept as long as their keys are there: what has the focus, or is being pointed at, survives
// an update. While somebody works in the list its order holds.

const holdMs = 8000; // after the last move or key

export class KeyedRows {
  // `template`: of one element; `paint(element, item)` fills it in.
  constructor(list, template, paint) {
    this.list = list;
    this.template = template;
    this.paint = paint;
    this.elements = new Map();
    this.touched = 0;
    for (const kind of ["pointermove", "keydown", "focusin"]) list.addEventListener(kind, () => (this.touched = Date.now()));
  }

  // items: { key, ... } in their order
  show(items) {
    this.#removeAllBut(new Set(items.map(({ key }) => key)));
    const elements = items.map((item) => {
      const element = this.elements.get(item.key) ?? this.#add(item.key);
      this.paint(element, item);
      return element;
    });
    if (Date.now() - this.touched > holdMs) this.#order(elements);
  }

  #removeAllBut(keys) {
    for (const [key, element] of this.elements) {
      if (keys.has(key)) continue;
      element.remove();
      this.elements.delete(key);
    }
  }

  #add(key) {
    const element = this.template.content.firstElementChild.cloneNode(true);
    this.elements.set(key, element);
    this.list.append(element);
    return element;
  }

  // An element that is moved loses the focus.
  #order(elements) {
    const focused = this.list.contains(document.activeElement) ? document.activeElement : undefined;
    elements.forEach((element, i) => {
      if (this.list.children[i] !== element) this.list.insertBefore(element, this.list.children[i]);
    });
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
