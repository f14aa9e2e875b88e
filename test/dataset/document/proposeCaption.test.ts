import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLines } from '../../../src/dataset/document/document';
import { applyEdit, editRow, formatRow } from '../../../src/dataset/document/edit';
import { Entry, emptyGroup, isOutdated } from '../../../src/dataset/list/entry';
import { proposeCaption } from '../../../src/dataset/document/proposeCaption';
import { captionOf, type Row } from '../../../src/dataset/rows/row';

const row = (changes: Partial<Row>): string =>
  `${formatRow({ fileName: 'a.jpg', text: '', suggestion: '', status: '', model: '', updated: '', ...changes })}\n`;
const now = new Date('2026-11-24T09:30:00.000Z');

/** What the text is after a proposal, or why it stays. */
function proposed(text: string, fileName = 'a.jpg'): string {
  const outcome = proposeCaption(text, { fileName, caption: 'a fox', proposer: 'agent', now });
  return 'refusal' in outcome ? outcome.refusal : applyEdit(text, outcome.edit);
}

const proposal = row({ suggestion: 'a fox', status: 'suggested', model: 'agent', updated: now.toISOString() });

describe('A proposal of another program', () => {
  it('is a row without a caption', () => {
    assert.equal(proposed(''), proposal);
  });

  it('takes the place of what a batch suggested, or another program proposed', () => {
    assert.equal(proposed(row({ text: 'a dog', suggestion: 'a dog', status: 'suggested', model: 'own' })), proposal);
    assert.equal(proposed(row({ suggestion: 'a dog', status: 'suggested', model: 'other' })), proposal);
  });

  it('finds its image whatever way its accents are written, and keeps what else the row says', () => {
    const text = '{"file_name": "cafe\u0301.jpg", "tags": ["x"], "text": ""}\r\n';
    assert.match(
      proposed(text, 'caf\u00e9.jpg'),
      /^\{"file_name": "cafe\u0301.jpg", "tags": \["x"\], "text": "", .*"suggestion": "a fox".*\}\r\n$/,
    );
  });

  it('is added whatever is decided of other images', () => {
    const other = row({ fileName: 'b.jpg', text: 'a dog', status: 'written' });
    assert.equal(proposed(other), other + proposal);
  });

  it('tells which proposal was there before, if one was', () => {
    const before = (text: string): Row | undefined => {
      const outcome = proposeCaption(text, { fileName: 'a.jpg', caption: 'a fox', proposer: 'agent', now });
      assert.ok('edit' in outcome);
      return outcome.before;
    };
    assert.equal(before(row({ suggestion: 'a dog', status: 'suggested', model: 'other' }))?.model, 'other');
    assert.equal(before(row({})), undefined);
    assert.equal(before(''), undefined);
  });

  for (const [status, reason] of Object.entries({
    ...{
      accepted: 'It has a caption',
      edited: 'It has a caption',
      written: 'It has a caption',
      '': 'It has a caption',
    },
    excluded: 'A person left it out',
  } as const) as [Row['status'], string][]) {
    it(`never replaces a caption that is ${status || 'another tool’s'}, and says why`, () => {
      assert.equal(
        proposed(row({ text: 'a dog', status })),
        `${reason} (line 1), and a proposal replaces no decision.`,
      );
    });
  }

  it('never replaces a suggestion that a person has changed, nor one of several captions', () => {
    const changed = row({ text: 'a big dog', suggestion: 'a dog', status: 'suggested' });
    assert.match(proposed(changed), /^A person has changed its suggestion \(line 1\)/);
    assert.match(
      proposed(row({ suggestion: 'x', status: 'suggested' }) + row({ text: 'y', status: 'written' })),
      /line 2/,
    );
  });

  it('is what waits in the list, and becomes a caption only by a decision', () => {
    const [line] = readLines(proposal);
    assert.ok(line.row);
    assert.equal(captionOf(line.row), 'a fox');
    assert.equal(new Entry(emptyGroup('a.jpg', 'a.jpg', true), line).state, 'suggested');
    assert.equal(isOutdated(line.row, 'another-model'), false, 'the captioner puts nothing in its place');
    const decided = applyEdit(proposal, editRow(proposal, line, { text: 'a fox', status: 'accepted' }));
    assert.match(decided, /"text":"a fox","suggestion":"a fox","status":"accepted","model":"agent"/);
  });
});
