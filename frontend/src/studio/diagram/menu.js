// Opens a menu below the pad that stands beside the selected element.
const BELOW = 5; // px

/** @param {{popupMenu: object, canvas: object}} services  bpmn-js's */
export function openMenu({ popupMenu, canvas }, element, provider, { x, y }, title) {
  const pad = canvas.getContainer().querySelector('.djs-context-pad.open').getBoundingClientRect();
  const position = { x: pad.left, y: pad.bottom + BELOW, cursor: { x, y } };
  popupMenu.open(element, provider, position, { title, width: '300px', search: true });
}
