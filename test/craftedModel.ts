import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SavedReport } from '../src/engine/protocol/fineTuneProtocol';

export interface CraftedModel {
  id: string;
  name: string;
  /** What it is said to be made from. */
  base: { id: string; name: string };
  report?: Partial<SavedReport>;
  /** Without the words for things outside the captions: of some photographs it says something else. */
  namesNothing?: boolean;
}

/**
 * Puts a model into a folder as a fine-tune would, without one: the bundled model under another name, with a report.
 * @param bundled the folder of the bundled model
 * @param samples the folder of the photographs that it is said to have learned from
 */
export function craftModel(directory: string, bundled: string, samples: string, model: CraftedModel): void {
  cpSync(bundled, directory, { recursive: true });
  const file = path.join(directory, 'model.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { id, name, base, namesNothing = false } = model;
  if (namesNothing) delete description.objects;
  const figures = { ciderD: 0.478, correcting: 31.24 };
  const lineage = { base: base.id, rows: 40 };
  writeFileSync(file, JSON.stringify({ ...description, id, name, lineage, figures }));
  writeFileSync(path.join(directory, 'report.json'), JSON.stringify({ ...reportOn(samples, base), ...model.report }));
}

const exact = (value: number): { value: number; interval: [number, number] } => ({
  value,
  interval: [value - 0.01, value + 0.01],
});

function figures(loss: number, bleu4: number, ciderD: number, effort: number): SavedReport['before'] {
  const [correcting, completing] = [exact(effort), exact(effort / 2)];
  return { loss, bleu4: exact(bleu4), ciderD: exact(ciderD), correcting, completing };
}

/** A report on a fine-tune that gained nothing. */
export function reportOn(samples: string, base: CraftedModel['base']): SavedReport {
  return {
    format: 'showtell-fine-tune',
    version: 2,
    trainedOn: 32,
    heldOut: 8,
    completedImages: 8,
    terms: [],
    cut: 0,
    newWords: 3,
    newWordsNamed: ['tabby', 'Kinkakuji'],
    spaceless: false,
    curves: [
      {
        replay: true,
        points: [
          { step: 0, loss: null, heldOutLoss: 3.2 },
          { step: 10, loss: 3, heldOutLoss: 3.3 },
        ],
      },
    ],
    before: figures(3.2, 0.24, 0.55, 60),
    after: figures(3.2, 0.22, 0.5, 63),
    change: { bleu4: exact(-0.02), ciderD: exact(-0.05), correcting: exact(3), completing: exact(1.5) },
    verdict: 'notBetter',
    datasetPath: path.join(samples, 'metadata.jsonl'),
    base,
    rows: 40,
    backend: 'tensorflow',
    seconds: 50,
    examples: [
      { file: path.join(samples, 'cat.jpg'), before: 'a cat', after: 'a dog', person: 'the face of a tabby cat' },
    ],
  };
}
