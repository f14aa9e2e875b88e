import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errorCode, explainFileError, writeFailure } from '../../../src/dataset/files/fileError';

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: something of the system`), { code });
}

describe('What the file system refuses', () => {
  it('is said in words', () => {
    for (const [code, words] of Object.entries({
      ENOENT: 'it does not exist',
      EACCES: 'permission denied',
      EPERM: 'the system does not permit it',
      EISDIR: 'it is a folder',
      ENXIO: 'it is a pipe, a socket or a device, and no file',
      ENOTDIR: 'a part of its path is no folder',
      ELOOP: 'its symbolic links lead round in a circle',
      ENOSPC: 'the disk is full',
      EDQUOT: 'your disk quota is used up',
      EFBIG: 'the file would get larger than the system allows',
      EROFS: 'the disk is read-only',
      EMFILE: 'too many files are open',
      EBUSY: 'another program is using it',
      EIO: 'the disk reports a read or write error',
      ENAMETOOLONG: 'its name is too long',
      ERR_FS_FILE_TOO_LARGE: 'it is too large',
    }))
      assert.equal(explainFileError(failure(code)), words, code);
  });

  it('is said in the words of the system where there are no better ones', () => {
    assert.equal(explainFileError(failure('EUNHEARD')), 'EUNHEARD: something of the system');
    assert.equal(explainFileError(new Error('no code')), 'no code');
  });

  it('is told with the place and the way out where something could not be written', () => {
    const cause = failure('ENOSPC');
    const told = writeFailure('/data/a.jsonl', cause);
    assert.ok(told instanceof Error);
    assert.equal(told.message, '/data/a.jsonl cannot be written: the disk is full. Put that right, then try again.');
    assert.equal(told.cause, cause);
  });

  it('is not to blame for an error without a code', () => {
    const error = new Error('a fault of ours');
    assert.equal(writeFailure('/data/a.jsonl', error), error);
    assert.deepEqual([errorCode(error), errorCode('no error'), errorCode(failure('EIO'))], ['', '', 'EIO']);
  });
});
