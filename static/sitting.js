// Before somebody who is away is signed out: says so, in whichever tab they look at, and asks.
// Other tabs count too: the portal is asked how long is left, and asking is no sign of life.
const dialog = document.getElementById('sitting');
const WARNING = 120; // seconds
let timer;

async function left() {
  const told = await fetch(dialog.dataset.ask, { headers: { 'X-Quiet': 'yes' }, redirect: 'manual' });
  return told.ok ? (await told.json()).left : 0;
}

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(seconds, 1) * 1000);
}

async function look() {
  let seconds;
  try { seconds = await left(); } catch { return wait(30); } // no network: the portal decides
  if (seconds <= 0) return location.assign(dialog.dataset.over);
  if (seconds > WARNING) {
    if (dialog.open) dialog.close();
    return wait(seconds - WARNING);
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  dialog.querySelector('[data-left]').textContent = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  if (!dialog.open) dialog.showModal();
  return wait(Math.min(seconds, 20));
}

async function stay(event) {
  event.preventDefault();
  const form = event.target;
  const done = await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' });
  if (done.type !== 'opaqueredirect') return form.submit();
  dialog.close();
  return look();
}

if (dialog) {
  dialog.querySelector('form').addEventListener('submit', stay);
  dialog.addEventListener('cancel', (event) => { // Escape is an answer too: they are there
    event.preventDefault();
    dialog.querySelector('form').requestSubmit();
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
  wait(Number(dialog.dataset.left) - WARNING);
}
