import { SearchError } from '../../dataset/list/listFilter';

/** Looks at the entries in some way. @returns what is wrong with its search, for a person; nothing if it could be read */
export function searchProblem(look: () => void): string | undefined {
  try {
    look();
    return undefined;
  } catch (error) {
    if (error instanceof SearchError) return error.message;
    throw error;
  }
}
