import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, openDataset, suggested } from '../harness/openDataset';

describe('Alt', () => {
  it('is not passed on alone, of which VS Code would go to its menu, and is with another key', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a dog', 'a cat') })]);
    const heard: string[] = [];
    for (const name of ['keydown', 'keyup'])
      page.window.addEventListener(name, (event) => {
        if (event instanceof page.window.KeyboardEvent) heard.push(`${name} ${event.key}`);
      });
    const send = (name: string, key: string, altKey: boolean): void =>
      void (page.focused ?? page.window.document.body).dispatchEvent(
        new page.window.KeyboardEvent(name, { key, altKey, bubbles: true, cancelable: true }),
      );
    send('keydown', 'Alt', true);
    send('keyup', 'Alt', false);
    assert.deepEqual(heard, []);
    send('keydown', 'Alt', true);
    send('keydown', '2', true);
    send('keyup', '2', true);
    send('keyup', 'Alt', false);
    assert.deepEqual(heard, ['keydown 2', 'keyup 2']);
  });
});
