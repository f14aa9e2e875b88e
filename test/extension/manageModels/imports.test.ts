import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { SavedReport } from '../../../src/engine/protocol/fineTuneProtocol';
import { craftModel } from '../../craftedModel';
import { samplesFolder, useDataset } from '../editor';

describe('importing a model', () => {
  const dataset = useDataset(['cat.jpg']);

  it('takes of its report the figures, and no path: images of this disk would be shown', async () => {
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'showtell-models-'));
    try {
      const model = path.join(elsewhere, 'model');
      craftModel(model, dataset.api.chosenModel(), samplesFolder(), {
        ...{ id: '.', name: 'Theirs', base: { id: 'theirs', name: 'Theirs' } },
        report: {
          datasetPath: 'C:\\Users\\somebody\\metadata.jsonl',
          examples: [{ file: '/etc/passwd', before: '', after: '', person: '' }],
        },
      });
      const own = await dataset.api.models.importFrom(model);
      try {
        const report = JSON.parse(readFileSync(path.join(own, 'report.json'), 'utf8')) as SavedReport;
        assert.deepEqual(report.examples, []);
        assert.equal(report.datasetPath, 'metadata.jsonl');
        assert.equal(report.rows, 40);
        assert.ok(dataset.api.models.isOwn({ directory: own }));
      } finally {
        await dataset.api.models.remove(own);
      }
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
