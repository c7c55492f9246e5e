// bpmn-js's modeler with all that Paraf adds to it.
import { options as panelOptions } from '@bpmn-io/properties-panel/preact';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule } from 'bpmn-js-properties-panel';
import Modeler from 'bpmn-js/lib/Modeler';
import CamundaBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import minimap from 'diagram-js-minimap';
import { options as menuOptions } from 'preact';

import { effectsAtOnce } from '../../effects.js';
import { translate } from '../words/bpmn.js';
import { Guide } from './guide.js';
import { Insertion } from './insertion.js';
import { Marks } from './marks.js';
import offer from './offer.js';
import panel from './panel/provider.js';
import { Places } from './places.js';
import { Targets } from './targets.js';

effectsAtOnce(panelOptions);
effectsAtOnce(menuOptions);

const paraf = {
  __init__: ['parafMarks', 'parafGuide', 'parafTargets'],
  translate: ['value', translate],
  parafPlaces: ['type', Places],
  parafMarks: ['type', Marks],
  parafGuide: ['type', Guide],
  parafInsertion: ['type', Insertion],
  parafTargets: ['type', Targets],
};

/**
 * @param {object} parts
 * @param {HTMLElement} parts.canvas  where to draw
 * @param {HTMLElement} parts.panel  where the properties stand
 * @param {object} parts.paraf  `{workspace, createForm(id), diagramOf(process)}`, for the panel
 */
export function createModeler({ canvas, panel: place, paraf: config }) {
  return new Modeler({
    container: canvas,
    propertiesPanel: { parent: place },
    paraf: config,
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule,
      CamundaBehaviors, minimap, offer, panel, paraf,
    ],
    moddleExtensions: { camunda },
  });
}
