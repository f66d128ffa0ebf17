// Which places on a Studio page show Studio's own words, and which show what people wrote.

// Code, drawings of processes, and values of fields.
const NEVER = 'script, style, pre, code, textarea, .monaco-editor, [contenteditable]:not([contenteditable="false"]), .x6-graph, elsa-activity-wrapper';

// Cells of tables hold data; only these words in them are Studio's.
const CELL_WORDS = new Set([
  'Published', 'Draft', 'Running', 'Finished', 'Suspended', 'Executing', 'Completed', 'Faulted', 'Cancelled', 'Canceled', 'Pending', 'Interrupted',
  'Yes', 'No', 'None', 'Inherit', 'Open filtered logs', 'Continue with incidents', 'Fault', 'Not executed',
]);

export function isOurs(element, text, attribute) {
  if (!element || element.closest(NEVER)) return false;
  const cell = element.closest('td');
  return !cell || Boolean(attribute) || isLabel(cell) || element.closest('button, .mud-table-pagination') !== null || CELL_WORDS.has(text);
}

// The first column of a table of properties, which has no head, names the property.
function isLabel(cell) {
  return cell.cellIndex === 0 && cell.closest('table').tHead === null;
}
