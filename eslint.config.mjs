import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeGlobals = [
  '__dirname',
  'Buffer',
  'clearTimeout',
  'console',
  'exports',
  'module',
  'process',
  'require',
  'setImmediate',
  'setTimeout',
  'URL',
];

/** What of VS Code makes links, icons or Markdown of the text that it is given. */
export const rendersText = [
  ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'withProgress', 'setStatusBarMessage'],
  ...['createStatusBarItem', 'showQuickPick', 'createQuickPick', 'showInputBox', 'createInputBox', 'createTreeView'],
  ...['MarkdownString', 'registerHoverProvider', 'registerInlayHintsProvider', 'registerCodeLensProvider'],
];

/** The only files that may call it: each passes all of its text through `plainText`. */
export const plainTextSinks = [
  'src/extension/base/notifications.ts',
  'src/extension/base/statusItem.ts',
  'src/extension/base/quickSteps.ts',
];

export default defineConfig(
  globalIgnores(['node_modules', 'dist', 'out', '.cache', 'models', 'test/fixtures']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/webview/tsconfig.json', './test/webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Shapes that tf.tidy takes have to be types: interfaces have no index signature.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 250 }],
      // TensorFlow.js gives the rank of what it returns by assertion only.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', 'max-lines': ['error', { max: 250 }], eqeqeq: 'error' },
  },
  // CommonJS: esbuild.js is started without a package type, mocha loads its reporter with require.
  { files: ['esbuild.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // What goes to people through VS Code may hold names of files, and VS Code makes links and icons of parts of them.
  {
    files: ['src/extension/**/*.ts'],
    ignores: plainTextSinks,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `Identifier[name=/^(${rendersText.join('|')})$/]`,
          message:
            'Say it through the files that plainTextSinks lists: they break up what VS Code would make links of.',
        },
        {
          selector:
            "CallExpression[callee.property.name='get'][callee.object.callee.property.name='getConfiguration']:matches([typeArguments], [arguments.length=2])",
          message: 'A setting may be anything: read it with settingOf in base/setting.ts, which checks it.',
        },
      ],
    },
  },
  { files: ['test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['test/**/*.test.ts'], rules: { 'max-lines': 'off' } },
);
