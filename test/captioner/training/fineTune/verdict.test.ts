import assert from 'node:assert/strict';
import type { Estimate } from '../../../../src/captioner/evaluation/bootstrap';
import type { FineTuneReport } from '../../../../src/captioner/training/fineTune/report';
import { verdictOn } from '../../../../src/captioner/training/fineTune/verdict';

type Figures = Parameters<typeof verdictOn>[0];

const figures: FineTuneReport['before'] = {
  loss: 3,
  bleu4: { value: 0.1, interval: null },
  ciderD: { value: 0.4, interval: null },
  correcting: { value: 70, interval: null },
  completing: { value: 40, interval: null },
};

/** Where typing with completion is not told, it changed by chance. */
function report(loss: number, ciderD: Estimate, correcting: Estimate, completing: Estimate = byChance): Figures {
  return {
    before: figures,
    after: { ...figures, loss },
    change: { bleu4: { value: 0, interval: null }, ciderD, correcting, completing },
  };
}

const byChance: Estimate = { value: 0, interval: [-2, 2] };
const unsure = (value: number): Estimate => ({ value, interval: null });
const surely = (value: number): Estimate => ({ value, interval: [value - 0.1, value + 0.1] });
const words = { lossChange: surely(-1), wereSaid: false };

describe('The verdict on a fine-tune', () => {
  it('is that it is better where typing with completion surely takes less, though the suggestions are farther', () => {
    assert.equal(verdictOn(report(2, surely(-0.2), surely(3), surely(-8)), words), 'better');
  });

  it('is that nothing was gained where typing with completion surely takes more, though the suggestions are nearer', () => {
    assert.equal(verdictOn(report(2, surely(0.2), surely(-3), surely(2)), words), 'notBetter');
  });

  it('is that it is better where the captions surely come nearer', () => {
    assert.equal(verdictOn(report(2, surely(0.2), surely(-0.05)), words), 'better');
    assert.equal(verdictOn(report(2, surely(0.05), surely(-3)), words), 'better');
  });

  it('is that it is probably better where they come nearer, but not surely', () => {
    assert.equal(verdictOn(report(2, surely(0.05), surely(0.05)), words), 'probablyBetter');
  });

  it('is that it is probably better where nothing is sure of the captions, but the words are surely likelier', () => {
    const captions = report(2, surely(-0.05), surely(0.05));
    assert.equal(verdictOn(captions, words), 'probablyBetter');
    const lossChange: Estimate = { value: -0.2, interval: [-0.5, 0.1] };
    assert.equal(verdictOn(captions, { ...words, lossChange }), 'notBetter');
  });

  it('is that nothing was gained where they surely go farther, or the words are no likelier', () => {
    assert.equal(verdictOn(report(2, surely(0.2), surely(1)), words), 'notBetter');
    assert.equal(verdictOn(report(3, surely(0.2), surely(-3)), words), 'notBetter');
  });

  describe('on too few images for an interval', () => {
    it('rests on the words, and never says that it is sure', () => {
      assert.equal(verdictOn(report(2, unsure(-0.1), unsure(2)), words), 'probablyBetter');
      assert.equal(verdictOn(report(2, unsure(0.3), unsure(-9)), words), 'probablyBetter');
    });

    it('is that nothing was gained where the words may be likelier by chance', () => {
      const lossChange: Estimate = { value: -0.2, interval: [-0.5, 0.1] };
      assert.equal(verdictOn(report(2.8, unsure(0.3), unsure(-9)), { ...words, lossChange }), 'notBetter');
    });

    it('is that nothing was gained where the old model had said what the person wrote', () => {
      assert.equal(verdictOn(report(2, unsure(0), unsure(0)), { ...words, wereSaid: true }), 'notBetter');
    });
  });
});
