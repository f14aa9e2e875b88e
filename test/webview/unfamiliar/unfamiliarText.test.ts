import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { offers, type UnfamiliarView } from '../../../src/extension/unfamiliar/unfamiliarMessages';
import { unfamiliarText } from '../../../src/webview/unfamiliar/unfamiliarText';

describe('What is said of images that the model does not know', () => {
  const said = (notice: Partial<UnfamiliarView>): string => {
    const { title, reason } = unfamiliarText({ decided: 0, afterDecisions: 0, ...notice });
    return `${title} ${reason}`;
  };

  it('is what helps, while little is decided', () => {
    assert.match(said({}), /^Unlike what this model knows\. Caption 25 to 50 of them and fine-tune: /);
  });

  it('is when Showtell fine-tunes, where it does so by itself, and asks for nothing', () => {
    assert.equal(
      said({ afterDecisions: 50 }),
      'Unlike what this model knows. Showtell fine-tunes by itself after every 50 decisions.',
    );
  });

  it('is how much is decided and what was gained elsewhere, another gain with each offer', () => {
    const texts = offers.map((offer) => said({ offer, decided: offer + 1 }));
    texts.forEach((text, at) => assert.ok(text.startsWith(`${offers[at] + 1} captions are decided`), text));
    for (const text of texts.slice(1)) assert.match(text, /satellite pictures/);
    assert.equal(new Set(texts.map((text) => text.replace(/^\d+/, ''))).size, offers.length);
  });
});
