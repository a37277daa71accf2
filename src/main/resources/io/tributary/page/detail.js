// One stream: figures, chart, errors, the last events, and what can be done about it.

import { rateChart } from './charts.js';
import { ask } from './dialogs.js';
import { EventReader } from './events.js';
import * as service from './service.js';
import { age, bytes, clock, count, element, pretty, rate, setText } from './text.js';

const KEPT = 50;
const CHART = 300;
const LONGEST_SHOWN = 20_000;
const REDRAW_MILLIS = 250;

const $ = (id) => document.getElementById(id);

const QUESTIONS = {
  disconnect: ['Disconnect', 'No more events until someone connects it again. It will not reconnect by itself.'],
  reconnect: ['Reconnect', 'The connection is cut and made again; it resumes from the last event id.'],
};

export class Detail {
  #name = '';
  #reader = undefined;
  #fresh = [];
  #paused = false;
  #errorsShown = '';
  #chart = undefined;
  #rates;
  #refreshed;

  constructor(rates, refreshed) {
    this.#rates = rates;
    this.#refreshed = refreshed;
    $('detail')
      .querySelectorAll('[data-action]')
      .forEach((button) => button.addEventListener('click', () => this.#act(button.dataset.action)));
    $('d-pause').addEventListener('click', () => this.#pause(!this.#paused));
    setInterval(() => this.#drawEvents(), REDRAW_MILLIS);
  }

  open(name) {
    this.close();
    this.#name = name;
    $('detail').hidden = false;
    $('detail').scrollTop = 0;
    setText($('d-name'), name);
    this.#chart ??= rateChart($('d-chart'), CHART);
    this.#reader = new EventReader(name, (events) => this.#fresh.push(...events));
    this.#look(true);
  }

  close() {
    this.#reader?.close();
    this.#reader = undefined;
    this.#name = '';
    this.#fresh = [];
    this.#errorsShown = '';
    this.#pause(false);
    ['d-events', 'd-errors', 'd-facts'].forEach((id) => $(id).replaceChildren());
    setText($('d-outcome'), '');
    $('detail').hidden = true;
  }

  /** The list was read again. */
  show(streams, now) {
    if (!this.#name) return;
    const stream = streams.find((one) => one.apiName === this.#name);
    if (stream) this.#draw(stream, now);
    this.#look(false);
  }

  repaint() {
    this.#chart?.repaint();
  }

  async #look(first) {
    const name = this.#name;
    try {
      const stream = await service.stream(name);
      if (name !== this.#name) return;
      this.#drawErrors(stream.recentErrors ?? []);
      this.#drawFacts(stream);
      if (first) this.#drawKept(stream.lastEvents ?? []);
    } catch (problem) {
      if (name === this.#name) setText($('d-outcome'), problem.message);
    }
  }

  #draw(stream, now) {
    setText($('d-state'), stream.state);
    $('d-state').dataset.state = service.condition(stream);
    $('d-reason').hidden = !stream.reason;
    setText($('d-reason'), stream.reason ?? '');
    const alive = ['open', 'connecting', 'waiting'].includes(stream.state);
    this.#button('connect').disabled = alive && stream.state !== 'waiting';
    this.#button('reconnect').disabled = !alive;
    this.#button('disconnect').disabled = stream.state === 'disconnected';
    this.#now = now;
    this.#chart.show(this.#rates.last(stream.apiName, CHART));
  }

  #now = Date.now();

  #drawFacts(stream) {
    const since = Date.parse(stream.since);
    const facts = {
      'In this state': `${age(this.#now - since)}, since ${clock(new Date(since))}`,
      'Events': `${count(stream.events ?? 0)} (${rate(this.#rates.now(stream.apiName))} per second)`,
      'Last event': stream.lastEventAt ? `${age(this.#now - Date.parse(stream.lastEventAt))} ago`.replace('now ago', 'now') : 'none yet',
      'Received': bytes(stream.bytes ?? 0),
      'Reconnects': count(stream.reconnects ?? 0),
      'Last event id': stream.lastEventId || '–',
      'Delivery': stream.delivery ? `${stream.delivery.mode} to ${stream.delivery.address}` : '–',
      'From': stream.url ? `${stream.method} ${stream.url}` : '–',
      'Node': stream.node,
    };
    const list = $('d-facts');
    for (const [name, value] of Object.entries(facts)) {
      let dd = list.querySelector(`[data-fact="${name}"]`);
      if (!dd) {
        list.append(element('dt', '', name), (dd = element('dd')));
        dd.dataset.fact = name;
      }
      setText(dd, value);
    }
  }

  #drawErrors(errors) {
    setText($('d-error-count'), errors.length === 0 ? 'none' : 'the latest first');
    const key = errors.map((error) => error.at).join();
    if (key === this.#errorsShown) return;
    this.#errorsShown = key;
    $('d-errors').replaceChildren(
      ...errors.map((error) => {
        const item = element('li');
        const next = error.willReconnect
          ? error.delay ? ` – tries again in ${(error.delay / 1000).toFixed(1)} s` : ''
          : ' – gave up';
        item.append(element('time', '', clock(new Date(error.at))), ' ', element('b', '', error.type), ` ${error.message}${next}`);
        return item;
      }),
    );
  }

  #drawKept(bodies) {
    this.#fresh.unshift(...bodies.map((body) => ({ type: body.event, id: body.id, data: body.data })));
  }

  #drawEvents() {
    if (!this.#name || this.#paused) return;
    const list = $('d-events');
    const fresh = this.#fresh.splice(0).slice(-KEPT);
    fresh.forEach((event) => list.prepend(this.#event(event)));
    while (list.children.length > KEPT) list.lastChild.remove();
    setText($('d-event-note'), list.children.length === 0 ? 'waiting for the next one …' : `the last ${list.children.length}`);
  }

  #event({ type, id, data, at }) {
    const item = element('li');
    const line = item.appendChild(element('div', 'line'));
    line.append(element('time', '', at ? clock(at) : 'earlier'), element('b', '', type), element('span', 'id', id && `id ${id}`));
    const text = pretty(data);
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}\n… ${count(text.length - LONGEST_SHOWN)} more characters` : text;
    item.append(element('pre', '', shown));
    return item;
  }

  #pause(on) {
    this.#paused = on;
    $('d-pause').setAttribute('aria-pressed', String(on));
    setText($('d-pause'), on ? 'Resume' : 'Pause');
    if (on) setText($('d-event-note'), 'paused');
  }

  async #act(action) {
    const name = this.#name;
    const question = QUESTIONS[action];
    if (question && !(await ask(`${question[0]} ${name}?`, question[1], question[0]))) return;
    setText($('d-outcome'), '…');
    try {
      const state = await service.command(name, action);
      setText($('d-outcome'), `now ${state.state}`);
    } catch (problem) {
      setText($('d-outcome'), problem.message);
    }
    this.#refreshed();
  }

  #button(action) {
    return $('detail').querySelector(`[data-action="${action}"]`);
  }
}
