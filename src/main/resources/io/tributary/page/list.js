// The list of streams: only the rows in sight exist, however many streams there are.

import { sparkline } from './charts.js';
import { condition } from './service.js';
import { age, count, element, rate, setText } from './text.js';

const SPARK = 60;
const SPARE_ROWS = 4;
/** What waits and what tries again take turns, and keep their places. */
const RANKS = { failed: 0, waiting: 1, retrying: 1, held: 2, connecting: 3, closed: 4, open: 5, disconnected: 6 };
const rank = (stream) => RANKS[condition(stream)];

const byName = (a, b) => a.apiName.localeCompare(b.apiName, 'en', { numeric: true });

const ORDERS = {
  trouble: (a, b) => rank(a) - rank(b) || byName(a, b),
  name: byName,
  rate: (a, b, rates) => rates.now(b.apiName) - rates.now(a.apiName) || byName(a, b),
  age: (a, b) => (b.lastEventAt ?? '').localeCompare(a.lastEventAt ?? '') || byName(a, b),
  errors: (a, b) => (b.errors ?? 0) - (a.errors ?? 0) || byName(a, b),
};

class Row {
  constructor() {
    this.item = element('li');
    this.link = this.item.appendChild(element('a', 'row'));
    this.state = this.link.appendChild(element('span', 'state'));
    const name = this.link.appendChild(element('span', 'name'));
    this.name = name.appendChild(element('b'));
    this.reason = name.appendChild(element('small'));
    const canvas = this.link.appendChild(element('canvas'));
    canvas.width = 120;
    canvas.height = 30;
    [this.rate, this.age, this.reconnects, this.errors] = ['rate n', 'n', 'n', 'n'].map((kind) =>
      this.link.appendChild(element('span', kind)),
    );
    this.node = this.link.appendChild(element('span', 'node'));
    this.spark = sparkline(canvas, SPARK);
  }

  show(stream, index, height, now, rates, selected) {
    this.item.style.top = `${index * height}px`;
    const href = `#${stream.apiName}`;
    if (this.link.getAttribute('href') !== href) this.link.href = href;
    this.link.setAttribute('aria-current', String(stream.apiName === selected));
    this.link.dataset.index = index;
    this.link.dataset.name = stream.apiName;
    setText(this.state, stream.state);
    this.state.dataset.state = condition(stream);
    setText(this.name, stream.apiName);
    setText(this.reason, stream.reason ?? '');
    if (this.reason.title !== this.reason.textContent) this.reason.title = this.reason.textContent;
    setText(this.rate, rate(rates.now(stream.apiName)));
    setText(this.age, stream.lastEventAt ? age(now - Date.parse(stream.lastEventAt)) : '–');
    this.#number(this.reconnects, stream.reconnects, 'n');
    this.#number(this.errors, stream.errors, 'n bad');
    setText(this.node, stream.node);
    this.spark.show(rates.last(stream.apiName, SPARK));
  }

  #number(cell, value = 0, kind) {
    setText(cell, count(value));
    cell.className = value === 0 ? 'n zero' : kind;
  }
}

export class List {
  #viewport = document.getElementById('viewport');
  #rows = document.getElementById('rows');
  #empty = document.getElementById('empty');
  #search = document.getElementById('search');
  #sort = document.getElementById('sort');
  #pool = [];
  #all = undefined;
  #shown = [];
  #rates;
  #now = 0;
  #selected = '';
  #active = 0;

  constructor(rates) {
    this.#rates = rates;
    this.#viewport.addEventListener('scroll', () => requestAnimationFrame(() => this.#draw()), { passive: true });
    this.#search.addEventListener('input', () => this.#arrange(true));
    this.#sort.addEventListener('change', () => this.#arrange(true));
    this.#rows.addEventListener('keydown', (event) => this.#move(event));
    new ResizeObserver(() => this.#draw()).observe(this.#viewport.parentElement);
    document.addEventListener('keydown', (event) => this.#shortcut(event));
  }

  show(streams, now) {
    this.#all = streams;
    this.#now = now;
    this.#arrange(false);
  }

  select(name) {
    this.#selected = name;
    this.#draw();
  }

  repaint() {
    this.#pool.forEach((row) => row.spark.repaint());
  }

  #arrange(fromTop) {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const order = ORDERS[this.#sort.value];
    this.#shown = (this.#all ?? [])
      .filter((stream) => {
        const text = `${stream.apiName} ${stream.state} ${stream.node} ${stream.reason ?? ''}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .sort((a, b) => order(a, b, this.#rates));
    if (fromTop) this.#viewport.scrollTop = 0;
    this.#empty.hidden = this.#all === undefined || this.#shown.length > 0;
    setText(this.#empty, words.length > 0 ? 'No stream matches.' : 'No API is configured yet.');
    this.#draw();
  }

  #draw() {
    const height = parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10);
    this.#rows.style.height = `${this.#shown.length * height}px`;
    const first = Math.max(0, Math.floor(this.#viewport.scrollTop / height) - SPARE_ROWS);
    const fitting = Math.ceil(this.#viewport.parentElement.clientHeight / height) + 2 * SPARE_ROWS;
    const last = Math.min(this.#shown.length, first + fitting) - 1;
    while (this.#pool.length < fitting) this.#pool.push(new Row());
    const focused = document.activeElement?.dataset.name;
    const inSight = new Set();
    for (let index = first; index <= last; index++) {
      // While it scrolls a stream keeps its row, so that nothing is drawn twice.
      const row = this.#pool[index % this.#pool.length];
      inSight.add(row);
      if (!row.item.isConnected) this.#rows.append(row.item);
      row.show(this.#shown[index], index, height, this.#now, this.#rates, this.#selected);
      row.link.tabIndex = index === Math.min(last, Math.max(first, this.#active)) ? 0 : -1;
      // The focus follows the stream, or Enter would open what was just sorted to its place.
      if (focused && row.link.dataset.name === focused) row.link.focus({ preventScroll: true });
    }
    this.#pool.filter((row) => !inSight.has(row)).forEach((row) => row.item.remove());
  }

  #shortcut(event) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !typing) {
      event.preventDefault();
      this.#search.focus();
    }
    if (event.key === 'ArrowDown' && (event.target === this.#search || event.target === document.body)) {
      event.preventDefault();
      this.#focus(0);
    }
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = Number(event.target.closest('a').dataset.index);
    this.#focus(Math.min(this.#shown.length - 1, Math.max(0, from + step)));
  }

  #focus(index) {
    const height = this.#rows.offsetHeight / Math.max(1, this.#shown.length);
    const top = index * height;
    const lowest = top + height + this.#rows.offsetTop - this.#viewport.clientHeight;
    if (top < this.#viewport.scrollTop) this.#viewport.scrollTop = top;
    if (lowest > this.#viewport.scrollTop) this.#viewport.scrollTop = lowest;
    this.#active = index;
    document.activeElement?.blur();
    this.#draw();
    this.#rows.querySelector(`a[data-index="${index}"]`)?.focus({ preventScroll: true });
  }
}
