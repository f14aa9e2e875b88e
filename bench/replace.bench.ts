/**
 * Replacing in 1,000, 10,000 and 100,000 captions at once, each of them changed: finding what changes, writing the
 * changed rows, making one edit of them, and following it in the list. What VS Code itself needs to take the edit is not
 * in it. Times are those of the processor, which other work on the machine does not change. Reading, changing and writing every row with JSON, which keeps nothing of how other tools wrote it, is the peer.
 * Prints one JSON line.
 */
import { editRow, formatRow } from '../src/dataset/document/edit';
import { DatasetIndex } from '../src/dataset/list/datasetIndex';
import { mergeLineEdits, type LineEdit } from '../src/dataset/document/mergeLineEdits';
import { findAll, marksAt } from '../src/dataset/replace/findings';
import { applyMarks, type ReplaceRule } from '../src/dataset/replace/rule';
import { replaceText } from '../src/extension/document/rowChanges';

const sizes = [1_000, 10_000, 100_000];
const mostSeconds = 5;
const rule: ReplaceRule = {
  ...{ kind: 'replace', find: '\\b(some)body\\b', replacement: '$1one' },
  ...{ isRegularExpression: true, matchCase: false, wholeWord: true },
};

interface Costs {
  findMs: number;
  editMs: number;
  followMs: number;
  totalMs: number;
  /** JSON.parse, replace, JSON.stringify of each row. */
  peerMs: number;
}

function measure(count: number): Costs {
  const lines = Array.from({ length: count }, (_, at) => rowOf(at));
  const text = { lineAt: (line: number) => lines[line], lineCount: lines.length };
  const index = new DatasetIndex(text);
  index.readNext(count);
  const peerMs = timed(() => lines.map((line) => peer(line)).join('\n')).ms;

  const captions = [...index.entries].map((entry) => ({ entry, text: entry.row?.text ?? '' }));
  const found = timed(() =>
    findAll(
      captions.map(({ text: caption }) => caption),
      rule,
    ),
  );
  const edited = timed(() => {
    const now = new Date();
    const edits: LineEdit[] = [];
    found.value.captions.forEach((caption, at) => {
      const { entry, text: before } = captions[caption];
      const line = index.lineNumber(entry);
      if (line === undefined || !entry.row) throw new Error(`Caption ${caption} has no row.`);
      const row = replaceText(entry.row, applyMarks(before, marksAt(found.value, at)), now);
      const whole = { line, start: 0, end: lines[line].length, row: entry.row };
      edits.push({ line, ...editRow(lines[line], whole, row) });
    });
    return mergeLineEdits(edits, text.lineAt);
  });
  const { start, end, text: inserted } = edited.value;
  const after = (lines[0].slice(0, start.character) + inserted + lines[end.line].slice(end.character)).split('\n');
  after.forEach((line, at) => (lines[at] = line));
  const followed = timed(() => void index.apply([{ start, end, text: inserted }]));
  if (after.length !== count || ![...index.entries].every(({ row }) => row?.text.includes('someone'))) {
    throw new Error('Not every caption was replaced.');
  }
  const totalMs = found.ms + edited.ms + followed.ms;
  return { findMs: found.ms, editMs: edited.ms, followMs: followed.ms, totalMs, peerMs };
}

function rowOf(at: number): string {
  const suggestion = `a caption ${at} that somebody has begun with`;
  const text = `${suggestion} and changed`;
  const [model, updated] = ['flickr8k-attention', '2026-01-02T03:04:05.678Z'];
  return formatRow({ fileName: `part/image ${at}.jpg`, text, suggestion, status: 'edited', model, updated });
}

function peer(line: string): string {
  const row = JSON.parse(line) as Record<string, string>;
  return JSON.stringify({ ...row, text: row.text.replace(/\bsomebody\b/giu, 'someone') });
}

function timed<T>(work: () => T): { ms: number; value: T } {
  const began = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(began);
  return { ms: (user + system) / 1000, value };
}

measure(sizes[0]); // compiles what is measured
const costs = Object.fromEntries(sizes.map((size) => [size, measure(size)]));
const largest = costs[sizes[2]];
const growth = largest.totalMs / costs[sizes[0]].totalMs;
console.log(JSON.stringify({ bench: 'replace', captions: costs, growthFor100TimesTheCaptions: growth, mostSeconds }));
if (largest.totalMs > 1000 * mostSeconds) {
  console.error(`Replacing in ${sizes[2]} captions took ${largest.totalMs} ms.`);
  process.exitCode = 1;
}
