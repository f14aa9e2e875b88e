import * as l10n from '@vscode/l10n';
import type { ComparedCaption } from '../../extension/comparison/comparisonMessages';
import { element } from '../base/dom';

/** A caption in which stands out what the other one says otherwise. */
export function captionText({ before, differs, after }: ComparedCaption): HTMLElement {
  const text = element('span', { class: 'caption' });
  if (before + differs + after === '') text.append(element('em', { class: 'quiet' }, l10n.t('nothing')));
  else text.append(before, ...(differs === '' ? [] : [element('mark', {}, differs)]), after);
  return text;
}
