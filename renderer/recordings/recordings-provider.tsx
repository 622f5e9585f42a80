import { createContext, useContext, type ReactElement, type ReactNode } from 'react';

import { useOpenRecording, type OpenRecording } from './use-open-recording.ts';
import { useRecordingDrop } from './use-recording-drop.ts';

const OpenContext = createContext<OpenRecording | undefined>(undefined);

/** One way to open a recording for the whole window: transfers, the Java tab, the list and what is dropped use it. */
export function RecordingsProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const opening = useOpenRecording();
  useRecordingDrop(opening.openFile);
  return <OpenContext value={opening}>{children}</OpenContext>;
}

export function useRecordings(): OpenRecording {
  const value = useContext(OpenContext);
  if (value === undefined) throw new Error('There is no RecordingsProvider above this component.');
  return value;
}
