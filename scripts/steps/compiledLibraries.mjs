/**
 * A library that is compiled into a package which does not name it.
 * @typedef {{ name: string, license: string, copyrights: readonly string[] }} CompiledLibrary
 */

/** The C library of Emscripten, and what its compiler puts into every program: in all WebAssembly that ships. */
export const emscriptenLibraries = [
  { name: 'Emscripten', license: 'MIT', copyrights: ['Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.'] },
  { name: 'musl', license: 'MIT', copyrights: ['Copyright (c) 2005-2020 Rich Felker, et al.'] },
  {
    name: 'compiler-rt, libc++ and libc++abi of LLVM',
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
      license: 'BSD-3-Clause',
      copyrights: [
        'Copyright (c) Facebook, Inc. and its affiliates. All rights reserved.',
        'Copyright 2019 Google LLC',
      ],
    },
    {
      name: 'cpuinfo',
      license: 'BSD-2-Clause',
      copyrights: [
        'Copyright (c) 2017 Facebook Inc.',
        'Copyright (C) 2012-2017 Georgia Institute of Technology',
        'Copyright (C) 2010-2012 Marat Dukhan',
      ],
    },
    {
      name: 'pthreadpool',
      license: 'BSD-2-Clause',
      copyrights: ['Copyright (c) 2017 Facebook Inc.', 'Copyright (c) 2015-2017 Georgia Institute of Technology'],
    },
    {
      name: 'FP16',
      license: 'MIT',
      copyrights: ['Copyright (c) 2017 Facebook Inc.', 'Copyright (c) 2017 Georgia Institute of Technology'],
    },
    { name: 'FXdiv', license: 'MIT', copyrights: ['Copyright (c) 2016 Marat Dukhan'] },
    {
      name: 'psimd',
      license: 'MIT',
      copyrights: ['Copyright (c) 2017 Facebook Inc.', 'Copyright (c) 2014-2017 Georgia Institute of Technology'],
    },
  ],
};
