import { constants, inflateSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { HEADER_DICTIONARY } from '../../../../../../../main/practice/api/streams/spdy/dictionary.ts';
import { createHeaderReader, emptyBlocks } from '../../../../../../../main/practice/api/streams/spdy/header-block.ts';
import { headerWriter } from './deflated-headers.ts';

it('has the dictionary of the specification', () => {
  expect(HEADER_DICTIONARY).toHaveLength(1423);
});

it('reads block after block of one stream', async () => {
  const write = headerWriter();
  const reader = createHeaderReader();
  expect(await reader.read(await write({ streamtype: 'error', port: '8080' }))).toEqual(
    new Map([
      ['streamtype', 'error'],
      ['port', '8080'],
    ]),
  );
  expect(await reader.read(await write({ streamtype: 'data' }))).toEqual(new Map([['streamtype', 'data']]));
  reader.dispose();
});

it('refuses what is no block', async () => {
  const reader = createHeaderReader();
  await expect(reader.read(Buffer.from('nonsense'))).rejects.toThrow();
  reader.dispose();
});

it('says nothing in blocks that a decompressor can read to their ends', () => {
  const next = emptyBlocks();
  const options = { dictionary: HEADER_DICTIONARY, finishFlush: constants.Z_SYNC_FLUSH };
  expect(inflateSync(Buffer.concat([next(), next()]), options)).toEqual(Buffer.alloc(8));
});
