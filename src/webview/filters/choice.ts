import { element } from '../base/dom';

/** One of a few ways to look at the dataset, the first of which is the usual one. */
export class Choice<Value extends string> {
  readonly element: HTMLSelectElement;

  constructor(
    label: string,
    private readonly values: readonly Value[],
    private readonly names: Readonly<Record<Value, string>>,
    changed: () => void,
  ) {
    const options = values.map((value) => element('option', { value }, names[value]));
    this.element = element('select', { class: 'choice', 'aria-label': label, title: label }, ...options);
    this.element.addEventListener('change', changed);
  }

  get value(): Value {
    return this.values[Math.max(0, this.element.selectedIndex)];
  }

  set value(value: Value) {
    this.element.value = value;
    this.element.classList.toggle('active', value !== this.values[0]);
  }

  /** How many each choice has, where that is known, and which make sense now; the one that is chosen stays there. */
  showCounts(counts: Readonly<Record<Value, number | undefined>>, isOffered: (value: Value) => boolean): void {
    this.values.forEach((value, at) => {
      const option = this.element.options[at];
      const count = counts[value];
      option.textContent = this.names[value] + (count === undefined ? '' : ` (${count.toLocaleString()})`);
      option.hidden = !isOffered(value) && this.value !== value;
    });
  }
}
