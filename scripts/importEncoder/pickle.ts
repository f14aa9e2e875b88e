/** What a pickle refers to outside of itself. Nothing is called: both are handed to a reader that knows a few names. */
export interface PickleReader {
  /** `module.name` was called with these arguments. @throws Error for a name that is not expected */
  call(name: string, args: readonly PickleValue[]): PickleValue;
  persistent(id: PickleValue): PickleValue;
}

export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | { global: string }
  | { tensor: Float32Array; shape: number[] }
  | { storage: string; size: number };

/**
 * Reads one pickle (protocol 2), with the few opcodes that a PyTorch state dict needs; every other opcode is refused.
 * Unlike Python's, this reader cannot execute anything.
 * @returns the value and where the pickle ends
 */
export function readPickle(data: Buffer, start: number, reader: PickleReader): { value: PickleValue; end: number } {
  const stack: PickleValue[] = [];
  const marks: number[] = [];
  const memo = new Map<number, PickleValue>();
  let at = start;
  const damaged = (reason: string): Error => new Error(`The pickle is damaged at byte ${at}: ${reason}.`);
  const take = (bytes: number): Buffer => {
    if (at + bytes > data.length) throw damaged('it ends too early');
    at += bytes;
    return data.subarray(at - bytes, at);
  };
  const pop = (): PickleValue => {
    const value = stack.pop();
    if (value === undefined) throw damaged('its stack is empty');
    return value;
  };
  const top = (): PickleValue => {
    const value = stack.at(-1);
    if (value === undefined) throw damaged('its stack is empty');
    return value;
  };
  const popSome = (count: number): PickleValue[] => {
    if (stack.length < count) throw damaged('its stack is empty');
    return stack.splice(stack.length - count);
  };
  const popMark = (): PickleValue[] => {
    const mark = marks.pop();
    if (mark === undefined || mark > stack.length) throw damaged('a mark is missing');
    return stack.splice(mark);
  };
  const recall = (key: number): PickleValue => {
    const value = memo.get(key);
    if (value === undefined) throw damaged(`it refers to ${key}, which it does not hold`);
    return value;
  };
  const line = (): string => {
    const end = data.indexOf(10, at);
    if (end < 0) throw damaged('it ends too early');
    return take(end + 1 - at)
      .toString('utf8')
      .slice(0, -1);
  };
  const setItems = (items: readonly PickleValue[]): void => {
    const target = top();
    if (!(target instanceof Map) || items.length % 2 !== 0) throw damaged('items for something that is no dictionary');
    for (let item = 0; item + 1 < items.length; item += 2) target.set(items[item], items[item + 1]);
  };
  for (;;) {
    const opcode = take(1)[0];
    switch (opcode) {
      case 0x80: // PROTO
        take(1);
        break;
      case 0x28: // MARK
        marks.push(stack.length);
        break;
      case 0x2e: // STOP
        return { value: pop(), end: at };
      case 0x4e: // NONE
        stack.push(null);
        break;
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(opcode === 0x88);
        break;
      case 0x4a: // BININT
        stack.push(take(4).readInt32LE());
        break;
      case 0x4b: // BININT1
        stack.push(take(1)[0]);
        break;
      case 0x4d: // BININT2
        stack.push(take(2).readUInt16LE());
        break;
      case 0x8a: {
        // LONG1
        const bytes = take(take(1)[0]);
        const bits = bytes.toReversed().reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
        stack.push(BigInt.asIntN(bytes.length * 8, bits));
        break;
      }
      case 0x58: // BINUNICODE
        stack.push(take(take(4).readUInt32LE()).toString('utf8'));
        break;
      case 0x7d: // EMPTY_DICT
        stack.push(new Map());
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        stack.push([]);
        break;
      case 0x74: // TUPLE
        stack.push(popMark());
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(popSome(opcode - 0x84));
        break;
      case 0x61: // APPEND
      case 0x65: {
        // APPENDS
        const items = opcode === 0x61 ? [pop()] : popMark();
        const target = top();
        if (!Array.isArray(target)) throw damaged('items for something that is no list');
        target.push(...items);
        break;
      }
      case 0x73: {
        // SETITEM
        const value = pop();
        setItems([pop(), value]);
        break;
      }
      case 0x75: // SETITEMS
        setItems(popMark());
        break;
      case 0x71: // BINPUT
        memo.set(take(1)[0], top());
        break;
      case 0x72: // LONG_BINPUT
        memo.set(take(4).readUInt32LE(), top());
        break;
      case 0x68: // BINGET
        stack.push(recall(take(1)[0]));
        break;
      case 0x6a: // LONG_BINGET
        stack.push(recall(take(4).readUInt32LE()));
        break;
      case 0x63: // GLOBAL
        stack.push({ global: `${line()}.${line()}` });
        break;
      case 0x51: // BINPERSID
        stack.push(reader.persistent(pop()));
        break;
      case 0x52: {
        // REDUCE
        const args = pop();
        const callee = pop();
        if (!Array.isArray(args) || callee === null || typeof callee !== 'object' || !('global' in callee)) {
          throw damaged('it calls something that has no name');
        }
        stack.push(reader.call(callee.global, args));
        break;
      }
      case 0x62: // BUILD: attributes of the ordered dictionary, which nobody needs
        pop();
        break;
      default:
        throw new Error(
          `The pickle has an opcode (0x${opcode.toString(16)}) at byte ${at - 1} that a state dict does not need.`,
        );
    }
  }
}
