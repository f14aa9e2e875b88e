import type { DOMWindow } from 'jsdom';

/** How high everything is at first, in pixels: five rows of the list. There is no layout here. */
const heightAtFirst = 5 * 84;

/**
 * Adds to a window what a browser has and jsdom does not. No image is loaded and nothing is laid out: what depends on
 * either is shown in test/ui.
 * @returns makes everything so many pixels high, and says so to who watches sizes
 */
export function addBrowserStandIns(window: DOMWindow): (height: number) => void {
  const never = (): Promise<never> => Promise.reject(new Error('There are no pictures here.'));
  const watching = new Set<() => void>();
  let height = heightAtFirst;
  Object.assign(window, {
    ResizeObserver: class {
      constructor(private readonly onResize: () => void) {}
      observe = (): unknown => watching.add(this.onResize);
      disconnect = (): unknown => watching.delete(this.onResize);
    },
    fetch: never,
    createImageBitmap: never,
  });
  Object.defineProperty(window.Element.prototype, 'clientHeight', { get: () => height });
  window.Element.prototype.checkVisibility = function () {
    return this.closest('[hidden]') === null;
  };
  window.HTMLCanvasElement.prototype.getContext = () => null;
  const { document } = window;
  document.hasFocus = () => true;
  document.caretPositionFromPoint = () => null;
  document.execCommand = (command, _, text = '') => {
    const place = document.activeElement;
    if (!(place instanceof window.HTMLTextAreaElement || place instanceof window.HTMLInputElement)) return false;
    if (command === 'insertText') write(window, place, 'insertText', text);
    else if (command === 'delete') remove(window, place, -1);
    else if (command === 'forwardDelete') remove(window, place, 1);
    else return false;
    return true;
  };
  return (newHeight) => {
    height = newHeight;
    for (const onResize of watching) onResize();
  };
}

type TextField = HTMLTextAreaElement | HTMLInputElement;

/** Puts a text in the place of what is selected, and says so, as a browser does. */
export function write(window: DOMWindow, field: TextField, inputType: string, text: string): void {
  const [start, end] = selection(field);
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new window.InputEvent('input', { inputType, data: text, bubbles: true }));
}

/** Deletes what is selected, or a character before (-1) or after (1) the caret. */
export function remove(window: DOMWindow, field: TextField, direction: -1 | 1): void {
  const [start, end] = selection(field);
  if (start === end && direction < 0) field.setSelectionRange(Math.max(0, start - 1), end);
  if (start === end && direction > 0) field.setSelectionRange(start, end + 1);
  const [from, to] = selection(field);
  if (from === to) return;
  field.setRangeText('', from, to, 'end');
  const inputType = direction < 0 ? 'deleteContentBackward' : 'deleteContentForward';
  field.dispatchEvent(new window.InputEvent('input', { inputType, bubbles: true }));
}

function selection(field: TextField): [number, number] {
  return [field.selectionStart ?? 0, field.selectionEnd ?? 0];
}
