// The console's own few lines beside Blazor: the skip link, links out of the console, reloading.
document.addEventListener('click', (event) => {
  const skip = event.target.closest('[data-focus]');
  if (skip) {
    // Before Blazor takes the click for a navigation to "/#main".
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(skip.dataset.focus)?.focus();
    return;
  }

  // Pages that are not the console's: Blazor would look for them among its own first.
  const link = event.target.closest('a[href]');
  if (link && /^\/(account|api|designer|public)(\/|$)/.test(link.pathname)) event.stopPropagation();
  if (event.target.closest('[data-reload]')) {
    location.reload();
  }
}, true);

window.gridgov = {
  // Brings the marked step of a picture into its frame without moving the page.
  showMarked(frame) {
    const marked = frame?.querySelector('.live');
    if (!marked) return;
    const [inner, outer] = [marked.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  },
};
