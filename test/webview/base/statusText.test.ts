import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isDone as isDoneForTheExtension } from '../../../src/dataset/list/entry';
import type { Row } from '../../../src/dataset/rows/row';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import { isDone, statusText } from '../../../src/webview/base/statusText';

const statuses = ['', 'accepted', 'edited', 'written', 'excluded', 'suggested'] as const;

function view(status: ItemView['status'], text: string, draft?: string): ItemView {
  return {
    ...{
      index: 0,
      key: 'a.jpg 0',
      kind: 'image',
      fileName: 'a.jpg',
      text,
      draft,
      status,
      updated: '',
      isShort: false,
      isStructured: false,
      fields: [],
    },
    ...{ suggestion: { state: 'none' }, acknowledged: 0, caption: { at: 1, of: 1, others: [] } },
  };
}

describe('the status of an entry', () => {
  it('is the same for the editor as for the extension that counts', () => {
    for (const status of statuses) {
      for (const text of ['', ' ', 'a cat']) {
        const row: Row = { fileName: 'a.jpg', text, suggestion: '', status, model: '', updated: '' };
        for (const [draft, isBegun] of [
          [undefined, false],
          [' ', false],
          ['a d', true],
        ] as const) {
          const counted = isDoneForTheExtension({ row, isBegun });
          assert.equal(isDone(view(status, text, draft)), counted, `${status} "${text}" ${draft}`);
        }
      }
    }
  });

  it('says of what is typed and not decided that it is begun, whatever the row says', () => {
    for (const status of statuses) assert.equal(statusText(view(status, 'a cat', 'a d')), 'Begun');
  });

  it('names a caption of another tool as the filter does', () => {
    assert.equal(statusText(view('', 'a cat')), 'From elsewhere');
    assert.equal(statusText(view('', '')), '');
  });
});
