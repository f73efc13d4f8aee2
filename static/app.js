// Starts the components of a page, and of whatever arrives in it later.
import { initAll } from './govuk/govuk-frontend.min.js';

initAll();

document.body.addEventListener('htmx:beforeRequest', (event) => {
  event.detail.target.setAttribute('aria-busy', 'true');
});
document.body.addEventListener('htmx:afterRequest', (event) => {
  event.detail.target.removeAttribute('aria-busy');
});

document.body.addEventListener('htmx:afterSettle', (event) => {
  const arrived = event.detail.elt;
  initAll({ scope: arrived });
  const focus = arrived.querySelector('[data-focus-on-arrival]');
  if (focus) focus.focus();
  announce(arrived);
});

// Says what came, as "4 actions": the first heading or caption of the part that changed.
function announce(arrived) {
  const said = arrived.querySelector('[data-announce], h2, caption');
  const live = document.getElementById('live');
  if (said && live && arrived.tagName === 'SECTION') live.textContent = said.textContent.trim();
}

// Figures and notes that a reader would open are on paper too.
window.addEventListener('beforeprint', () => {
  document.querySelectorAll('details:not([open])').forEach((details) => {
    details.open = true;
    details.dataset.openedForPrint = '';
  });
});
window.addEventListener('afterprint', () => {
  document.querySelectorAll('details[data-opened-for-print]').forEach((details) => {
    details.open = false;
    delete details.dataset.openedForPrint;
  });
});
