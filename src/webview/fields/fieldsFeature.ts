import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import type { FieldToWebview } from '../../extension/fields/fieldMessages';
import { element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';
import { FieldBox } from './fieldBox';

/** Shows below the caption what else the row of the selected image says, and lets it be edited. */
export function fieldsFeature(page: Page) {
  const { detail } = page;
  const list = element('section', { class: 'fields', 'aria-label': l10n.t('Fields'), hidden: true });
  detail.below.append(list);
  /** They stay from image to image, and with them the caret. */
  const boxes = new Map<string, FieldBox>();
  let always: readonly string[] = [];
  let item: ItemView | undefined;
  let isLocked = false;

  const boxOf = (name: string): FieldBox => {
    const known = boxes.get(name);
    if (known) return known;
    const made = new FieldBox(name, () => page.focusEntries());
    made.lock(isLocked);
    boxes.set(name, made);
    return made;
  };
  const show = (): void => {
    const fields = new Map(item?.fields.map((field) => [field.name, field]));
    const texts = [...fields.values()].filter(({ isText }) => isText);
    const names = new Set([...always, ...texts.map(({ name }) => name)]);
    for (const [name, box] of boxes) if (!names.has(name)) box.show(undefined, { text: '', isText: true });
    for (const name of names) boxOf(name).show(item?.key, fields.get(name) ?? { text: '', isText: true });
    const shown = [...names].map((name) => boxOf(name).element);
    for (const { element: each } of boxes.values()) if (!shown.includes(each)) each.remove();
    // One that is moved loses the caret.
    shown.forEach((each, at) => list.children[at] !== each && list.insertBefore(each, list.children[at] ?? null));
    list.hidden = shown.length === 0 || item?.kind === 'brokenLine';
  };
  detail.onEntry = (entry) => {
    item = entry;
    show();
  };
  const commit = (): void => boxes.forEach((box) => box.commit());
  window.addEventListener('pagehide', commit);
  send({ type: 'askFields' });
  const receivers: Receivers<FieldToWebview> = {
    fields: ({ names }) => {
      always = names;
      show();
    },
    fieldSet: ({ id }) => boxes.forEach((box) => box.answered(id)),
  };
  return {
    commands: {
      /** Where there is none, to where one can be named. */
      editFields: () => {
        const [first] = list.hidden ? [] : list.children;
        if (first instanceof HTMLElement) [...boxes.values()].find((box) => box.element === first)?.focus();
        else send({ type: 'run', command: 'changeFields' });
      },
    },
    receivers,
    /** What was typed is the row's. */
    commit,
    /** While no caption can be changed, no field can. */
    lock: (isOn: boolean) => {
      isLocked = isOn;
      boxes.forEach((box) => box.lock(isOn));
    },
  };
}
