// Which places on a Studio page show Studio's own words, and which show what people wrote.

// Code, drawings of processes, and values of fields.
const NEVER = 'script, style, pre, code, textarea, .monaco-editor, [contenteditable]:not([contenteditable="false"]), .x6-graph, elsa-activity-wrapper, .activity-wrapper';

// Cells of tables hold data; only these words in them are Studio's.
const CELL_WORDS = new Set(['Published', 'Draft', 'Unpublished', 'Running', 'Finished', 'Suspended', 'Executing', 'Faulted', 'Cancelled', 'Pending', 'Interrupted', 'Yes', 'No']);

export function isOurs(element, text, attribute) {
  if (!element || element.closest(NEVER)) return false;
  const cell = element.closest('td');
  if (cell && !element.closest('button, .mud-table-pagination') && !attribute) return CELL_WORDS.has(text);
  return true;
}
