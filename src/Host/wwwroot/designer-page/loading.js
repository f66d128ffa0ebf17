// The screen while WebAssembly loads: Blazor tells the share of downloaded files by a style variable of the document.
const STALLED_AFTER = 120_000;

export function watchLoading(element) {
  const loading = document.getElementById('loading');
  const progress = document.getElementById('progress');
  const phase = document.getElementById('phase');
  let timer = setTimeout(fail, STALLED_AFTER, 'timeout');

  const files = new MutationObserver(() => {
    const share = parseFloat(document.documentElement.style.getPropertyValue('--blazor-load-percentage')) || 0;
    restartTimer();
    progress.value = share;
    // A reader of the screen hears the quarters, not each file.
    const quarter = Math.floor(share / 25) * 25;
    const text = share >= 100 ? phase.dataset.starting : `${phase.dataset.parts}… ${quarter}%`;
    if (phase.textContent !== text) phase.textContent = text;
    if (share >= 100) progress.removeAttribute('value');
  });
  files.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });

  const drawn = new MutationObserver(() => {
    if (element.querySelector('[class*="mud-"]')) finish();
  });
  drawn.observe(element, { childList: true, subtree: true });

  window.addEventListener('error', onError, true);
  window.addEventListener('unhandledrejection', onRejection);

  function onError(event) {
    // A script that did not arrive; errors inside of scripts are Blazor's to report.
    if (event.target instanceof HTMLScriptElement) fail(event.target.getAttribute('src'));
  }

  function onRejection(event) {
    fail(String(event.reason?.message ?? event.reason));
  }

  function restartTimer() {
    clearTimeout(timer);
    timer = setTimeout(fail, STALLED_AFTER, 'timeout');
  }

  function finish() {
    stop();
    loading.remove();
    document.body.dataset.ready = 'true';
  }

  function fail(reason) {
    stop();
    loading.remove();
    document.getElementById('failure').textContent = reason;
    document.getElementById('failed').hidden = false;
  }

  function stop() {
    clearTimeout(timer);
    files.disconnect();
    drawn.disconnect();
    window.removeEventListener('error', onError, true);
    window.removeEventListener('unhandledrejection', onRejection);
  }
}
