// Asks the browser for a passkey, or for a new one, and sends its answer with the form around it.
const bytes = (text) => Uint8Array.from(
  atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const named = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

function question({ publicKey: asked }) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
  if (asked.allowCredentials) publicKey.allowCredentials = named(asked.allowCredentials);
  if (asked.excludeCredentials) publicKey.excludeCredentials = named(asked.excludeCredentials);
  return { publicKey };
}

function answer(key) {
  const response = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (key.response[part]) response[part] = text(key.response[part]);
  }
  return {
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response,
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

async function options(form) {
  if (!form.dataset.passkeyFrom) return JSON.parse(form.dataset.passkeyOptions);
  const asked = await fetch(form.dataset.passkeyFrom, {
    headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
  });
  return (await asked.json()).request_options;
}

async function use(form) {
  const failed = form.querySelector('[data-passkey-error]');
  failed.hidden = true;
  try {
    const key = await navigator.credentials[form.dataset.passkey](question(await options(form)));
    form.elements[form.dataset.passkeyField].value = JSON.stringify(answer(key));
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

function show() {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll('[data-passkey-button]').forEach((button) => { button.hidden = false; });
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-passkey-button]');
  if (!button) return;
  event.preventDefault();
  use(button.form);
});
document.body.addEventListener('htmx:afterSettle', show);
show();
