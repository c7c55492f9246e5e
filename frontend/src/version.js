// A published version to look at: each of its diagrams, and beside it the same steps as a table.
import { DiagramCanvas, LEGIBLE, openWhenSeen } from './diagram/canvas.js';

const KINDS = {
  'bpmn:StartEvent': 'Awal',
  'bpmn:EndEvent': 'Akhir',
  'bpmn:UserTask': 'Tugas',
  'bpmn:ManualTask': 'Tugas di luar sistem',
  'bpmn:BusinessRuleTask': 'Keputusan',
  'bpmn:CallActivity': 'Memanggil proses lain',
  'bpmn:SubProcess': 'Subproses',
  'bpmn:ExclusiveGateway': 'Gateway: satu jalan',
  'bpmn:ParallelGateway': 'Gateway: semua jalan',
  'bpmn:InclusiveGateway': 'Gateway: satu jalan atau lebih',
  'bpmn:EventBasedGateway': 'Gateway: yang terjadi lebih dahulu',
  'bpmn:BoundaryEvent': 'Kejadian pada tugas',
  'bpmn:IntermediateCatchEvent': 'Menunggu kejadian',
  'bpmn:IntermediateThrowEvent': 'Kejadian',
};

async function open(section) {
  const canvas = await DiagramCanvas.open(section);
  const steps = canvas.elements.filter(isNamedStep).sort(byReading);
  section.querySelector('.steps').replaceChildren(...steps.map(row));
  for (const name of section.querySelectorAll('.steps [data-element]')) canvas.lead(name);
  // A wide diagram begins at its first step; the whole of it is one button away.
  if (canvas.scale < LEGIBLE && steps.length) canvas.show(steps[0].id);
}

function isNamedStep({ labelTarget, businessObject }) {
  return !labelTarget && businessObject.$instanceOf('bpmn:FlowNode') && Boolean(businessObject.name);
}

const byReading = (a, b) => a.x - b.x || a.y - b.y;

function row({ id, businessObject: step }) {
  const cells = [KINDS[step.$type] ?? 'Langkah lain', (step.lanes ?? []).map(({ name }) => name).join(', '), step.get('camunda:formRef')];
  const name = Object.assign(document.createElement('th'), { scope: 'row', textContent: step.name });
  name.dataset.element = id;
  const line = document.createElement('tr');
  line.append(name, ...cells.map((text) => Object.assign(document.createElement('td'), { textContent: text || '–' })));
  return line;
}

openWhenSeen(document.querySelectorAll('section.diagram'), open);
