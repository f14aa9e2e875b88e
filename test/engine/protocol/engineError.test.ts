import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ResponseError } from 'vscode-jsonrpc/node';
import { EngineError, throwIfAborted } from '../../../src/engine/protocol/engineError';
import { errorCodes } from '../../../src/engine/protocol/protocol';

describe('What went wrong in the engine', () => {
  it('comes with its kind and its words from the other process', () => {
    for (const [kind, code] of Object.entries(errorCodes)) {
      const error = EngineError.from(new ResponseError(code, `about ${kind}`));
      assert.deepEqual([error.kind, error.message], [kind, `about ${kind}`]);
      assert.equal(error.name, kind === 'aborted' ? 'AbortError' : 'EngineError');
    }
    assert.equal(EngineError.from(new ResponseError(-32_601, 'unknown')).kind, 'other');
  });

  it('stays what it is, and is of no kind where it is any other error', () => {
    const error = new EngineError('model', 'damaged');
    assert.equal(EngineError.from(error), error);
    const other = EngineError.from(new TypeError('no function'));
    assert.deepEqual([other.kind, other.message], ['other', 'no function']);
  });

  it('is that it was cancelled, where it was', () => {
    throwIfAborted(undefined);
    throwIfAborted(new AbortController().signal);
    assert.throws(() => throwIfAborted(AbortSignal.abort()), { name: 'AbortError', message: 'It was cancelled.' });
  });
});
