// The events of one stream, as they come. EventSource would show only the types it is told of
// beforehand, so the response is read here; it is our own encoder's, with LF and nothing else.

const AGAIN_MILLIS = 1500;
const KEPT = 50;

function parse(block) {
  const event = { type: 'message', id: '', data: [] };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon < 1) continue;
    const field = line.slice(0, colon);
    const value = line.slice(colon + 2);
    if (field === 'event') event.type = value;
    else if (field === 'id') event.id = value;
    else if (field === 'data') event.data.push(value);
  }
  return event.data.length > 0 ? { ...event, data: event.data.join('\n'), at: new Date() } : undefined;
}

export class EventReader {
  #stop = new AbortController();
  #take;

  /** `take` is given the latest events of each chunk; of a flood only the last few. */
  constructor(name, take) {
    this.#take = take;
    this.#run(`/streams/${encodeURIComponent(name)}`);
  }

  close() {
    this.#stop.abort();
  }

  async #run(path) {
    while (!this.#stop.signal.aborted) {
      try {
        const response = await fetch(path, { signal: this.#stop.signal, cache: 'no-store' });
        if (response.ok) await this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader());
      } catch {
        // Closed by us, or the service is gone: then it is tried again.
      }
      await new Promise((done) => setTimeout(done, AGAIN_MILLIS));
    }
  }

  async #read(reader) {
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop();
      this.#take(blocks.slice(-KEPT).map(parse).filter(Boolean), blocks.length);
    }
  }
}
