// Puts the page together: looks at the service once a second and shows what it says.

import { Detail } from './detail.js';
import { logIn } from './dialogs.js';
import { List } from './list.js';
import { Rates } from './rates.js';
import * as service from './service.js';
import { count, rate, setText } from './text.js';
import { theme } from './theme.js';

const LOOK_MILLIS = 1000;

const $ = (id) => document.getElementById(id);

const rates = new Rates();
const list = new List(rates);
const detail = new Detail(rates, () => look());

// The cookie of a login is nothing that a script can see.
const LOGGED_IN = 'tributary-logged-in';

let looking = false;

function loggedIn(yes) {
  if (yes) localStorage.setItem(LOGGED_IN, 'yes');
  else localStorage.removeItem(LOGGED_IN);
  $('logout').hidden = !yes;
}

async function look() {
  if (looking || document.hidden) return;
  looking = true;
  try {
    const { now, streams } = await service.streams();
    show(streams, Date.parse(now));
    $('banner').hidden = true;
  } catch (problem) {
    if (problem instanceof service.NotLoggedIn) {
      loggedIn(false);
      await logIn();
      loggedIn(true);
    } else {
      $('banner').hidden = false;
      setText($('banner'), `The service does not answer: ${problem.message}`);
    }
  } finally {
    looking = false;
  }
}

function show(streams, now) {
  rates.look(streams, now);
  const trouble = streams.filter(service.isInTrouble).length;
  setText($('sum-total'), count(streams.length));
  setText($('sum-open'), count(streams.filter((stream) => stream.state === 'open').length));
  setText($('sum-trouble'), count(trouble));
  document.querySelector('.is-trouble').classList.toggle('some', trouble > 0);
  setText($('sum-rate'), rate(streams.reduce((sum, stream) => sum + rates.now(stream.apiName), 0)));
  document.title = trouble > 0 ? `(${trouble}) Tributary` : 'Tributary';
  list.show(streams, now);
  detail.show(streams, now);
}

function follow() {
  const name = decodeURIComponent(location.hash.slice(1));
  document.querySelector('main').classList.toggle('has-detail', name !== '');
  if (name) detail.open(name);
  else detail.close();
  list.select(name);
  look();
}

function back() {
  if (location.hash) location.hash = '';
}

$('back').addEventListener('click', back);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) back();
});
$('logout').addEventListener('click', async () => {
  await service.logOut();
  loggedIn(false);
  location.reload();
});
$('logout').hidden = localStorage.getItem(LOGGED_IN) === null;
addEventListener('hashchange', follow);
document.addEventListener('visibilitychange', look);
theme(() => {
  list.repaint();
  detail.repaint();
});
follow();
setInterval(look, LOOK_MILLIS);
