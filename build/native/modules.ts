import { createHash } from 'node:crypto';

/**
 * Programs that run inside the app itself, as WebAssembly: sources in a folder of build/, and a file of the app that carries
 * what was made of them. In it lies the module as text: so it is wherever the code is, in any bundle and any worker.
 */
export const MODULES = [{ name: 'jfr', carrier: 'main/jvm/jfr/reader/program.ts' }] as const;

export type Module = (typeof MODULES)[number];

/** The same bytes on any computer. No library and no start: only what is exported. */
export const MODULE_OPTIONS: readonly string[] = [
  '-target',
  'wasm32-freestanding',
  '-std=c11',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-O3',
  '-msimd128',
  '-mbulk-memory',
  '-nostdlib',
  '-s',
  '-fno-sanitize=all',
  '-Wl,--no-entry',
  '-Wl,--gc-sections',
  '-Wl,--strip-all',
];

export interface BuiltModule {
  readonly compiler: string;
  /** Of all sources in the order of their names. */
  readonly sources: string;
  readonly bytes: Buffer;
}

/** The carrier's text, as Prettier would have it. */
export function carrierText({ name }: Module, { compiler, sources, bytes }: BuiltModule): string {
  return `/** Made of build/${name}/source by \`node build/native/build.ts ${name}\`; see build/native/README.md. */
export const PROGRAM = {
  compiler: '${compiler}',
  sources: '${sources}',
  sha256: '${createHash('sha256').update(bytes).digest('hex')}',
  base64:
    '${bytes.toString('base64')}',
};
`;
}
