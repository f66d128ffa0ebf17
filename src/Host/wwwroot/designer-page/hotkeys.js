// Studio defines this object by an inline script, which our content security policy refuses. Ctrl+S saves, Ctrl+Shift+S saves as.
let editor = null;

function onKey(event) {
  if (!editor || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
  event.preventDefault();
  editor.invokeMethodAsync(event.shiftKey ? 'OnHotKeysCtrlShiftS' : 'OnHotKeysCtrlS');
}

document.addEventListener('keydown', onKey);

// Frozen by definition: a later inline script must not replace it.
Object.defineProperty(window, 'editorHotkeys', {
  value: Object.freeze({
    register(reference) {
      editor = reference;
    },
    dispose() {
      editor = null;
    },
  }),
});
