import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as z from 'zod';
import {
  backendArgument,
  engineArguments,
  engineFlags,
  excludeArgument,
  excludeFlag,
  excludeRules,
  onlyInput,
  pathArgument,
  positiveNumber,
  readCommandLine,
  wholeNumber,
} from '../../../src/cli/program/commandLine';

describe('The arguments of a command', () => {
  const flags = {
    out: { type: 'string' },
    beam: { type: 'string' },
    rate: { type: 'string' },
    backend: { type: 'string' },
    exclude: { type: 'string', multiple: true },
  } as const;
  const schema = z.object({
    out: pathArgument,
    beam: wholeNumber(1, 20).optional(),
    rate: positiveNumber(10).optional(),
    backend: backendArgument.optional(),
    exclude: excludeArgument.optional(),
  });
  const read = (...args: string[]): ReturnType<typeof readCommandLine<z.infer<typeof schema>>> =>
    readCommandLine(['--out', 'o', ...args], flags, schema);
  const refusal = (message: string | RegExp): { name: string; message: string | RegExp } => ({
    name: 'UsageError',
    message,
  });

  it('are read with their values, and with what is no flag', () => {
    assert.deepEqual(read('a', '--beam', '20', '--rate', '2.5e-1', '--exclude', 'x', '--exclude', 'y', '--', '--b'), {
      values: { out: 'o', beam: 20, rate: 0.25, exclude: ['x', 'y'] },
      positionals: ['a', '--b'],
    });
  });

  it('are refused with the flag, what it takes, and what was given', () => {
    const wrong: [string, string, string][] = [
      ['beam', '0', 'takes a whole number from 1 to 20'],
      ['beam', '21', 'takes a whole number from 1 to 20'],
      ['beam', '1.5', 'takes a whole number from 1 to 20'],
      ['beam', '-1', 'takes a whole number from 1 to 20'],
      ['rate', '0', 'takes a number above 0, at most 10'],
      ['rate', '10.1', 'takes a number above 0, at most 10'],
      ['rate', '1.2.3', 'takes a number above 0, at most 10'],
      ['rate', '0x5', 'takes a number above 0, at most 10'],
      ['backend', 'gpu', 'takes auto, onnx, onnx-int8, tensorflow, wasm or cpu'],
    ];
    for (const [flag, value, takes] of wrong)
      assert.throws(() => read(`--${flag}=${value}`), refusal(`--${flag} ${takes}, not "${value}"`));
    assert.throws(() => read('--out='), refusal('--out takes a path, not ""'));
    assert.throws(() => read('--exclude='), refusal('--exclude takes a glob, not ""'));
  });

  it('are refused where one is missing, or is unknown, in one sentence', () => {
    assert.throws(() => readCommandLine([], flags, schema), refusal('--out is missing'));
    assert.throws(() => read('--colour'), refusal(/^Unknown option '--colour'$/));
    assert.throws(() => read('--beam'), refusal(/^Option '--beam <value>' argument missing$/));
  });

  it('compute where that is best, log nothing and leave nothing out unless they say otherwise', () => {
    const shared = z.object({ ...engineArguments, exclude: excludeArgument });
    const values = (...args: string[]): z.infer<typeof shared> =>
      readCommandLine(args, { ...engineFlags, ...excludeFlag }, shared).values;
    assert.deepEqual(values(), { backend: 'auto', verbose: false, exclude: [] });
    for (const backend of ['auto', 'onnx', 'onnx-int8', 'tensorflow', 'wasm', 'cpu'])
      assert.equal(values('--backend', backend).backend, backend);
    assert.deepEqual(values('--verbose', '--exclude', 'x', '--exclude', 'y'), {
      ...{ backend: 'auto', verbose: true, exclude: ['x', 'y'] },
    });
    assert.deepEqual(excludeRules(['x', 'y']), [{ globs: ['x', 'y'], anywhere: true, from: '' }]);
  });

  it('have one input where a command takes one', () => {
    assert.equal(onlyInput(['a.jsonl'], 'DATASET.jsonl'), 'a.jsonl');
    assert.throws(() => onlyInput([], 'DATASET.jsonl'), refusal('DATASET.jsonl is missing'));
    assert.throws(
      () => onlyInput(['a', 'b'], 'DATASET.jsonl'),
      refusal('one DATASET.jsonl at a time: "b" is too much'),
    );
  });
});
