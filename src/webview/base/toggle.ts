import { element } from './dom';

/** A button that is on or off. */
export function toggle(sign: string, title: string, changed: () => void): HTMLButtonElement {
  // A sign, which says nothing when it is read aloud: the style shows it.
  const made = element('button', {
    type: 'button',
    class: 'toggle',
    title,
    'aria-label': title,
    'data-sign': sign,
  });
  press(made, false);
  made.addEventListener('click', () => {
    press(made, !isPressed(made));
    changed();
  });
  return made;
}

export function press(made: HTMLElement, pressed: boolean): void {
  made.setAttribute('aria-pressed', String(pressed));
}

export function isPressed(made: HTMLElement): boolean {
  return made.getAttribute('aria-pressed') === 'true';
}
