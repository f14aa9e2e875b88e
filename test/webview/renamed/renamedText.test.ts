import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renamedText } from '../../../src/webview/renamed/renamedText';

describe('What is said of images that have other names', () => {
  const example = { from: 'a.jpg', to: 'b.jpg' };

  it('names the one, or how many there are and one of them', () => {
    assert.deepEqual(renamedText({ moves: 1, example, unclear: 0, unclearNames: [] }), {
      ...{ title: 'An image with a caption has another name: a.jpg is b.jpg now.', reason: '' },
    });
    assert.equal(
      renamedText({ moves: 1200, example, unclear: 0, unclearNames: [] }).title,
      `${(1200).toLocaleString()} images with captions have other names: a.jpg is b.jpg now.`,
    );
  });

  it('names those that are left to the person, a few of many', () => {
    assert.equal(
      renamedText({ moves: 1, example, unclear: 2, unclearNames: ['c.jpg', 'd.jpg'] }).reason,
      'Of others it cannot be told which image they are now, so they stay as they are: c.jpg, d.jpg.',
    );
    assert.match(
      renamedText({ moves: 1, example, unclear: 9, unclearNames: ['c.jpg', 'd.jpg'] }).reason,
      /: c\.jpg, d\.jpg, …\.$/,
    );
  });

  it('says where all are left to the person that they have vanished, and that their captions stay', () => {
    assert.deepEqual(renamedText({ moves: 0, unclear: 2, unclearNames: ['c.jpg', 'd.jpg'] }), {
      title: 'Images with captions have vanished.',
      reason: 'It cannot be told which image they are now, so their captions stay as they are: c.jpg, d.jpg.',
    });
  });
});
