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

/**
 * POST, and once more where the page's token had gone stale with its session and the server sends another.
 * Only for `account`, whose page it is: in the same browser somebody else may have logged in meanwhile.
 */
export async function send(url, body, { account, ...options } = {}) {
  const answer = await post(url, body, options);
  const { csrf_token: token, account: present } = answer.content;
  if (answer.status !== 400 || !token || present !== account) return answer;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
  body.set('csrf_token', token);
  return post(url, body, options);
}

/** What an answer other than 200 tells: a message, a log-in or a case to offer, and sentences by field. */
export const failure = ({ content: { message = UNREADABLE, login, case: caseUrl, fields = {} } }) => ({ message, login, caseUrl, fields });

export const networkFailure = () => ({ message: LOST, fields: {} });
