import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readSavedReport, reportFile } from '../../src/engine/protocol/fineTuneProtocol';
import { useTemporaryFolder } from '../dataset/temporaryFolder';

describe('The report of a fine-tune that is kept', () => {
  const folder = useTemporaryFolder();
  const written = (text: string): string => {
    writeFileSync(join(folder.path, reportFile), text);
    return folder.path;
  };

  it('is told from something else by the first thing that is wrong with it, on one line', async () => {
    await assert.rejects(readSavedReport(written('{"datasetPath": 5}')), {
      message: /^"\w+(\.\w+)*" is missing, or not what the format has there \([^\n]*\)\.$/,
    });
    await assert.rejects(readSavedReport(written('[]')), {
      message: /^It does not hold what the format has \([^\n]*\)\.$/,
    });
  });

  it('is one that is cut off where JSON ends in its middle', async () => {
    await assert.rejects(readSavedReport(written('{"datasetPath": "a')), { message: /^[^\n]*JSON[^\n]*$/ });
  });

  it('is none where there is no file', async () => {
    await assert.rejects(readSavedReport(folder.path), { code: 'ENOENT' });
  });
});
