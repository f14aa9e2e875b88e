import { readPickle, type PickleReader, type PickleValue } from './pickle';

export interface NamedArray {
  values: Float32Array;
  shape: number[];
}

/** A tensor as a view on a storage; a transposed one has its strides in another order. */
interface View {
  storage: string;
  offset: number;
  shape: number[];
  strides: number[];
}

/** What such a file begins with: its magic number, and the version of its layout. */
const magicNumber = 0x1950a86a20f9469cfc6cn;
const layoutVersion = 1001;

/**
 * The tensors of a file in PyTorch's format from before 1.6: pickles of a magic number, a protocol version, facts about
 * the system, the state dict and the storages' keys, then each storage as a length (int64) and float32 values.
 * @throws Error if it is anything else
 */
export function readTorchFile(data: Buffer): Map<string, NamedArray> {
  const storages = new Map<string, Float32Array>();
  const views: View[] = [];
  const reader: PickleReader = {
    persistent: (id) => {
      if (!Array.isArray(id) || id[0] !== 'storage' || !isGlobal(id[1], 'torch.FloatStorage', 'torch.LongStorage')) {
        throw new Error('The file holds a storage of another kind than float32 or int64.');
      }
      return { storage: `${asText(id[2])}:${id[1].global}`, size: Number(id[4]) };
    },
    call: (name, args) => {
      if (name === 'collections.OrderedDict') return new Map();
      if (name !== 'torch._utils._rebuild_tensor_v2')
        throw new Error(`The file wants to call ${name}, which is refused.`);
      const [storage, offset, shape, strides] = args;
      if (!isStorage(storage) || typeof offset !== 'number' || !Array.isArray(shape) || !Array.isArray(strides)) {
        throw new Error('The file holds a damaged tensor.');
      }
      views.push({ storage: storage.storage, offset, shape: shape.map(Number), strides: strides.map(Number) });
      return { storage: String(views.length - 1), size: -1 };
    },
  };
  let end = 0;
  const next = (): PickleValue => {
    const pickle = readPickle(data, end, reader);
    end = pickle.end;
    return pickle.value;
  };
  if (next() !== magicNumber || next() !== layoutVersion)
    throw new Error('The file is not one that PyTorch saved before its version 1.6.');
  next();
  const state = next();
  const keys = next();
  if (!(state instanceof Map) || !Array.isArray(keys)) throw new Error('The file holds no state dict.');

  const kinds = new Map(views.map(({ storage }) => [storage.slice(0, storage.indexOf(':')), storage] as const));
  for (const key of keys) {
    const storage = kinds.get(asText(key));
    if (storage === undefined) throw new Error(`The file holds a storage "${asText(key)}" that no tensor is in.`);
    if (end + 8 > data.length) throw new Error('The file ends too early.');
    const length = Number(data.readBigInt64LE(end));
    const bytesEach = storage.endsWith('LongStorage') ? 8 : 4;
    if (length < 0 || end + 8 + length * bytesEach > data.length) throw new Error('The file ends too early.');
    const bytes = data.subarray(end + 8, end + 8 + length * bytesEach);
    if (bytesEach === 4)
      storages.set(
        storage,
        Float32Array.from({ length }, (_, at) => bytes.readFloatLE(at * 4)),
      );
    end += 8 + length * bytesEach;
  }

  const arrays = new Map<string, NamedArray>();
  for (const [name, value] of state) {
    if (!isStorage(value) || value.size !== -1) continue;
    const view = views[Number(value.storage)];
    const storage = storages.get(view.storage);
    if (storage) arrays.set(asText(name), { values: readView(storage, view), shape: view.shape });
  }
  return arrays;
}

/** The values of a view, the last dimension running fastest, whatever order its storage has. */
function readView(storage: Float32Array, { offset, shape, strides }: View): Float32Array {
  const size = shape.reduce((product, one) => product * one, 1);
  const last = shape.reduce((at, length, dimension) => at + (length - 1) * strides[dimension], offset);
  if (
    size > 0 &&
    (shape.length !== strides.length || offset < 0 || strides.some((stride) => stride < 0) || !(last < storage.length))
  ) {
    throw new Error('The file holds a tensor that is larger than its storage.');
  }
  return Float32Array.from({ length: size }, (_, index) => {
    let rest = index;
    let at = offset;
    for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
      at += (rest % shape[dimension]) * strides[dimension];
      rest = Math.floor(rest / shape[dimension]);
    }
    return storage[at];
  });
}

function isStorage(value: PickleValue): value is { storage: string; size: number } {
  return value !== null && typeof value === 'object' && 'storage' in value;
}

function isGlobal(value: PickleValue, ...names: string[]): value is { global: string } {
  return value !== null && typeof value === 'object' && 'global' in value && names.includes(value.global);
}

function asText(value: PickleValue): string {
  if (typeof value !== 'string') throw new Error('The file holds a name that is no text.');
  return value;
}
