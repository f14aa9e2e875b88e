import assert from 'node:assert/strict';
import { packagedReadme } from '../../scripts/steps/packagedReadme.mjs';

describe('The README in the package', () => {
  it('has no pictures out of the checkout', () => {
    assert.equal(
      packagedReadme('# Showtell\n\n![The editor](media/screenshot.png)\n\nText.\n'),
      '# Showtell\n\nText.\n',
    );
    assert.equal(packagedReadme('Before ![sign](media/sign.png) after.'), 'Before  after.');
  });

  it('has the words of links into the checkout, without the link', () => {
    assert.equal(packagedReadme('See [the model card](models/README.md).'), 'See the model card.');
  });

  it('keeps links to the web and within the page', () => {
    const text = 'A [paper](https://example.org/a) and [keys](#keys).';
    assert.equal(packagedReadme(text), text);
  });
});
