// What the page asks of the service. Every failure is an Error with the problem's own words.

export class NotLoggedIn extends Error {}

async function ask(path, options = {}) {
  const response = await fetch(path, { cache: 'no-store', ...options });
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  const text = problem.detail ?? `HTTP ${response.status}`;
  throw response.status === 401 ? new NotLoggedIn(text) : new Error(text);
}

/** The state, and more exactly: open with a reason, whose events get no further, is held. */
export function condition({ state, reason, attempt }) {
  if (state === 'open' && reason) return 'held';
  if (state === 'connecting' && attempt > 0) return 'retrying';
  return state;
}

export const isInTrouble = (stream) => ['failed', 'waiting', 'retrying', 'held'].includes(condition(stream));

const post = (path, body) =>
  ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

const path = (name) => `/api/streams/${encodeURIComponent(name)}`;

export const streams = () => ask('/api/streams');
export const stream = (name) => ask(path(name));
export const command = (name, action) => post(`${path(name)}/${action}`, {});
export const logIn = (token) => post('/api/session', { token });
export const logOut = () => ask('/api/session', { method: 'DELETE' });
