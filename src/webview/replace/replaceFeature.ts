import type { ReplaceToWebview } from '../../extension/replace/replaceMessages';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';
import { ReplacePanel } from './replacePanel';

/** Puts the panel that replaces in many captions onto the page, beside the list that tells which ones. */
export function replaceFeature(page: Page) {
  const panel = new ReplacePanel(() => page.focusEntries());
  page.detail.element.append(panel.element);
  const open = (kind: 'replace' | 'add') => (): void => {
    page.detail.box.flush();
    panel.open(kind);
  };
  const receivers: Receivers<ReplaceToWebview> = {
    replacePreview: (message) => panel.show(message),
    previewRows: (message) => panel.showRows(message),
    leftOut: (message) => panel.showLeftOut(message),
    replaced: () => panel.close(),
  };
  return {
    commands: { replaceInCaptions: open('replace'), addTextToCaptions: open('add') },
    receivers,
    refresh: () => panel.refresh(),
  };
}
