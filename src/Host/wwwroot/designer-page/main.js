// Starts a page of the designer: this module runs before Blazor does.
import { keepPagesApart, editorOf, viewerOf } from './navigation.js';
import { watchLoading } from './loading.js';
import { translate } from './text-layer.js';
import './hotkeys.js';

const studio = document.getElementById('studio');
const chinese = document.documentElement.lang === 'zh-CN';

// Studio reads its culture here at start; it decides dates, numbers and the pager.
localStorage.setItem('BlazorCulture', chinese ? 'zh-CN' : 'en-US');

keepPagesApart();
const element = addElements();
watchLoading(element);
if (chinese) translate(studio.ownerDocument.body);

function addElements() {
  const backend = document.createElement('elsa-backend-provider');
  // Absolute and without a slash at the end: Studio only adds to it.
  backend.setAttribute('remote-endpoint', `${location.origin}/elsa/api`);
  const { element: tag, idAttribute, id } = studio.dataset;
  const shown = document.createElement(tag);
  if (idAttribute) shown.setAttribute(idAttribute, id);
  studio.append(backend, shown);
  customElements.whenDefined(tag).then(() => {
    shown.editWorkflowDefinition = definitionId => location.assign(editorOf(definitionId));
    shown.viewWorkflowInstance = instanceId => location.assign(viewerOf(instanceId));
  });
  return shown;
}
