// The linter's problems as a list beside the drawing: each leads to what it is about.

const SEVERITIES = { error: { icon: '✖', words: 'Kesalahan' }, warning: { icon: '⚠', words: 'Peringatan' } };

/** Errors first, each kind in the order in which the server has them. */
export const sorted = (problems) => [
  ...problems.filter(({ severity }) => severity === 'error'),
  ...problems.filter(({ severity }) => severity !== 'error'),
];

/** “2 kesalahan, 1 peringatan”, or that there are none. */
export function counted(problems) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [errors && `${errors} kesalahan`, warnings && `${warnings} peringatan`].filter(Boolean);
  return parts.join(', ') || 'tidak ada';
}

/** The editor that a problem of another file belongs to; null where the file has none. */
export function editorOf({ file, element, id }, urls) {
  const form = /^forms\/(.+)\.form$/.exec(file)?.[1];
  if (form) return address(urls.form.replace('__form__', encodeURIComponent(form)), { field: element });
  if (file.endsWith('.bpmn')) return address(urls.diagram.replace('__path__', encodeURIComponent(file)), { element, field: id });
  return null;
}

function address(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return query.size ? `${path}?${query}` : path;
}

export class ProblemList {
  #place;
  #workspace;
  #nameOf;
  #choose;
  #listed = []; // {key, item}

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.place  holds [data-problems="count"] and the list [data-problems="list"]
   * @param {object} parts.workspace
   * @param {(problem: object) => string} parts.nameOf  what the person calls the problem's element
   * @param {(problem: object) => void} parts.choose  show a problem of the file that is open
   */
  constructor({ place, workspace, nameOf, choose }) {
    this.#place = place;
    this.#workspace = workspace;
    this.#nameOf = nameOf;
    this.#choose = choose;
  }

  show(problems) {
    const count = this.#place.querySelector('[data-problems="count"]');
    const words = counted(problems);
    if (count.textContent !== words) count.textContent = words;
    this.#list(this.#items(sorted(problems)));
  }

  /** One item a problem; what is listed already stays, as it may have the focus, or be pressed at this moment. */
  #items(problems) {
    const listed = Map.groupBy(this.#listed, ({ key }) => key);
    this.#listed = problems.map((problem) => {
      const key = JSON.stringify([problem, this.#placeOf(problem)]);
      return listed.get(key)?.shift() ?? { key, item: this.#item(problem) };
    });
    return this.#listed.map(({ item }) => item);
  }

  #list(items) {
    const list = this.#place.querySelector('[data-problems="list"]');
    for (const item of [...list.children]) if (!items.includes(item)) item.remove();
    items.forEach((item, at) => {
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
    });
  }

  #item(problem) {
    const { icon, words } = SEVERITIES[problem.severity] ?? SEVERITIES.warning;
    const item = element('li', `problem problem-${problem.severity}`);
    const lead = this.#lead(problem);
    lead.append(
      Object.assign(element('span', 'problem-icon', icon), { ariaHidden: 'true' }),
      element('span', 'problem-severity', words),
      element('code', 'problem-id', problem.id),
      element('span', 'problem-place', this.#placeOf(problem)),
      element('span', 'problem-message', problem.message),
    );
    item.append(lead);
    return item;
  }

  #lead(problem) {
    if (problem.file === this.#workspace.path) {
      const button = Object.assign(element('button', 'problem-lead'), { type: 'button' });
      button.addEventListener('click', () => this.#choose(problem));
      return button;
    }
    const href = editorOf(problem, this.#workspace.urls);
    return href ? Object.assign(element('a', 'problem-lead'), { href }) : element('span', 'problem-lead');
  }

  #placeOf(problem) {
    if (problem.file === this.#workspace.path) return this.#nameOf(problem);
    return [problem.file, problem.element].filter(Boolean).join(' · ');
  }
}

function element(tag, className, text = '') {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
