// Events per second of every stream, worked out from the counts of one look to the next.

const KEPT = 300;

class Samples {
  values = [];
  events = undefined;

  add(events, seconds) {
    // A count that went down was begun afresh.
    const grown = this.events === undefined ? 0 : events < this.events ? events : events - this.events;
    this.events = events;
    if (seconds > 0) this.values.push(grown / seconds);
    if (this.values.length > KEPT) this.values.shift();
  }
}

export class Rates {
  #byName = new Map();
  #at = undefined;

  /** Takes the streams as they were at `now`, milliseconds. */
  look(streams, now) {
    const seconds = this.#at === undefined ? 0 : (now - this.#at) / 1000;
    if (this.#at !== undefined && seconds < 0.2) return; // the same answer again
    this.#at = now;
    const gone = new Set(this.#byName.keys());
    for (const stream of streams) {
      gone.delete(stream.apiName);
      this.#of(stream.apiName).add(stream.events ?? 0, seconds);
    }
    gone.forEach((name) => this.#byName.delete(name));
  }

  /** The last `length` samples, oldest first; null where nobody was looking yet. */
  last(name, length) {
    const values = this.#of(name).values.slice(-length);
    return [...new Array(length - values.length).fill(null), ...values];
  }

  /** Events per second over the last few seconds, so that slow streams do not flicker. */
  now(name) {
    const values = this.#of(name).values.slice(-5);
    return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
  }

  #of(name) {
    let samples = this.#byName.get(name);
    if (!samples) this.#byName.set(name, (samples = new Samples()));
    return samples;
  }
}
