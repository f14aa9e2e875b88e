import * as z from 'zod/mini';
import { settingOf } from '../base/setting';

const afterDecisions = {
  name: 'showtell.fineTune.afterDecisions',
  schema: z.int().check(z.nonnegative()),
  otherwise: 0,
};

/** After how many decisions a model learns by itself; 0 is never. */
export function decisionsForFineTune(): number {
  return settingOf(afterDecisions);
}
