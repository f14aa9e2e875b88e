import { isDone, type Entry } from './entry';

/** The caption that an entry has, if it is decided and not excluded. */
export function textOfDecided(entry: Entry): string | undefined {
  return isDone(entry) && entry.row?.status !== 'excluded' ? entry.row?.text : undefined;
}
