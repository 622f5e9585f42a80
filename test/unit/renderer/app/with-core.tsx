import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';

import type { Settings } from '../../../../preload/contract/index.ts';
import { BridgeProvider } from '../../../../renderer/bridge/index.ts';
import { SettingsProvider } from '../../../../renderer/settings/index.ts';
import { fakeBridge, fakeStream, HOST, settingsWith, type FakeApi } from './fake-core.ts';

/** Renders a part of the window with what every part has above it. */
export function renderWithCore(part: ReactNode, api: FakeApi, settings: Partial<Settings> = {}): void {
  const bridge = fakeBridge({
    host: { info: () => Promise.resolve(HOST) },
    settings: { watch: () => fakeStream(settingsWith(settings)).reader },
    ...api,
  });
  render(
    <BridgeProvider bridge={bridge} fallback="starting">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SettingsProvider fallback="starting">{part}</SettingsProvider>
      </QueryClientProvider>
    </BridgeProvider>,
  );
}
