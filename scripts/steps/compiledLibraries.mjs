/**
 * A library that is compiled into a package which does not name it.
 * Its source is the published file that the copyright lines come from: no package has it.
 * @typedef {{ name: string, source: string, license: string, copyrights: readonly string[] }} CompiledLibrary
 */

/** The C library of Emscripten, and what its compiler puts into every program: in all WebAssembly that ships. */
export const emscriptenLibraries = [
  {
    name: 'Emscripten',
    source: 'emscripten-core/emscripten: LICENSE',
    license: 'MIT',
    copyrights: ['Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.'],
  },
  {
    name: 'musl',
    source: 'emscripten-core/emscripten: system/lib/libc/musl/COPYRIGHT',
    license: 'MIT',
    copyrights: ['Copyright (c) 2005-2020 Rich Felker, et al.'],
  },
  {
    name: 'compiler-rt, libc++ and libc++abi of LLVM',
    source: 'llvm/llvm-project: llvm/LICENSE.TXT',
    license: 'Apache-2.0 WITH LLVM-exception',
    copyrights: ['Copyright (c) 2003-2019 University of Illinois at Urbana-Champaign.'],
  },
];

/**
 * What packages hold besides, by their names: TensorFlow.js names nothing of it but in what it is built by.
 * @type {Readonly<Record<string, readonly CompiledLibrary[]>>}
 */
export const compiledLibraries = {
  '@tensorflow/tfjs-backend-wasm': [
    {
      name: 'XNNPACK',
      source: 'google/XNNPACK: LICENSE',
      license: 'BSD-3-Clause',
      copyrights: [
        'Copyright (c) Facebook, Inc. and its affiliates. All rights reserved.',
        'Copyright 2019 Google LLC',
      ],
    },
    {
      name: 'cpuinfo',
      source: 'pytorch/cpuinfo: LICENSE',
      license: 'BSD-2-Clause',
      copyrights: [
        'Copyright (c) 2017 Facebook Inc.',
        'Copyright (C) 2012-2017 Georgia Institute of Technology',
        'Copyright (C) 2010-2012 Marat Dukhan',
      ],
    },
    {
      name: 'pthreadpool',
      source: 'Maratyszcza/pthreadpool: LICENSE',
      license: 'BSD-2-Clause',
      copyrights: ['Copyright (c) 2017 Facebook Inc.', 'Copyright (c) 2015-2017 Georgia Institute of Technology'],
    },
    {
      name: 'FP16',
      source: 'Maratyszcza/FP16: LICENSE',
      license: 'MIT',
      copyrights: ['Copyright (c) 2017 Facebook Inc.', 'Copyright (c) 2017 Georgia Institute of Technology'],
    },
    {
      name: 'FXdiv',
      source: 'Maratyszcza/FXdiv: LICENSE',
      license: 'MIT',
      copyrights: ['Copyright (c) 2016 Marat Dukhan'],
    },
    {
      name: 'psimd',
      source: 'Maratyszcza/psimd: LICENSE',
      license: 'MIT',
      copyrights: ['Copyright (c) 2017 Facebook Inc.', 'Copyright (c) 2014-2017 Georgia Institute of Technology'],
    },
  ],
};
