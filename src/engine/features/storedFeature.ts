import * as tf from '@tensorflow/tfjs-core';
import { fromFloat16, toFloat16 } from '../../captioner/float16';
import type { Encoder } from '../../captioner/encoder/encoder';
import type { ImageEncoder } from '../../captioner/encoder/imageEncoder';
import { EncoderTail } from '../../captioner/encoder/encoderTail';
import { fromGridBytes, toGridBytes } from './gridBytes';

/** Something that the encoder makes of an image and that is worth keeping on disk: how it is made, and its bytes. */
export interface StoredFeature {
  /** Width and height of the images that it is made of, in pixels. */
  imageSize: number;
  /** Of one image. */
  shape: readonly number[];
  bytesPerValue: 1 | 2;
  /** @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255 */
  make(images: tf.Tensor4D): tf.Tensor;
  toBytes(values: Float32Array): Uint8Array;
  /** The values of some images [images, ...shape]; the caller disposes of them. */
  fromBytes(bytes: readonly Uint8Array[]): tf.Tensor;
}

/** The annotation grid, a byte a value. */
export function gridFeature(encoder: ImageEncoder): StoredFeature {
  const { height, width, channels } = encoder.grid;
  return {
    imageSize: encoder.imageSize,
    shape: [height * width, channels],
    bytesPerValue: 1,
    make: (images) => encoder.encode(images),
    toBytes: toGridBytes,
    fromBytes: (bytes) => fromGridBytes(bytes, height * width, channels),
  };
}

/** What enters the encoder's last blocks, of the image or its mirror image; as float16, since it is not bounded. */
export function tailInputFeature(encoder: Encoder, blocks: number, mirrored: boolean): StoredFeature {
  const shape = new EncoderTail(encoder.architecture, blocks).inputShape;
  const size = tf.util.sizeFromShape(shape);
  return {
    imageSize: encoder.imageSize,
    shape,
    bytesPerValue: 2,
    make: (images) => tf.tidy(() => encoder.encodeUpTo(mirrored ? tf.reverse(images, 2) : images, blocks)),
    toBytes: (values) => new Uint8Array(toFloat16(values).buffer),
    fromBytes: (bytes) => {
      const values = new Float32Array(bytes.length * size);
      bytes.forEach((one, at) => values.set(fromFloat16(new Uint16Array(one.slice().buffer)), at * size));
      return tf.tensor(values, [bytes.length, ...shape]);
    },
  };
}
