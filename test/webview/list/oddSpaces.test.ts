import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { JSDOM } from 'jsdom';
import { withOddSpaces } from '../../../src/webview/list/oddSpaces';

describe('Spaces that nobody sees', () => {
  const { document } = globalThis;
  beforeEach(() => void Object.assign(globalThis, { document: new JSDOM('').window.document }));
  afterEach(() => void Object.assign(globalThis, { document }));

  const marked = (text: string): string =>
    withOddSpaces(text)
      .map((part) => (typeof part === 'string' ? part : `<${part.className} ${part.textContent}>`))
      .join('|');

  it('are marked at both ends and where there are several, and the text stays as it is', () => {
    assert.equal(marked(' a  dog\n'), '<odd-space  >|a|<odd-space   >|dog|<odd-space \n>');
    assert.equal(marked('a\u00a0\u00a0dog'), 'a|<odd-space \u00a0\u00a0>|dog');
  });

  it('are not those between words', () => {
    assert.equal(marked('a dog runs'), 'a dog runs');
    assert.equal(marked(''), '');
    assert.equal(marked('  '), '<odd-space   >');
  });
});
