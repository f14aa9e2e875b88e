import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { assertGolden } from '../harness/golden';

/** In order, so that a translation that has them in another one shows it. */
const filledIn = ['⟨first⟩', '⟨second⟩', '⟨third⟩', '⟨fourth⟩', '⟨fifth⟩', '⟨sixth⟩', '⟨seventh⟩', '⟨eighth⟩'];

describe('What the extension says', () => {
  afterEach(() => l10n.config({ contents: {} }));

  // That these are all texts of the code is shown by translation.test.ts.
  it('is these errors, questions and labels, in English and in Korean', async () => {
    const file = path.join('l10n', 'bundle.l10n.ko.json');
    const korean = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, 'utf8')));
    const said = Object.keys(korean).map((text) =>
      [{}, korean].map((contents) => {
        l10n.config({ contents });
        return `${l10n.t(text, ...filledIn)}\n`;
      }),
    );
    assertGolden('extension-texts', said.map((both) => both.join('')).join('\n'));
  });
});
