// Builds what a snippet sees and freezes everything it could leave a trace in, so that snippets of
// many events and many APIs can share one context. Only strings go out (log, call) and come in.
(function (log, call) {
  'use strict';

  const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { ownKeys } = Reflect;

  // What could outlive an event, or reach beyond it.
  for (const name of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'arguments',
    'load', 'loadWithNewGlobal', 'print', 'printErr', 'quit', 'exit', 'Graal', 'Java', 'Packages',
    'Polyglot']) {
    delete globalThis[name];
  }

  // The registry of symbols is the engine's: it would only ever grow.
  let symbols = new Map();
  const symbolFor = (key) => {
    const name = String(key);
    if (!symbols.has(name)) symbols.set(name, Symbol(name));
    return symbols.get(name);
  };
  const symbolKeyFor = (symbol) => {
    for (const [name, known] of symbols) if (known === symbol) return name;
    return undefined;
  };
  const method = (name, value) => defineProperty(value, 'name', { value: name });
  defineProperty(Symbol, 'for', { value: method('for', symbolFor) });
  defineProperty(Symbol, 'keyFor', { value: method('keyFor', symbolKeyFor) });

  function asJson(value) {
    const above = [];
    return JSON.stringify(value, function (key, inner) {
      if (typeof inner === 'bigint') return `${inner}n`;
      if (typeof inner === 'function') return `[Function: ${inner.name || 'anonymous'}]`;
      if (typeof inner === 'symbol') return String(inner);
      if (inner instanceof Error) return String(inner);
      if (inner instanceof Map) return [...inner];
      if (inner instanceof Set) return [...inner];
      if (typeof inner !== 'object' || inner === null) return inner;
      while (above.length > 0 && above[above.length - 1] !== this) above.pop();
      if (above.includes(inner)) return '[Circular]';
      above.push(inner);
      return inner;
    });
  }

  function shown(value) {
    if (typeof value === 'string') return value;
    if (typeof value === 'bigint') return `${value}n`;
    if (value instanceof Error) return String(value.stack || value);
    if (value instanceof RegExp) return String(value);
    if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
    if (typeof value !== 'object' || value === null) return String(value);
    return String(asJson(value));
  }

  function formatted(values) {
    if (typeof values[0] !== 'string' || !values[0].includes('%')) return values.map(shown).join(' ');
    const rest = values.slice(1);
    const text = values[0].replace(/%[sdifjoO%]/g, (mark) => {
      if (mark === '%%') return '%';
      if (rest.length === 0) return mark;
      const value = rest.shift();
      if (mark === '%d') return String(Number(value));
      if (mark === '%i') return String(parseInt(value, 10));
      if (mark === '%f') return String(parseFloat(value));
      return mark === '%s' ? shown(value) : String(asJson(value));
    });
    return [text, ...rest.map(shown)].join(' ');
  }

  /** `line:column` of the innermost frame of an error that is in the snippet's text. */
  function place(error) {
    const frame = /\(?snippet:(\d+:\d+)/.exec(String(error.stack));
    return frame === null ? '' : frame[1];
  }

  function callerLine() {
    return place(new Error()).split(':')[0];
  }

  const console = {};
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
    console[level] = method(level, (...values) => {
      log(level, callerLine(), formatted(values));
    });
  }

  function answered(answer) {
    if (answer[0] === '!') throw new RangeError(answer.slice(1));
    return answer;
  }

  function text(value, what) {
    if (typeof value !== 'string' || value === '') {
      throw new TypeError(`expected ${what} as text, got ${shown(value)}`);
    }
    return value;
  }

  function json(value, what) {
    const encoded = JSON.stringify(value);
    if (encoded === undefined) throw new TypeError(`expected ${what} that JSON has, got ${shown(value)}`);
    return encoded;
  }

  const ensemble = {
    disconnectSSE(target) {
      answered(call('disconnect', text(target?.apiName, 'apiName'), ''));
    },
    connectSSE(target) {
      answered(call('connect', text(target?.apiName, 'apiName'), ''));
    },
    publish(address, body) {
      answered(call('publish', text(address, 'an address'), json(body, 'a body')));
    },
    storage: {
      get(key) {
        const found = call('get', text(key, 'a key'), '');
        return found === '' ? undefined : JSON.parse(found.slice(1));
      },
      set(key, value) {
        answered(call('set', text(key, 'a key'), json(value, 'a value')));
      },
      remove(key) {
        call('remove', text(key, 'a key'), '');
      },
    },
  };

  for (const [name, value] of Object.entries({ console, ensemble })) {
    defineProperty(globalThis, name, { value, writable: false, configurable: false });
  }

  // A frozen prototype would forbid `this.name = …` in classes that extend Error, and objects with
  // a `toString` of their own: accessors that define the property on the heir allow it.
  function inheritable(prototype) {
    for (const key of ownKeys(prototype)) {
      const { value, writable, enumerable, configurable } = getOwnPropertyDescriptor(prototype, key);
      if (!writable || !configurable) continue;
      defineProperty(prototype, key, {
        enumerable,
        get() {
          return value;
        },
        set(heirs) {
          if (this === prototype) throw new TypeError(`cannot assign to ${String(key)} of a built-in`);
          defineProperty(this, key, { value: heirs, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  }
  for (const type of [Object, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError,
    URIError, AggregateError]) {
    inheritable(type.prototype);
  }

  const found = new Set();
  const left = [
    globalThis, answered,
    // These have no name; they are reached by syntax only.
    async function () {}, function* () {}, async function* () {}, Object.getPrototypeOf(Int8Array),
    [].values(), ''[Symbol.iterator](), new Map().values(), new Set().values(), 'a'.matchAll(/a/g),
    (function* () {})(), (async function* () {})(), [].values().map((it) => it), Iterator.from({ next() {} }),
    new Intl.Segmenter().segment('a'), new Intl.Segmenter().segment('a')[Symbol.iterator](),
  ];
  while (left.length > 0) {
    const it = left.pop();
    if ((typeof it !== 'object' && typeof it !== 'function') || it === null || found.has(it)) continue;
    found.add(it);
    left.push(getPrototypeOf(it));
    for (const key of ownKeys(it)) {
      const { value, get, set } = getOwnPropertyDescriptor(it, key);
      left.push(value, get, set);
    }
  }
  for (const it of found) freeze(it);

  function run(snippet, response) {
    symbols = new Map();
    const input = JSON.parse(response);
    snippet(input, input.body);
  }

  function described(thrown) {
    return thrown instanceof Error ? String(thrown) : `thrown: ${shown(thrown)}`;
  }

  return [run, described, place];
})
