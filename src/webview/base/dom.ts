type Attributes = Record<string, string | boolean | undefined>;

/** Makes an element. Text goes in as text, never as HTML: captions and file names are whatever people wrote. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A button that does something when it is clicked, and keeps the focus where it was. */
export function button(label: string, title: string, className: string, action: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className, title }, label);
  made.addEventListener('mousedown', (event) => event.preventDefault());
  made.addEventListener('click', action);
  return made;
}
