import type { ReactElement } from 'react';

import { Button, Pause, Play, RefreshCw } from '../ui/index.ts';
import type { Following } from './use-following.ts';

/** What is done about a recording that is still being written: it is followed, that is paused, or read on by hand. */
export function FollowControl(props: {
  readonly following: Following;
  /** Opens the file as it is now. */
  readonly onReadOn: () => void;
}): ReactElement {
  const { isOn, pause, resume, problem } = props.following;
  if (problem !== undefined) {
    return (
      <Button
        icon={RefreshCw}
        disabledReason={problem.code === 'PATH_NOT_FOUND' ? problem.message : undefined}
        tooltip={`It is not followed. ${problem.message}`}
        onPress={props.onReadOn}
      >
        Read on
      </Button>
    );
  }
  return isOn ? (
    <Button
      icon={Pause}
      tooltip="It is still being written, and read again as it grows: every two seconds at most, less often if that takes long. What you selected stays."
      onPress={pause}
    >
      Pause
    </Button>
  ) : (
    <Button icon={Play} tooltip="Read it again as it grows" onPress={resume}>
      Follow
    </Button>
  );
}
