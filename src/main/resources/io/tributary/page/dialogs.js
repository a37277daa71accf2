// Questions: before something is cut, and for the token.

import * as service from './service.js';
import { setText } from './text.js';

const $ = (id) => document.getElementById(id);

/** Resolves to true only where the answer was yes. */
export function ask(title, text, yes) {
  const dialog = $('confirm');
  setText($('c-title'), title);
  setText($('c-text'), text);
  setText($('c-yes'), yes);
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((answer) =>
    dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true }),
  );
}

/** Resolves once the login is accepted. */
export function logIn() {
  const dialog = $('login');
  if (!dialog.open) dialog.showModal();
  return new Promise((done) => {
    dialog.oncancel = (event) => event.preventDefault();
    dialog.querySelector('form').onsubmit = async (event) => {
      event.preventDefault();
      try {
        await service.logIn($('token').value);
        $('token').value = '';
        dialog.close();
        done();
      } catch (problem) {
        $('l-why').hidden = false;
        setText($('l-why'), problem.message);
      }
    };
  });
}
