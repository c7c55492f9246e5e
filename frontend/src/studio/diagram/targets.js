// Whenever a data input association is moved, bpmn-js leads it to a property of its own making, even where it led to
// one of the file's data inputs. It keeps leading there while that still belongs to the element that it is drawn to.
import { remove } from 'diagram-js/lib/util/Collections';
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';

const COMMANDS = ['connection.create', 'connection.move', 'connection.reconnect'];
const [BEFORE_BPMN_JS, AFTER_BPMN_JS] = [1500, 500]; // its own behaviour has 1000

export class Targets extends CommandInterceptor {
  static $inject = ['eventBus'];

  constructor(eventBus) {
    super(eventBus);
    const led = new WeakMap();
    for (const done of ['executed', 'reverted']) {
      // A listener that returns something would keep the event from all others.
      this[done](COMMANDS, BEFORE_BPMN_JS, ({ context: { connection } }) => { led.set(connection, connection.businessObject.targetRef); });
      this[done](COMMANDS, AFTER_BPMN_JS, ({ context: { connection } }) => keep(connection, led.get(connection)));
    }
  }
}

function keep({ businessObject: association, target }, data) {
  const activity = target?.businessObject;
  if (association.$type !== 'bpmn:DataInputAssociation' || !activity || !isIn(data, activity)) return;
  const made = association.targetRef;
  association.targetRef = data;
  if (!activity.get('dataInputAssociations').some(({ targetRef }) => targetRef === made)) remove(activity.get('properties'), made);
}

const isIn = (part, whole) => Boolean(part) && (part.$parent === whole || isIn(part.$parent, whole));
