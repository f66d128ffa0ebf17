// Studio changes the address by the History API, but a document holds only one of its elements: another path is another page.

export function editorOf(definitionId) {
  return new URL(`workflows/definitions/${encodeURIComponent(definitionId)}/edit`, document.baseURI);
}

export function viewerOf(instanceId) {
  return new URL(`workflows/instances/${encodeURIComponent(instanceId)}/view`, document.baseURI);
}

export function keepPagesApart() {
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name].bind(history);
    history[name] = (state, title, url) => {
      const target = url == null ? null : new URL(url, document.baseURI);
      if (target && target.pathname !== location.pathname) location.assign(target);
      else original(state, title, url);
    };
  }
}
