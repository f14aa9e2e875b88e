/** The buttons of the page that tells what a fine-tune was worth. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const host = acquireVsCodeApi();

for (const answer of ['use', 'keep'] as const)
  document.getElementById(answer)?.addEventListener('click', () => host.postMessage({ answer }));

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const state = document.getElementById('state');
  if (state && typeof data === 'object' && data !== null && 'state' in data) state.textContent = String(data.state);
});
