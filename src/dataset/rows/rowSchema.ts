import * as z from 'zod';
import { decidedStatuses } from './row';

const structure = z.looseObject({});
const caption = z.union([z.string(), structure, z.array(structure)]).nullish();

/**
 * A row as other programs may check it, strictly: what it takes is read as a row, and a status that it refuses would be read as none. As JSON
 * Schema it is published in docs/row.schema.json.
 */
export const rowSchema = z.looseObject({
  file_name: z.string().min(1).describe('The image, relative to the folder of this file, with / between folders.'),
  text: caption.describe('The caption: text, an object, or a list of objects.'),
  suggestion: z.string().optional().describe('What was proposed when it was decided; nothing is "".'),
  status: z
    .enum([...decidedStatuses, 'suggested', ''])
    .optional()
    .describe('What a person made of the image; "suggested" where nobody has looked yet, "" in rows of other tools.'),
  model: z.string().optional().describe('What made the suggestion; nothing is "".'),
  updated: z.string().optional().describe('When it was decided: ISO 8601 in UTC, with milliseconds.'),
  caption: caption.describe('The caption as other tools name it, read where there is no "text".'),
  captions: z.array(z.string()).nullish().describe('Several captions as other tools have them in one row.'),
});

/** The same as JSON Schema, of the draft that most programs know. */
export function rowJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(rowSchema, { target: 'draft-7' });
  return { $schema, title: 'A row of a dataset of captions (one line of metadata.jsonl)', ...schema };
}
