// What the linter says that nobody reads: foreign attributes and elements, each with a button that removes it.
import { ListGroup } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';

import { removal, unreadEntry, unreadName } from '../removal.js';

export class Unread {
  static $inject = ['modeling', 'parafPlaces', 'eventBus'];

  #problems = [];
  #modeling;
  #places;
  #eventBus;

  constructor(modeling, places, eventBus) {
    this.#modeling = modeling;
    this.#places = places;
    this.#eventBus = eventBus;
    eventBus.on('paraf.problems', ({ problems }) => { this.#problems = problems; });
  }

  /** It draws itself anew for new problems: asked to draw the whole panel, the panel may return to an element just left. */
  group = { id: 'unread', label: 'Tidak dibaca Paraf', component: (props) => this.#list(props) };

  #list(props) {
    const items = this.#itemsOf(props.element, this.#useProblems());
    return items.length ? h(ListGroup, { ...props, items }) : null;
  }

  #useProblems() {
    const [problems, setProblems] = useState(this.#problems);
    useEffect(() => {
      const update = () => setProblems(this.#problems);
      update();
      this.#eventBus.on('paraf.problems', update);
      return () => this.#eventBus.off('paraf.problems', update);
    }, []);
    return problems;
  }

  #itemsOf(element, problems) {
    const names = problems.filter((problem) => this.#places.elementOf(problem) === element).map(unreadName);
    return [...new Set(names.filter(Boolean))].map((name) => this.#item(element, name)).filter(Boolean);
  }

  #item(element, name) {
    const found = removal(element.businessObject, name);
    if (!found) return null;
    return {
      id: unreadEntry(name),
      label: name,
      entries: [],
      remove: (event) => {
        event.stopPropagation();
        this.#modeling.updateModdleProperties(element, found.part, found.properties);
      },
    };
  }
}
