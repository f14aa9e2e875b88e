/** The buttons of the page that tells what a fine-tune was worth. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const host = acquireVsCodeApi();

for (const answer of ['use', 'keep'] as const)
  document.getElementById(answer)?.addEventListener('click', () => host.postMessage({ answer }));

/** What is so now, in place of the advice. */
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== 'object' || data === null) return;
  for (const part of ['title', 'reason'] as const) {
    const shown = document.getElementById(part);
    if (shown && part in data) shown.textContent = String(Reflect.get(data, part));
  }
  const use = document.getElementById('use');
  if (use) use.hidden = true;
});
