import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { folderNames } from '../../../src/dataset/export/folderNames';
import { imageFolder, rowLines } from '../../../src/dataset/export/rowLines';

describe('The names that images have in an exported folder', () => {
  it('are their own where readers understand them', () => {
    assert.deepEqual([...folderNames(['a.jpg', 'cats/b.jpg'], imageFolder)], []);
    assert.deepEqual([...folderNames(['dev/c.jpg'], rowLines)], []);
  });

  it('are never those of two images, where some have to be changed', () => {
    const names = folderNames(['dev/c.jpg', 'dev__c.jpg', 'dev__c_2.jpg'], imageFolder);
    assert.deepEqual([...names], [['dev/c.jpg', 'dev__c_3.jpg']]);
  });
});
