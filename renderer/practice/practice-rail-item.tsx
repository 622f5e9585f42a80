import type { ReactElement } from 'react';

import type { PracticeStatus } from '../../preload/contract/index.ts';
import { go } from '../place/index.ts';
import { IconButton, Sprout } from '../ui/index.ts';
import { usePractice } from './practice-provider.tsx';

/** One entry in the rail, off until it is chosen; what cannot run says why on the page where contexts come from. */
export function PracticeRailItem(): ReactElement | undefined {
  const { status, open } = usePractice();
  if (status === undefined) return undefined;
  return (
    <IconButton
      icon={Sprout}
      label={`Practice cluster: ${WORDS[status.state]}`}
      onPress={status.state === 'unavailable' || status.state === 'failed' ? () => go({}) : open}
    />
  );
}

const WORDS: Readonly<Record<PracticeStatus['state'], string>> = {
  off: 'off, start it',
  starting: 'starting',
  running: 'runs, go to it',
  unavailable: 'cannot run here',
  failed: 'did not start',
};
