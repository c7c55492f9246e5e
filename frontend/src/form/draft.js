// Keeps what is entered on the server while it is being entered, so that a closed tab loses nothing.
import { draftBody, withoutFiles } from './payload.js';
import { send } from './send.js';

const PAUSE = 2000; // ms without a change before a draft is saved
const CLOCK = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });

export class Draft {
  /** `read` gives the answers as they are now; `status` is where it says that they are kept. */
  constructor({ url, account, hidden, read, status }) {
    Object.assign(this, { url, account, hidden, read, status });
    this.changed = false;
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.save({ keepalive: true }));
  }

  /** To be called at each change. */
  touch() {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  /** No more saving: the answers themselves are under way. */
  stop() {
    clearTimeout(this.timer);
    this.changed = false;
  }

  async save(options) {
    if (!this.changed) return;
    this.stop();
    const saved = await send(this.url, draftBody(this.hidden(), withoutFiles(this.read())), { account: this.account, ...options })
      .then(({ status }) => status >= 200 && status < 300)
      .catch(() => false);
    // A draft that wasn't kept is tried again at the next change; the answers are still on the page.
    this.status.textContent = saved ? `Draf tersimpan pukul ${CLOCK.format(new Date())}.` : 'Draf belum tersimpan.';
  }
}
