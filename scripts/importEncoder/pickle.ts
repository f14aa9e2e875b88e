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
  const pop = (): PickleValue => {
    if (stack.length === 0) throw new Error(`The pickle is damaged at byte ${at}: its stack is empty.`);
    return stack.pop() as PickleValue;
  };
  const popMark = (): PickleValue[] => stack.splice(marks.pop() ?? 0);
  const line = (): string => {
    const end = data.indexOf(10, at);
    const text = data.toString('utf8', at, end);
    at = end + 1;
    return text;
  };
  const setItems = (items: readonly PickleValue[]): void => {
    const target = stack[stack.length - 1];
    if (!(target instanceof Map)) throw new Error(`The pickle is damaged at byte ${at}: items for something that is no dictionary.`);
    for (let item = 0; item + 1 < items.length; item += 2) target.set(items[item], items[item + 1]);
  };
  for (;;) {
    const opcode = data[at++];
    switch (opcode) {
      case 0x80: // PROTO
        at += 1;
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
        stack.push(data.readInt32LE(at));
        at += 4;
        break;
      case 0x4b: // BININT1
        stack.push(data[at++]);
        break;
      case 0x4d: // BININT2
        stack.push(data.readUInt16LE(at));
        at += 2;
        break;
      case 0x8a: {
        // LONG1
        const length = data[at++];
        let value = 0n;
        for (let byte = length - 1; byte >= 0; byte--) value = (value << 8n) | BigInt(data[at + byte]);
        at += length;
        stack.push(value);
        break;
      }
      case 0x58: {
        // BINUNICODE
        const length = data.readUInt32LE(at);
        stack.push(data.toString('utf8', at + 4, at + 4 + length));
        at += 4 + length;
        break;
      }
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
        stack.push(stack.splice(stack.length - (opcode - 0x84)));
        break;
      case 0x61: // APPEND
      case 0x65: {
        // APPENDS
        const items = opcode === 0x61 ? [pop()] : popMark();
        const target = stack[stack.length - 1];
        if (!Array.isArray(target)) throw new Error(`The pickle is damaged at byte ${at}: items for something that is no list.`);
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
        memo.set(data[at++], stack[stack.length - 1]);
        break;
      case 0x72: // LONG_BINPUT
        memo.set(data.readUInt32LE(at), stack[stack.length - 1]);
        at += 4;
        break;
      case 0x68: // BINGET
        stack.push(memo.get(data[at++]) ?? null);
        break;
      case 0x6a: // LONG_BINGET
        stack.push(memo.get(data.readUInt32LE(at)) ?? null);
        at += 4;
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
          throw new Error(`The pickle is damaged at byte ${at}: it calls something that has no name.`);
        }
        stack.push(reader.call(callee.global, args));
        break;
      }
      case 0x62: // BUILD: attributes of the ordered dictionary, which nobody needs
        pop();
        break;
      default:
        throw new Error(`The pickle has an opcode (0x${opcode.toString(16)}) at byte ${at - 1} that a state dict does not need.`);
    }
  }
}
