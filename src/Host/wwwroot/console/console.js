// The console's own few lines beside Blazor: the skip link, reloading, and what a keyboard user expects of Escape.
document.addEventListener('click', (event) => {
  const skip = event.target.closest('[data-focus]');
  if (skip) {
    // Before Blazor takes the click for a navigation to "/#main".
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(skip.dataset.focus)?.focus();
  } else if (event.target.closest('[data-reload]')) {
    location.reload();
  }
}, true);
