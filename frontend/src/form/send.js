// Posting to the server, and what each of its answers means to the person at the screen.

const KEPT = 'Isian Anda masih ada di halaman ini.';
const LOST = `Tidak dapat menghubungi server. ${KEPT} Periksa sambungan internet, lalu kirim lagi.`;
const UNREADABLE = `Server tidak dapat memproses isian ini. ${KEPT} Kirim lagi beberapa saat lagi.`;

/** POST `body`; an answer that can't be read counts as empty. Rejects where there is no network. */
async function post(url, body, options) {
  const response = await fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual', ...options });
  const content = await response.json().catch(() => ({}));
  return { status: response.status, content };
}

/** POST, and once more where the page's token had gone stale with its session and the server sends another. */
export async function send(url, body, options = {}) {
  const answer = await post(url, body, options);
  const token = answer.content.csrf_token;
  if (answer.status !== 400 || !token) return answer;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
  body.set('csrf_token', token);
  return post(url, body, options);
}

/** What an answer other than 200 tells: a message, a log-in or a case to offer, and sentences by field. */
export const failure = ({ content: { message = UNREADABLE, login, case: caseUrl, fields = {} } }) => ({ message, login, caseUrl, fields });

export const networkFailure = () => ({ message: LOST, fields: {} });
