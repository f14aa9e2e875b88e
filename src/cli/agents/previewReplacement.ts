import * as z from 'zod';
import { readLines } from '../../dataset/document/document';
import { FindInThread } from '../../dataset/replace/findInThread';
import { marksAt } from '../../dataset/replace/findings';
import { applyMarks } from '../../dataset/replace/rule';
import { captionOf } from '../../dataset/rows/row';
import { searchWorkerPath } from '../program/places';
import { answer, type AgentTools } from './agentTools';

/** `preview_replacement`: what a replacement would make of the captions; a person does it in the editor. */
export function offerPreviewReplacement({ server, dataset }: AgentTools): void {
  server.registerTool(
    'preview_replacement',
    {
      title: 'Preview a replacement',
      description:
        'Shows what replacing text would make of all captions. Nothing is changed: a person does that with Replace in Captions.',
      inputSchema: {
        find: z.string().min(1),
        replacement: z.string().describe('With a regular expression, $1, $<name> and $& stand for what was found'),
        regular_expression: z.boolean().default(false),
        match_case: z.boolean().default(false),
        whole_word: z.boolean().default(false),
        limit: z.int().min(1).max(200).default(20).describe('How many changes to show'),
      },
      outputSchema: {
        captions: z.int().describe('How many were looked at'),
        changes: z.int(),
        shown: z.array(z.object({ file_name: z.string(), line: z.int(), before: z.string(), after: z.string() })),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ find, replacement, limit, ...how }) => {
      const rows = readLines(await dataset.text()).flatMap(({ row, line }) => {
        const before = captionOf(row);
        return row && before.trim() !== '' ? [{ file_name: row.fileName, line: line + 1, before }] : [];
      });
      const findings = await new FindInThread(searchWorkerPath()).find(
        rows.map(({ before }) => before),
        {
          ...{ kind: 'replace', find, replacement, isRegularExpression: how.regular_expression },
          ...{ matchCase: how.match_case, wholeWord: how.whole_word },
        },
      );
      const changed = findings ? [...findings.captions] : [];
      const shown = changed.slice(0, limit).map((at, place) => {
        const row = rows[at];
        return { ...row, after: findings ? applyMarks(row.before, marksAt(findings, place)) : row.before };
      });
      return answer({ captions: rows.length, changes: changed.length, shown });
    },
  );
}
