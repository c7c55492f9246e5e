// What the linter says that nobody reads: foreign attributes and elements, each with a button that removes it.
import { ListGroup } from '@bpmn-io/properties-panel';

import { removal, unreadEntry, unreadName } from '../removal.js';

export class Unread {
  static $inject = ['modeling', 'parafPlaces', 'eventBus'];

  #problems = [];
  #modeling;
  #places;

  constructor(modeling, places, eventBus) {
    this.#modeling = modeling;
    this.#places = places;
    eventBus.on('paraf.problems', ({ problems }) => {
      this.#problems = problems;
      eventBus.fire('propertiesPanel.providersChanged');
    });
  }

  group(element) {
    const names = this.#problems.filter((problem) => this.#places.elementOf(problem) === element).map(unreadName);
    const items = [...new Set(names.filter(Boolean))].map((name) => this.#item(element, name)).filter(Boolean);
    return items.length ? { id: 'unread', label: 'Tidak dibaca Paraf', component: ListGroup, items } : null;
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
