import * as z from 'zod';
import { estimateSchema, type Estimate } from '../../src/captioner/evaluation/bootstrap';

const scoresSchema = z.object({
  ciderD: estimateSchema,
  bleu4: z.number(),
  named: estimateSchema,
  different: z.int(),
  copied: z.number(),
});
const resultSchema = z.object({
  part: z.string(),
  /** Captions, those that were held out among them. */
  learned: z.int(),
  before: scoresSchema,
  after: scoresSchema,
  steps: z.int(),
  replay: z.boolean(),
  verdict: z.string(),
  seconds: z.number(),
  cpuSeconds: z.number(),
});
/** What learning one part of a set brought. */
export type PartResult = z.infer<typeof resultSchema>;

/** The lines that a run printed; others are left out. */
export function readResults(text: string): PartResult[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{') ? [resultSchema.parse(JSON.parse(line))] : []));
}

const columns = ['part', 'CIDEr-D', 'BLEU-4', 'named %', 'different', 'copied %', 'steps', 'replay', 's'];

/** The results in Markdown: nothing learned, an earlier run where there is one, and this one. */
export function domainTable(results: readonly PartResult[], earlier: readonly PartResult[]): string {
  const rows = results.flatMap((result) => {
    const beside = earlier.find(({ part }) => part === result.part);
    return [
      cells(`${result.part}, nothing learned`, result.before),
      ...(beside ? [cells(`${result.part}, earlier`, beside.after, beside)] : []),
      cells(result.part, result.after, result),
    ];
  });
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells(name: string, scores: PartResult['after'], run?: PartResult): string[] {
  const figure = ({ value, interval }: Estimate): string =>
    value.toFixed(1) + (interval ? ` (${interval.map((end) => end.toFixed(1)).join(' to ')})` : '');
  return [
    name,
    figure(scores.ciderD),
    scores.bleu4.toFixed(1),
    figure(scores.named),
    String(scores.different),
    scores.copied.toFixed(0),
    ...(run ? [String(run.steps), run.replay ? 'yes' : 'no', run.seconds.toFixed(0)] : ['', '', '']),
  ];
}
