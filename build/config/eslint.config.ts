import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs } from 'typescript-eslint';

import { root } from './paths.ts';

/** What reaches the network, another process or the page's HTML; each folder may have the ones that are its business. */
const RAW_ACCESS = {
  electronIpc: {
    name: 'electron',
    importNames: ['ipcMain', 'ipcRenderer'],
    message: 'Only the Electron shell and the preload script speak IPC; everything else uses the contract.',
  },
  ws: { name: 'ws', message: 'Only main/kube, main/web, main/practice and tests open WebSockets in Node.' },
  kubernetes: {
    name: '@kubernetes/client-node',
    message: 'Only main/kube knows the Kubernetes library; everything else uses main/kube.',
  },
} as const;

type RestrictedImports = ['error', { paths: (typeof RAW_ACCESS)[keyof typeof RAW_ACCESS][] }];

const restrictedImports = (...names: readonly (keyof typeof RAW_ACCESS)[]): RestrictedImports => [
  'error',
  { paths: names.map((name) => RAW_ACCESS[name]) },
];

/** The compiler configuration that a folder's types come from: naming the one saves reading the others. */
const typesOf = (runtime: string, ...files: string[]) => ({
  files,
  languageOptions: { parserOptions: { project: `build/tsconfig/${runtime}.json` } },
});

const HTML_FROM_TEXT = 'Text from outside is shown as text, never parsed as HTML.';

export default defineConfig([
  globalIgnores(['dist/', 'release/', 'test-output/', 'test/fixtures/', 'build/**/*.mjs']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [configs.strictTypeChecked, configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { tsconfigRootDir: root },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 450 }],
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      'no-restricted-globals': [
        'error',
        {
          name: 'WebSocket',
          message: 'Only renderer/bridge talks to the web host; everything else uses the contract.',
        },
      ],
      'no-restricted-imports': restrictedImports('electronIpc', 'ws', 'kubernetes'),
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: HTML_FROM_TEXT },
        { property: 'outerHTML', message: HTML_FROM_TEXT },
        { property: 'insertAdjacentHTML', message: HTML_FROM_TEXT },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names, so that a search finds them.' },
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: HTML_FROM_TEXT },
      ],
      eqeqeq: 'error',
      'no-control-regex': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A type alias reads better for a union's member, an interface for a thing with methods: both have their place.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // The contract says "no data" and "no arguments" with an empty object, on purpose.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // Objects here are made by functions and have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // TypeScript's own noPropertyAccessFromIndexSignature asks for the opposite.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  typesOf('contract', 'preload/{contract,wire}/**/*.ts'),
  typesOf('electron', 'preload/*.ts', 'main/electron/**/*.ts'),
  typesOf('node', 'main/!(electron)/**/*.ts', 'build/**/*.ts'),
  typesOf('dom', 'renderer/**/*.{ts,tsx}'),
  typesOf('test', 'test/**/*.{ts,tsx}'),
  {
    files: ['renderer/**/*.{ts,tsx}', 'test/unit/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    // About the React Compiler, which is not used here: it only says that it would leave such a component alone.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['main/electron/**', 'preload/index.ts'],
    rules: { 'no-restricted-imports': restrictedImports('ws', 'kubernetes') },
  },
  { files: ['main/kube/**'], rules: { 'no-restricted-imports': restrictedImports('electronIpc') } },
  {
    files: ['main/web/**', 'main/practice/**'],
    rules: { 'no-restricted-imports': restrictedImports('electronIpc', 'kubernetes') },
  },
  { files: ['renderer/bridge/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['build/config/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-imports': 'off',
      'no-restricted-globals': 'off',
      // A test names a value that must be there; where it is not, the test fails at that line, as it should.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Vitest's matchers (`expect.any(String)`) are typed `any` and stand inside expected values.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
]);
