/** Runs in a thread of its own: a regular expression that runs away stops nobody else, and can be ended. */
import { parentPort } from 'node:worker_threads';
import { SearchError } from '../list/listFilter';
import { findAll } from './findings';
import type { FindRequest, FindResponse } from './findInThread';

parentPort?.on('message', ({ captions, rule }: FindRequest) => {
  let response: FindResponse;
  try {
    response = { findings: findAll(captions, rule) };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    response = { problem: error.message };
  }
  parentPort?.postMessage(response);
});
