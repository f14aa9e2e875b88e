import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { splitCaptions } from '../../../src/dataset/rows/splitCaptions';

describe('A list of captions split into rows', () => {
  it('gives each caption a row with all other keys as they are written', () => {
    assert.deepEqual(
      splitCaptions('{ "score": 1.50, "captions": ["a", "b\\u00e9"], "file_name": "a.jpg" }', ['a', 'bé']),
      ['{ "score": 1.50, "text": "a", "file_name": "a.jpg" }', '{ "score": 1.50, "text": "bé", "file_name": "a.jpg" }'],
    );
  });

  it('puts them where the row has its caption already, and takes the list out', () => {
    assert.deepEqual(splitCaptions('{"file_name":"a.jpg","text":"a","captions":["b"],"n":1}', ['a', 'b']), [
      '{"file_name":"a.jpg","text":"a","n":1}',
      '{"file_name":"a.jpg","text":"b","n":1}',
    ]);
    assert.deepEqual(splitCaptions('{"captions":["b"],"caption":null,"file_name":"a.jpg"}', ['b']), [
      '{"caption":"b","file_name":"a.jpg"}',
    ]);
  });

  it('puts captions of any length where the row has its caption, wherever the list stands', () => {
    assert.deepEqual(splitCaptions('{"file_name":"a.jpg","text":"a","captions":["a dog"]}', ['a dog', '']), [
      '{"file_name":"a.jpg","text":"a dog"}',
      '{"file_name":"a.jpg","text":""}',
    ]);
    assert.deepEqual(splitCaptions('{"captions":["a dog"], "text":"a"}', ['a dog']), ['{"text":"a dog"}']);
    assert.deepEqual(splitCaptions('{"n":1, "captions":["a dog"] , "text":"a"}', ['a dog']), [
      '{"n":1 , "text":"a dog"}',
    ]);
  });
});
