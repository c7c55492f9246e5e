// The line to the server: whatever breaks it is said once, and gone when it holds again.
import { send } from '../form/send.js';

const SAFE = 'Yang Anda ubah masih ada di halaman ini.';
const CUT = `Server tidak dapat dihubungi. ${SAFE} Begitu sambungan kembali, dicoba lagi dengan sendirinya.`;
const ENDED = `Sesi Anda sudah berakhir. ${SAFE} Masuk kembali di tab baru, lalu coba lagi di sini.`;
const SOMEBODY_ELSE = `Di peramban ini sekarang masuk akun lain. ${SAFE} Keluar dari akun itu dan masuk kembali sebagai Anda, lalu coba lagi di sini.`;
const FAILED = `Server tidak dapat mengerjakannya. ${SAFE} Coba lagi beberapa saat lagi.`;
const BANNER = 'line';

export class Line {
  #account;
  #form;
  #banners;
  #again;

  /** `form` holds the page's CSRF token; `again` is what to do when the line may hold once more. */
  constructor({ account, form, banners, again }) {
    this.#account = account;
    this.#form = form;
    this.#banners = banners;
    this.#again = again;
    window.addEventListener('online', again);
  }

  /** POST the fields. Returns `{status, content}`, or null where nobody heard it, which is then said. */
  async ask(url, fields = {}, options = {}) {
    const body = new FormData();
    body.set('csrf_token', this.#form.querySelector('input[name="csrf_token"]').value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await send(url, body, { account: this.#account, ...options }).catch(() => null);
    const broken = this.#broken(answer);
    if (!broken) {
      this.#banners.drop(BANNER);
      return answer;
    }
    this.#banners.show(BANNER, ...broken);
    return null;
  }

  /** What to say of an answer that isn't one to the question, else nothing. */
  #broken(answer) {
    const again = { words: 'Coba lagi', act: () => this.#again() };
    if (!answer) return [CUT, [again]];
    const { status, content } = answer;
    if (status === 401) return [ENDED, [{ words: 'Masuk kembali di tab baru', href: content.login }, again]];
    if (status === 400 && content.csrf_token && content.account !== this.#account) return [SOMEBODY_ELSE, [again]];
    if (status >= 500 || !status) return [content.message ?? FAILED, [again]];
    return null;
  }
}
