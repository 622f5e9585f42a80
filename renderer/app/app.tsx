import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import type { PodRef } from '../../preload/contract/index.ts';
import { BridgeProvider, type Bridge } from '../bridge/index.ts';
import { ActionProvider } from '../commands/index.ts';
import { ContextsProvider } from '../contexts/index.ts';
import { DebugProvider } from '../debug/index.ts';
import { go } from '../place/index.ts';
import { ErrorBoundary } from '../problems/index.ts';
import { RecordingsProvider } from '../recordings/index.ts';
import { PracticeProvider } from '../practice/index.ts';
import { SettingsProvider } from '../settings/index.ts';
import { TerminalsProvider } from '../terminals/index.ts';
import { Toaster } from '../ui/index.ts';
import { ManifestProvider } from '../workloads/index.ts';
import { queryOptions } from './query-options.ts';
import { StartUp } from './start-up.tsx';
import { useTheme } from './use-theme.ts';
import { AppWindow } from './app-window.tsx';

/** Every provider once, outermost what the others need. */
export function App({ bridge }: { readonly bridge: Bridge }): ReactElement {
  const [queries] = useState(() => new QueryClient(queryOptions));
  const waiting = <StartUp bridge={bridge} />;
  return (
    <ErrorBoundary title="The window could not be shown.">
      <BridgeProvider bridge={bridge} fallback={waiting}>
        <QueryClientProvider client={queries}>
          <SettingsProvider fallback={waiting}>
            <Theme />
            <ContextsProvider fallback={waiting}>
              <ActionProvider>
                <TerminalsProvider>
                  <DebugProvider onGoToPod={goToPod}>
                    <ManifestProvider>
                      <RecordingsProvider>
                        <PracticeProvider>
                          <AppWindow bridge={bridge} />
                        </PracticeProvider>
                      </RecordingsProvider>
                    </ManifestProvider>
                  </DebugProvider>
                </TerminalsProvider>
              </ActionProvider>
            </ContextsProvider>
          </SettingsProvider>
        </QueryClientProvider>
      </BridgeProvider>
      <Toaster />
    </ErrorBoundary>
  );
}

function goToPod(pod: PodRef): void {
  go(pod);
}

function Theme(): undefined {
  useTheme();
}
