/* Carries what the page asks to a passkey or security key, and its answer into the form. Decides and keeps nothing. */
"use strict";

const form = document.querySelector("form[data-sleutel]");

/** Bytes as the server writes them: base64 for addresses, without padding. */
const read = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const write = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function question(options) {
  const asked = { ...options, challenge: read(options.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: read(asked.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((known) => ({ ...known, id: read(known.id) }));
  }
  return { publicKey: asked };
}

function answer(credential) {
  const response = { clientDataJSON: write(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = write(credential.response[part]);
  }
  return JSON.stringify({ id: credential.id, rawId: write(credential.rawId), type: credential.type, response });
}

async function ask(event) {
  if (form.elements.antwoord.value) return;
  event.preventDefault();
  const message = form.querySelector("[data-sleutel-melding]");
  message.textContent = message.dataset.bezig;
  try {
    const asked = question(JSON.parse(form.dataset.opties));
    form.elements.antwoord.value = answer(await navigator.credentials[form.dataset.sleutel](asked));
  } catch {
    message.textContent = message.dataset.mis;
    return;
  }
  form.requestSubmit();
}

if (form && form.elements.antwoord) {
  form.querySelector("[data-sleutel-melding]").textContent = "";
  form.addEventListener("submit", ask);
}
