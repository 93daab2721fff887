// SPDX-License-Identifier: GPL-3.0-or-later
// A list whose elements are kept as long as their keys are there: what has the focus, or is being pointed at, survives
// an update. While somebody is within the list its order holds.

export class KeyedRows {
  // `template`: of one element; `paint(element, item)` fills it in.
  constructor(list, template, paint) {
    this.list = list;
    this.template = template;
    this.paint = paint;
    this.elements = new Map();
  }

  // items: { key, ... } in their order
  show(items) {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, element] of this.elements) {
      if (keys.has(key)) continue;
      element.remove();
      this.elements.delete(key);
    }
    const holds = this.list.matches(":hover, :focus-within");
    let before = this.list.firstElementChild;
    for (const item of items) {
      const known = this.elements.get(item.key);
      const element = known ?? this.template.content.firstElementChild.cloneNode(true);
      this.elements.set(item.key, element);
      this.paint(element, item);
      if (holds) {
        if (!known) this.list.append(element);
      } else if (element === before) {
        before = before.nextElementSibling;
      } else {
        this.list.insertBefore(element, before);
      }
    }
  }
}

// Only what differs is written: an untouched text is not read out again.
export function setText(parent, selector, text) {
  const element = parent.querySelector(selector);
  if (element.textContent !== text) element.textContent = text;
}
