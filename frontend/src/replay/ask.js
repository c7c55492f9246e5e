// Asking the server for what a page shows in place.

/** Why the server didn't give it, as a sentence; `login` where the session is over. */
export class Refusal extends Error {
  constructor(message, login = false) {
    super(message);
    this.login = login;
  }
}

/** The answer's text. Throws a `Refusal`, or what an aborted `signal` makes of it. */
export async function ask(url, { signal } = {}) {
  const { ok, text } = await answerOf(url, signal);
  if (ok) return text;
  const { message, login } = parsed(text);
  throw new Refusal(message ?? 'Server belum dapat menjawab. Coba lagi sebentar lagi.', Boolean(login));
}

async function answerOf(url, signal) {
  try {
    // What goes wrong is told as JSON, so that no log-in or error page is taken for the answer.
    const answer = await fetch(url, { signal, headers: { Accept: 'application/json, text/html;q=0.9' } });
    return { ok: answer.ok, text: await answer.text() };
  } catch (error) {
    throw signal?.aborted ? error : new Refusal('Server tidak dapat dihubungi. Periksa sambungan Anda, lalu coba lagi.');
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The sentence, and where a new log-in helps the way to it: this page's own address leads there and back. */
export function refusalNote({ message, login }) {
  const note = Object.assign(document.createElement('p'), { className: 'alert alert-warning', textContent: `${message} ` });
  if (login) note.append(Object.assign(document.createElement('a'), { href: window.location.href, textContent: 'Masuk lagi' }));
  return note;
}
