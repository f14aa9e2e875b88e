import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Status } from '../rows/row';
import type { Imported } from './importedCaption';
import { readJsonLines } from './jsonLines';

const itemSchema = z.looseObject({
  image: z.string(),
  caption: z.string(),
  orig_caption: z.string().optional(),
  answer: z.enum(['accept', 'reject', 'ignore']).optional(),
  meta: z.looseObject({ file: z.string().optional() }).optional(),
  path: z.string().optional(),
});

/**
 * What Prodigy's recipe for captions saves. What the model had proposed stays beside what the person made of it; what was rejected is
 * excluded, and what was ignored is not decided.
 */
export async function* readProdigy(path: string): AsyncGenerator<Imported> {
  for await (const read of readJsonLines(path, { schema: itemSchema })) {
    if ('reason' in read) {
      yield read;
      continue;
    }
    const { value, place } = read;
    const image = value.image.startsWith('data:') ? (value.path ?? value.meta?.file) : value.image;
    if (image === undefined) {
      yield {
        place,
        reason: l10n.t('It holds the image itself and not its name: there is neither "path" nor "meta.file".'),
      };
      continue;
    }
    const status = statusOf(value.answer);
    const proposed = value.orig_caption;
    yield { image, text: value.caption, place, ...(proposed && { suggestion: proposed }), ...(status && { status }) };
  }
}

function statusOf(answer: 'accept' | 'reject' | 'ignore' | undefined): Status | undefined {
  if (answer === 'reject') return 'excluded';
  return answer === 'ignore' ? 'suggested' : undefined;
}
