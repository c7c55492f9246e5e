// The case's diagrams and the buttons that choose between them: one for each run of a process, from when it began.
import { explain } from '../diagram/canvas.js';
import { Drawing } from './drawing.js';

const STILL = 100; // ms at least between two moves of a drawing: they cost most, and nobody follows faster ones

export class Stage {
  #timeline;
  #scopes;
  #sections;
  #tabs;
  #group;
  #drawings = new Map();
  #shown = new Map();
  #view;
  #still = null;
  #moved = false;

  /** `container` holds a section for each process and the group of buttons. */
  constructor(container, timeline) {
    this.#timeline = timeline;
    this.#scopes = new Map(timeline.scopes.map((scope) => [scope.id, scope]));
    this.#sections = new Map([...container.querySelectorAll('section.diagram')].map((section) => [section.dataset.process, section]));
    this.#group = container.querySelector('.replay-scopes');
    this.#tabs = new Map(timeline.scopes.map((scope) => [scope.id, this.#tab(scope)]));
    this.#group.append(...this.#tabs.values());
    this.#view = timeline.scopes[0].id;
    // One lies behind the other and keeps its size: what is hidden could not be fitted in.
    for (const section of this.#sections.values()) section.hidden = false;
  }

  /** Draw the moment to which the timeline has gone; `touched` as `Timeline.goTo` returns it. */
  show(touched) {
    for (const [process, drawing] of this.#drawings) {
      const scope = this.#shown.get(process);
      drawing.draw(this.#timeline.standing(scope), touched.get(scope), this.#words());
    }
    for (const [scope, ids] of touched) if (ids.size) this.#countTokens(scope);
    for (const [scope, tab] of this.#tabs) tab.hidden = !this.#begun(scope);
    this.#group.hidden = [...this.#tabs.values()].filter((tab) => !tab.hidden).length < 2;
    this.#follow();
  }

  /** To where the entry acted; an entry about the case as a whole leaves the view where it is. */
  #follow() {
    const { scope } = this.#timeline.moment();
    this.#turnTo(scope ?? (this.#begun(this.#view) ? this.#view : this.#timeline.scopes[0].id));
  }

  #turnTo(scope) {
    this.#view = scope;
    const { process } = this.#scopes.get(scope);
    for (const [id, tab] of this.#tabs) tab.ariaPressed = id === scope;
    for (const [name, section] of this.#sections) section.classList.toggle('replay-behind', name !== process);
    const section = this.#sections.get(process);
    if (section.dataset.scope !== scope) this.#change(process, section, scope);
    this.#reveal();
  }

  /** Show this run of a process from now on. */
  #change(process, section, scope) {
    section.dataset.scope = scope;
    const first = !this.#shown.has(process);
    this.#shown.set(process, scope);
    this.#drawings.get(process)?.redraw(this.#timeline.standing(scope), this.#words());
    if (first) this.#open(process, section).catch((error) => explain(section, error, 'Rincian setiap entri memuat keterangan yang sama.'));
  }

  async #open(process, section) {
    const drawing = await Drawing.open(section);
    this.#drawings.set(process, drawing);
    drawing.redraw(this.#timeline.standing(this.#shown.get(process)), this.#words());
    this.#reveal();
    section.dataset.drawn = '';
  }

  /** Lead to what is to be seen, at once unless it was done just now. */
  #reveal() {
    this.#moved = true;
    if (this.#still !== null) return;
    this.#moved = false;
    this.#lead();
    this.#still = setTimeout(() => {
      this.#still = null;
      if (this.#moved) this.#reveal();
    }, STILL);
  }

  /** To all that the entry did there, else what it acted on and where tokens wait now, else one of these. */
  #lead() {
    const drawing = this.#drawings.get(this.#scopes.get(this.#view).process);
    const { acted, now, tokens } = this.#timeline.standing(this.#view);
    const here = [...(acted ? [acted] : []), ...tokens.keys()];
    const groups = [[...here, ...now.keys()], here, here.slice(0, 1)];
    drawing?.reveal(groups);
  }

  #begun(scope) {
    return this.#scopes.get(scope).first <= this.#timeline.n;
  }

  #words() {
    const { n, round } = this.#timeline.moment();
    return round > 1 ? `Entri ${n}, putaran ${round}` : `Entri ${n}`;
  }

  #tab({ id, name }) {
    const tab = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-outline-primary', hidden: true });
    const dot = Object.assign(document.createElement('span'), { className: 'token', hidden: true });
    dot.append('0', Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: ' token' }));
    tab.append(`${name} `, dot);
    tab.addEventListener('click', () => this.#turnTo(id));
    return tab;
  }

  #countTokens(scope) {
    const tokens = [...this.#timeline.standing(scope).tokens.values()].reduce((sum, count) => sum + count, 0);
    const dot = this.#tabs.get(scope).querySelector('.token');
    dot.hidden = !tokens;
    dot.firstChild.data = tokens;
  }
}
