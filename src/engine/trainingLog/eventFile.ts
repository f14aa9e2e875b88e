import { Crc32c } from '@aws-crypto/crc32c';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../dataset/files/makeFolder';

/**
 * A TensorBoard event file: TFRecords of `tensorflow.Event` messages (tensorflow/core/util/event.proto and
 * tensorflow/core/framework/summary.proto, with the numbers of their fields below).
 */
export class EventFile {
  private constructor(private readonly file: string) {}

  /**
   * Begins a file in a folder that may hold those of earlier runs.
   * @param fromStep TensorBoard forgets what earlier files say of this step and later ones
   * @param now milliseconds since 1970
   */
  static async create(folder: string, fromStep: number, now: number): Promise<EventFile> {
    await makeFolder(folder);
    const name = `events.out.tfevents.${Math.floor(now / 1000)}.${process.pid}.${fromStep}`;
    const events = new EventFile(path.join(folder, name));
    await events.append(now, 0, (event) => event.tag(3, WireType.LengthDelimited).string('brain.Event:2'));
    const start = new BinaryWriter().tag(1, WireType.Varint).int32(1).finish();
    await events.append(now, fromStep, (event) => event.tag(7, WireType.LengthDelimited).bytes(start));
    return events;
  }

  /** Adds figures of a step, by name. */
  async scalars(step: number, values: Readonly<Record<string, number>>, now: number): Promise<void> {
    const summary = new BinaryWriter();
    for (const [name, number] of Object.entries(values)) {
      const value = new BinaryWriter();
      value.tag(1, WireType.LengthDelimited).string(name);
      value.tag(2, WireType.Bit32).float(number);
      summary.tag(1, WireType.LengthDelimited).bytes(value.finish());
    }
    await this.append(now, step, (event) => event.tag(5, WireType.LengthDelimited).bytes(summary.finish()));
  }

  private async append(now: number, step: number, what: (event: BinaryWriter) => void): Promise<void> {
    const event = new BinaryWriter();
    event.tag(1, WireType.Bit64).double(now / 1000);
    event.tag(2, WireType.Varint).int64(step);
    what(event);
    await appendFile(this.file, toRecord(event.finish()));
  }
}

/** A TFRecord: the length, its checksum, the data, their checksum. */
function toRecord(data: Uint8Array): Buffer {
  const record = Buffer.alloc(8 + 4 + data.length + 4);
  record.writeBigUInt64LE(BigInt(data.length));
  record.writeUInt32LE(maskedChecksum(record.subarray(0, 8)), 8);
  record.set(data, 12);
  record.writeUInt32LE(maskedChecksum(data), 12 + data.length);
  return record;
}

/** CRC-32C, turned and shifted, so that the checksum of a record that holds checksums is no special case. */
function maskedChecksum(data: Uint8Array): number {
  const checksum = new Crc32c().update(data).digest();
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
