import * as z from 'zod/mini';
import { settingOf } from '../base/setting';

const beam = { name: 'showtell.beam', schema: z.int().check(z.gte(1), z.lte(10)), otherwise: 5 };

/** How many captions the person's settings have the search follow at a time. */
export function chosenBeam(): number {
  return settingOf(beam);
}
