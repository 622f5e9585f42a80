/**
 * Who may import whom. The folders are the architecture; this file is what keeps it so.
 *
 * A path is matched as a regular expression; `$1` in `to` is what the first group of `from` matched.
 */

/** Folders of main/ that put the others together, or stand beside the product. The rest are domains. */
const SHELLS = '^main/(core|electron|web|practice)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Of two files that need each other, neither can be read or tested alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'processes-meet-in-preload',
      comment: 'The window and the core know each other by the contract only.',
      severity: 'error',
      from: { path: '^(main|renderer)/' },
      to: { path: '^(main|renderer)/', pathNot: '^$1/' },
    },
    {
      name: 'product-stands-alone',
      comment: 'Tests and build scripts look at the product, never the other way round.',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/' },
      to: { path: '^(test|build/(scripts|config))/' },
    },
    {
      name: 'contract-is-pure',
      comment: 'The contract runs on both sides: the schema library and itself, no Node, no DOM, no Electron.',
      severity: 'error',
      from: { path: '^preload/contract/' },
      to: { pathNot: ['^preload/contract/', '^node_modules/zod/'] },
    },
    {
      name: 'wire-knows-the-contract-only',
      severity: 'error',
      from: { path: '^preload/wire/' },
      to: { pathNot: ['^preload/(contract|wire)/', '^node_modules/zod/'] },
    },
    {
      name: 'preload-script-is-thin',
      comment: 'It hands a port over. Whatever it imports runs with more rights than the page.',
      severity: 'error',
      from: { path: '^preload/[^/]+$' },
      to: { pathNot: ['^preload/[^/]+$', '^node_modules/electron/'] },
    },
    {
      name: 'domains-do-not-know-their-shells',
      comment: 'What a domain needs from a shell is given to it as a parameter.',
      severity: 'error',
      from: { path: '^main/', pathNot: SHELLS },
      to: { path: SHELLS },
    },
    {
      name: 'domains-by-their-front-door',
      comment:
        "Another folder's index.ts is its interface, everything else its own affair. The JFR engine is a library of its own.",
      severity: 'error',
      from: { path: '^main/([^/]+)/' },
      to: { path: '^main/', pathNot: ['^main/$1/', '^main/([^/]+|jvm/jfr)/index\\.ts$'] },
    },
    {
      name: 'core-knows-no-shell',
      comment: 'The same core runs in Electron and behind the web host.',
      severity: 'error',
      from: { path: '^main/core/' },
      to: { path: '^main/(electron|web)/' },
    },
    {
      name: 'shells-are-thin',
      comment: 'A shell starts the core and carries its messages; it reaches past it into no domain.',
      severity: 'error',
      from: { path: '^main/(electron|web)/' },
      to: { path: '^main/', pathNot: ['^main/$1/', '^main/core/index\\.ts$'] },
    },
    {
      name: 'practice-is-for-core-and-tests',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/(core|practice)/' },
      to: { path: '^main/practice/' },
    },
    {
      name: 'features-by-their-front-door',
      severity: 'error',
      from: { path: '^renderer/([^/]+)/', pathNot: '^renderer/app/' },
      to: {
        path: '^renderer/',
        pathNot: ['^renderer/$1/', '^renderer/(bridge|ui|commands)/', '^renderer/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'nobody-needs-the-app',
      comment: 'renderer/app puts the features together, so a feature that imports it closes a circle.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/app/' },
      to: { path: '^renderer/app/' },
    },
    {
      name: 'page-uses-contract-not-wire',
      comment: 'Only the bridge knows how calls travel.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/bridge/' },
      to: { path: '^preload/', pathNot: '^preload/contract/' },
    },
    {
      name: 'ui-is-dumb',
      comment: 'Components that know nothing of Kubernetes can be used, and judged, anywhere.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^(main|preload|renderer)/', pathNot: '^renderer/ui/' },
    },
    {
      name: 'page-has-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    ...[
      { library: 'electron', folders: '^(main/electron/|preload/index\\.ts$)' },
      { library: '@kubernetes/client-node', folders: '^main/kube/' },
      { library: 'ws', folders: '^main/(kube|web|practice)/' },
      { library: 'node-pty', folders: '^main/(practice|terminals)/' },
      { library: 'pino', folders: '^main/(core|electron|web)/' },
      { library: '@xterm/headless', folders: '^main/terminals/' },
      { library: '@xterm/xterm', folders: '^renderer/terminals/' },
      { library: 'uplot', folders: '^renderer/recordings/chart/' },
      {
        library: '(react|react-dom|react-aria-components|zustand|@tanstack/[^/]+|lucide-react|sonner)',
        folders: '^renderer/',
      },
    ].map(({ library, folders }) => ({
      name: `one-place-for-${library.replace(/^\(([^|]+).*/, '$1')}`,
      comment: 'A library that one folder wraps can be replaced there.',
      severity: /** @type {const} */ ('error'),
      from: { path: '^(main|preload|renderer)/', pathNot: folders },
      to: { path: `^node_modules/(@types/)?${library}/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'build/tsconfig/test.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
